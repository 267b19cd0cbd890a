"""Who trades in the demo market. All of it is made up; no tax office has the number 000."""

from dataclasses import dataclass

from qnector.core.money import VatMode


@dataclass(frozen=True, slots=True)
class DemoCompany:
    """One company with its people: (e-mail before the @, name, role)."""

    key: str
    name: str
    business_number: str
    representative: str
    business_type: str
    business_item: str
    postal_code: str
    street: str
    detail: str
    phone: str
    people: tuple[tuple[str, str, str], ...]
    is_buyer: bool = False
    is_seller: bool = False
    vat_mode: VatMode = VatMode.INCLUDED
    managed_by: str = ""


COMPANIES = (
    DemoCompany(
        "hanbit", "한빛상회", "0008100014", "김한빛", "도소매", "식료품",
        "04524", "서울 중구 세종대로 110", "1층", "0212345678",
        (("buyer", "김한빛", "owner"), ("buyer2", "이도윤", "staff")),
        is_buyer=True,
    ),
    DemoCompany(
        "badasikpum", "바다식품", "0008100028", "박바다", "도매", "수산물, 신선식품",
        "48943", "부산 중구 자갈치해안로 52", "신동아시장 3층", "0512345678",
        (("seller", "박바다", "owner"), ("seller2", "최서준", "staff")),
        is_seller=True,
    ),
    DemoCompany(
        "hangyeol", "한결유통", "0008100033", "정한결", "도매", "음료, 소모품",
        "08378", "서울 구로구 디지털로 300", "지하 1층", "0223456789",
        (("both", "정한결", "owner"), ("both2", "윤하은", "manager")),
        is_buyer=True, is_seller=True,
    ),
    DemoCompany(
        "saebyeok", "새벽사무", "0008100047", "오새벽", "도소매", "사무용품, 전산",
        "06164", "서울 강남구 테헤란로 521", "12층", "0234567890",
        (("office", "오새벽", "owner"),),
        is_seller=True, vat_mode=VatMode.EXCLUDED,
    ),
    DemoCompany(
        "modu", "모두의식탁", "0008100052", "한모두", "음식점", "한식",
        "34126", "대전 유성구 대학로 99", "2층", "0423456789",
        (("table", "한모두", "owner"),),
        is_buyer=True,
    ),
    DemoCompany(
        "dalbit", "달빛카페", "0008100066", "서달빛", "음식점", "커피",
        "61475", "광주 동구 금남로 245", "1층", "0623456789",
        (("managed", "서달빛", "owner"),),
        is_buyer=True, managed_by="hangyeol",
    ),
)  # fmt: skip
