"""Who trades in the demo market. All of it is made up; no tax office has the number 000."""

from dataclasses import dataclass

from qnector.core.money import VatMode
from qnector.domain.billing.models import PlanCode

FREE, REGULAR, SPECIAL = PlanCode.FREE, PlanCode.REGULAR, PlanCode.SPECIAL


@dataclass(frozen=True, slots=True)
class DemoCompany:
    """One company with its people: (e-mail before the @, name, role).

    `plan` is None for a 전용 구매자, `memo` what its people usually write on an order.
    """

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
    plan: PlanCode | None = FREE
    memo: str = ""


COMPANIES = (
    DemoCompany(
        "hanbit", "한빛상회", "0008100014", "김한빛", "도소매", "식료품",
        "04524", "서울 중구 세종대로 110", "1층", "0212345678",
        (("buyer", "김한빛", "owner"), ("buyer2", "이도윤", "staff"),
         ("buyer3", "송다온", "manager")),
        is_buyer=True, plan=REGULAR, memo="정문 경비실에 맡겨 주세요",
    ),
    DemoCompany(
        "badasikpum", "바다식품", "0008100028", "박바다", "도매", "수산물, 신선식품",
        "48943", "부산 중구 자갈치해안로 52", "신동아시장 3층", "0512345678",
        (("seller", "박바다", "owner"), ("seller2", "최서준", "staff"),
         ("seller3", "문가람", "manager")),
        is_seller=True, plan=SPECIAL,
    ),
    DemoCompany(
        "hangyeol", "한결유통", "0008100033", "정한결", "도매", "음료, 소모품",
        "08378", "서울 구로구 디지털로 300", "지하 1층", "0223456789",
        (("both", "정한결", "owner"), ("both2", "윤하은", "manager"), ("both3", "배하람", "staff")),
        is_buyer=True, is_seller=True, plan=REGULAR, memo="물류 입구 3번으로 부탁드려요",
    ),
    DemoCompany(
        "saebyeok", "새벽사무", "0008100047", "오새벽", "도소매", "사무용품, 전산",
        "06164", "서울 강남구 테헤란로 521", "12층", "0234567890",
        (("office", "오새벽", "owner"), ("office2", "노을찬", "staff")),
        is_seller=True, vat_mode=VatMode.EXCLUDED, plan=REGULAR,
    ),
    DemoCompany(
        "modu", "모두의식탁", "0008100052", "한모두", "음식점", "한식",
        "34126", "대전 유성구 대학로 99", "2층", "0423456789",
        (("table", "한모두", "owner"), ("table2", "구슬아", "staff")),
        is_buyer=True, memo="뒷문으로 들어와 주세요",
    ),
    DemoCompany(
        "dalbit", "달빛카페", "0008100066", "서달빛", "음식점", "커피",
        "61475", "광주 동구 금남로 245", "1층", "0623456789",
        (("managed", "서달빛", "owner"),),
        is_buyer=True, managed_by="hangyeol", plan=None, memo="오전에 부탁드려요",
    ),
    DemoCompany(
        "pureun", "푸른이랑농산", "0008100071", "임푸른", "도매", "농산물",
        "25316", "강원 평창군 대관령면 고랭지길 27", "집하장", "0334567890",
        (("farm", "임푸른", "owner"), ("farm2", "나해솔", "staff")),
        is_seller=True, plan=REGULAR,
    ),
    DemoCompany(
        "neoreun", "너른목장축산", "0008100085", "강너른", "제조·도매", "축산물",
        "17503", "경기 안성시 미양면 너른길 8", "가공장", "0315678901",
        (("ranch", "강너른", "owner"), ("ranch2", "장보람", "manager")),
        is_seller=True, plan=REGULAR,
    ),
    DemoCompany(
        "oven", "오븐숲재료", "0008100090", "유오븐", "도소매", "제과 재료",
        "10881", "경기 파주시 탄현면 빵굽는길 14", "B동", "0316789012",
        (("bake", "유오븐", "owner"), ("bake2", "차미르", "staff")),
        is_seller=True, plan=REGULAR,
    ),
    DemoCompany(
        "bandeut", "반듯포장", "0008100106", "조반듯", "제조", "포장재",
        "21695", "인천 남동구 은봉로 60", "2동", "0327890123",
        (("pack", "조반듯", "owner"), ("pack2", "하늘찬", "staff")),
        is_seller=True, plan=REGULAR,
    ),
    DemoCompany(
        "sallim", "살림마루", "0008100111", "신마루", "도소매", "생활용품",
        "31108", "충남 천안시 서북구 백석로 255", "물류 1동", "0418901234",
        (("house", "신마루", "owner"), ("house2", "백아름", "staff")),
        is_seller=True,
    ),
    DemoCompany(
        "sonamu", "소나무국밥", "0008100125", "황소나", "음식점", "한식",
        "54999", "전북 전주시 완산구 팔달로 180", "1층", "0639012345",
        (("gukbap", "황소나", "owner"), ("gukbap2", "도라온", "staff")),
        is_buyer=True, plan=REGULAR, memo="새벽 5시 전에 부탁드려요",
    ),
    DemoCompany(
        "maru", "마루베이커리", "0008100130", "안마루", "음식점", "제과",
        "35235", "대전 서구 둔산로 100", "1층", "0420123456",
        (("bakery", "안마루", "owner"), ("bakery2", "홍시온", "manager")),
        is_buyer=True, plan=REGULAR, memo="도착 전에 전화 주세요",
    ),
    DemoCompany(
        "goyo", "고요커피", "0008100144", "문고요", "음식점", "커피",
        "63122", "제주 제주시 연북로 33", "1층", "0641234567",
        (("coffee", "문고요", "owner"),),
        is_buyer=True, memo="배편 마감이 오후 3시예요",
    ),
    DemoCompany(
        "haneul", "하늘설계사무소", "0008100159", "고하늘", "서비스", "건축 설계",
        "42250", "대구 수성구 달구벌대로 2450", "7층", "0532345678",
        (("studio", "고하늘", "owner"), ("studio2", "추아라", "staff")),
        is_buyer=True, memo="7층 안내 데스크로 부탁드려요",
    ),
    DemoCompany(
        "mulgyeol", "물결횟집", "0008100163", "주물결", "음식점", "일식",
        "53064", "경남 통영시 통영해안로 321", "1층", "0553456789",
        (("raw", "주물결", "owner"), ("raw2", "탁은결", "staff")),
        is_buyer=True, plan=REGULAR, memo="얼음 넉넉히 넣어 주세요",
    ),
    DemoCompany(
        "haessal", "햇살어린이집", "0008100178", "여햇살", "교육", "보육 시설",
        "16490", "경기 수원시 팔달구 효원로 241", "본관", "0314567891",
        (("kids", "여햇살", "owner"), ("kids2", "편나래", "staff")),
        is_buyer=True, memo="급식실로 바로 가져다 주세요",
    ),
)  # fmt: skip
