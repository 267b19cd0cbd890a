"""What somebody sees who has never been here: complete without login, fast, and no dead ends."""

import gzip
import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.test_every_screen_is_accessible import violations
from tests.support.server import Server

Visit = Callable[..., Page]
LOOKS = [(DESKTOP, False), (DESKTOP, True), (PHONE, False)]
PAGES = ["/", "/guide", "/guide/order", "/guide/self-host", "/terms", "/privacy"]
SHIFT = """() => new Promise(done => {
  let shift = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries())
    if (!one.hadRecentInput) shift += one.value; }).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(shift), 300);
})"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for real use, of somebody who has said who they are and wants no money."""
    made = Server(
        tmp_path_factory.mktemp("own"),
        env={
            "QNECTOR_DEMO": "0",
            "QNECTOR_BILLING": "off",
            "QNECTOR_COMPANY_NAME": "한강유통",
            "QNECTOR_COMPANY_NUMBER": "1234567891",
            "QNECTOR_COMPANY_NOTE": "서울 마포구 한강로 1",
            "QNECTOR_CONTACT_EMAIL": "help@example.co.kr",
        },
    )
    assert made.run("migrate").returncode == 0
    made.start()
    yield made
    made.stop()


@pytest.fixture
def visit_own(browser: Browser, own: Server) -> Iterator[Callable[[str], Page]]:
    context: BrowserContext = browser.new_context(base_url=own.url, viewport=DESKTOP)

    def _visit(path: str) -> Page:
        page = context.new_page()
        page.goto(path)
        return page

    yield _visit
    context.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("viewport", "dark"), LOOKS)
def test_nothing_jumps(visit: Visit, path, viewport, dark) -> None:
    page = visit(None, path, viewport=viewport, dark=dark)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")

    assert page.evaluate(SHIFT) <= 0.02


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", ["장바구니 하나로", "판매자가 달라도 주문은 한 번", "구매자도 요금을 내나요?"]),
        ("/guide", ["유용한 정보", "처음 시작하기", "이카운트 연동 준비"]),
        ("/guide/order", ["판매자에게 승인을 요청해요", "취소요청 거두기"]),
        ("/terms", ["제14조", "시행일"]),
        ("/privacy", ["제3자 제공", "개인정보 보호 담당자"]),
    ],
)
def test_it_can_be_read_without_a_script(server: Server, path, words) -> None:
    answer = httpx.get(server.url + path)

    assert answer.status_code == 200
    assert [word for word in words if word not in answer.text] == []
    assert 'lang="ko"' in answer.text
    assert re.search(r'<meta content="[^"]{20,}" name="description"', answer.text)
    assert re.search(r"<title>[^<]+ · Qnector</title>", answer.text)


@pytest.mark.parametrize("path", ["/", "/guide/order"])
def test_it_is_light_and_asks_nobody_else(browser: Browser, server: Server, path) -> None:
    code: list[bytes] = []
    pictures: list[str] = []
    strangers: list[str] = []

    def keep(response) -> None:
        if not response.url.startswith((server.url, "data:")):
            strangers.append(response.url)
        if response.url.split("?")[0].endswith((".js", ".css")) and response.status == 200:
            code.append(response.body())
        if response.url.endswith(".webp"):
            pictures.append(response.url.rpartition("/")[2])

    context = browser.new_context(base_url=server.url, viewport=DESKTOP)
    page = context.new_page()
    page.on("response", keep)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    context.close()

    assert strangers == []
    assert sum(len(gzip.compress(body, 6)) for body in code) <= 235 * 1024
    # The other mode's pictures, the phone's and those far below are never asked for.
    near = {"order-create-light.webp", "order-confirm-light.webp"}
    assert set(pictures) <= near
    assert ("order-create-light.webp" in pictures) == (path == "/")


def test_the_plans_stand_on_the_page(visit: Visit) -> None:
    page = visit(None, "/")
    pricing = page.get_by_role("region", name="요금")

    for name, price in (("무료", "₩0"), ("레귤러", "₩66,000"), ("스페셜", "₩88,000")):
        card = pricing.get_by_role("listitem").filter(has_text=name)
        expect(card.get_by_text(price, exact=True)).to_be_visible()


def test_the_way_in_leads_to_the_sign_up_and_to_the_demo(visit: Visit) -> None:
    page = visit(None, "/")
    page.get_by_role("banner").get_by_role("link", name="무료로 시작하기").click()
    expect(page.get_by_label("사업자등록번호")).to_be_visible()

    page.goto("/")
    page.get_by_role("link", name="데모로 둘러보기").click()
    expect(page.get_by_role("heading", name="로그인", level=1)).to_be_visible()
    expect(page.get_by_text("buyer@demo.qnector.test")).to_be_visible()


def test_who_is_signed_in_finds_the_way_home(visit: Visit) -> None:
    page = visit("buyer")
    page.goto("/")
    bar = page.get_by_role("banner")
    expect(bar.get_by_role("link", name="내 화면으로")).to_be_visible()
    expect(bar.get_by_role("link", name="로그인")).to_have_count(0)

    bar.get_by_role("link", name="내 화면으로").click()
    expect(page.get_by_role("heading", name="Dashboard", level=1)).to_be_visible()


def test_the_keyboard_skips_opens_and_answers(visit: Visit) -> None:
    page = visit(None, "/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="본문으로 건너뛰기")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()

    question = page.locator("summary").first
    question.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("주문하는 데는 요금이 없어요", exact=False)).to_be_visible()


def test_the_menu_of_a_phone_opens_and_closes(visit: Visit) -> None:
    page = visit(None, "/guide", viewport=PHONE)
    opener = page.get_by_role("button", name="메뉴", exact=True)
    menu = page.get_by_role("navigation", name="전체 메뉴")
    expect(menu).to_be_hidden()
    opener.click()
    expect(menu).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(opener).to_be_focused()

    opener.click()
    menu.get_by_role("link", name="요금").click()
    expect(menu).to_be_hidden()
    expect(page.get_by_role("heading", name="요금", level=2)).to_be_in_viewport()


def test_a_part_of_the_page_has_an_address(visit: Visit) -> None:
    page = visit(None, "/guide/order")
    page.get_by_role("contentinfo").get_by_role("link", name="자주 묻는 질문").click()
    expect(page.get_by_role("heading", name="자주 묻는 질문", level=2)).to_be_in_viewport()

    page = visit(None, "/#pricing")
    expect(page.get_by_role("heading", name="요금", level=2)).to_be_in_viewport()


def test_one_reads_from_article_to_article(visit: Visit) -> None:
    page = visit(None, "/guide")
    page.get_by_role("main").get_by_role("link", name="처음 시작하기").click()
    expect(page.get_by_role("heading", name="처음 시작하기", level=1)).to_be_visible()
    beside = page.get_by_role("complementary").get_by_role("link", name="처음 시작하기")
    expect(beside).to_have_attribute("aria-current", "page")

    page.get_by_role("link", name="다음 글").click()
    expect(page.get_by_role("heading", name="주문하기", level=1)).to_be_visible()
    page.get_by_role("link", name="이전 글").click()
    expect(page.get_by_role("heading", name="처음 시작하기", level=1)).to_be_visible()


def test_paper_gets_the_text_alone(visit: Visit) -> None:
    page = visit(None, "/terms")
    page.emulate_media(media="print")

    expect(page.get_by_role("heading", name="이용약관", level=1)).to_be_visible()
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_role("contentinfo")).to_be_hidden()
    expect(page.get_by_role("complementary")).to_be_hidden()


def test_a_document_without_a_name_says_so(visit: Visit) -> None:
    page = visit(None, "/privacy")
    expect(page.get_by_text("운영자의 상호와 연락처가 아직 등록되지 않았습니다.")).to_be_visible()


def test_real_use_names_its_operator_and_a_way_in(visit_own) -> None:
    page = visit_own("/terms")
    expect(page.get_by_role("main").get_by_text("한강유통")).to_be_visible()
    expect(page.get_by_role("contentinfo").get_by_text("123-45-67891")).to_be_visible()

    page = visit_own("/")
    page.get_by_role("banner").get_by_role("link", name="무료로 시작하기").click()
    expect(page.get_by_label("사업자등록번호")).to_be_visible()
    page = visit_own("/")
    expect(page.get_by_text("모든 기능이 들어 있어요")).to_be_attached()
    expect(page.get_by_text("₩66,000")).to_have_count(0)
