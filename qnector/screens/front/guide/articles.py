"""유용한 정보: every article, in the order in which one reads them."""

from dataclasses import dataclass
from itertools import groupby

from qnector.screens.front.guide.texts import (
    ecount,
    excel,
    google_sheets,
    notion,
    order,
    self_host,
    seller,
    start,
)

GUIDE = "/guide"
TITLE = "유용한 정보"


@dataclass(frozen=True)
class Article:
    """One page to read: its address is /guide/SLUG."""

    slug: str
    title: str
    summary: str
    icon: str
    group: str
    text: str

    @property
    def path(self) -> str:
        return f"{GUIDE}/{self.slug}"


ARTICLES = (
    Article(
        "start",
        "처음 시작하기",
        "계정을 받고 로그인해서 화면을 둘러봐요.",
        "rocket",
        "사용 안내",
        start.TEXT,
    ),
    Article(
        "order",
        "주문하기",
        "판매자 승인부터 주문, 취소요청, 재주문까지 구매자의 하루예요.",
        "shopping-cart",
        "사용 안내",
        order.TEXT,
    ),
    Article(
        "seller",
        "주문 받기",
        "품목을 올리고, 구매자를 승인하고, 주문을 확인해 출고해요.",
        "store",
        "사용 안내",
        seller.TEXT,
    ),
    Article(
        "excel",
        "엑셀로 품목 등록하기",
        "품목표를 어떻게 만들고, 어떻게 올리는지 알려 드려요.",
        "file-spreadsheet",
        "사용 안내",
        excel.TEXT,
    ),
    Article(
        "ecount",
        "이카운트 연동 준비",
        "인증키를 받고 서버 주소를 등록하는 순서예요.",
        "plug",
        "외부 연동 가이드",
        ecount.TEXT,
    ),
    Article(
        "google-sheets",
        "구글시트 연동 준비",
        "서비스 계정을 만들고 시트를 공유하는 순서예요.",
        "sheet",
        "외부 연동 가이드",
        google_sheets.TEXT,
    ),
    Article(
        "notion",
        "노션 연동 준비",
        "통합을 만들고 페이지에 연결하는 순서예요.",
        "notebook-text",
        "외부 연동 가이드",
        notion.TEXT,
    ),
    Article(
        "self-host",
        "직접 설치하기",
        "우리 컴퓨터나 서버에 큐넥터를 설치하고 운영해요.",
        "server",
        "운영자 안내",
        self_host.TEXT,
    ),
)


def grouped() -> list[tuple[str, list[Article]]]:
    """The articles under their headings."""
    return [(name, list(found)) for name, found in groupby(ARTICLES, key=lambda one: one.group)]
