"""From the front door to the first login: with the services up, failing, and without any key."""

import re
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.conftest import DESKTOP, PATIENCE_MS, Watch, complaints
from tests.journeys.test_every_screen_is_accessible import BEHIND_A_WINDOW, in_every_look
from tests.support.fakes import Running, business, environment
from tests.support.server import Server

Visit = Callable[..., Page]
PASSWORD = "sunny morning bakery"


@pytest.fixture(scope="module")
def services() -> Iterator[tuple[Running, Running]]:
    with business() as made:
        yield made


@pytest.fixture(scope="module")
def asking(
    services: tuple[Running, Running], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server without a market that asks the pretended services."""
    made = Server(tmp_path_factory.mktemp("asking"), env=environment(*services))
    assert made.run("migrate").returncode == 0
    made.start()
    yield made
    made.stop()
    assert complaints(made) == [], made.log[-6000:]


@pytest.fixture
def come(
    browser: Browser, asking: Server, services: tuple[Running, Running], watch: Watch
) -> Iterator[Visit]:
    """A newcomer with a browser of their own."""
    for one in services:
        one.fake.reset()
    contexts = []

    def _come(path: str = "/register", *, viewport=DESKTOP, dark: bool = False) -> Page:
        context = browser.new_context(
            base_url=asking.url,
            viewport=viewport,
            color_scheme="dark" if dark else "light",
            locale="ko-KR",
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        watch.attach(page)
        page.goto(path)
        return page

    yield _come
    for context in contexts:
        context.close()


def fill_business(page: Page, number: str = "120-88-00767", person: str = "홍길동") -> None:
    page.get_by_label("사업자등록번호").fill(number)
    page.get_by_label("상호(법인명)").fill("새싹마트")
    page.get_by_label("대표자명").fill(person)
    page.get_by_label("개업일자").fill("20200101")


def find_address(page: Page) -> None:
    page.get_by_role("button", name="주소찾기").click()
    page.get_by_label("찾을 주소").fill("세종대로")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="세종대로 3 (태평로1가)").click()
    expect(page.get_by_label("우편번호")).to_have_value("04524")
    expect(page.get_by_label("상세주소")).to_be_focused()


def type_address(page: Page) -> None:
    page.get_by_label("우편번호").fill("04524")
    page.get_by_label("기본주소").fill("서울특별시 중구 세종대로 110")


def fill_account(page: Page, email: str) -> None:
    page.get_by_label("이메일").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.locator("#again").fill(PASSWORD)
    page.locator("#person").fill("김새싹")
    page.get_by_label("둘 다").check()
    page.get_by_label("전체 동의").check()


def go_on(page: Page) -> None:
    page.get_by_role("button", name="다음", exact=True).click()
    expect(page.get_by_label("이메일")).to_be_visible()


def sign_up(page: Page) -> Locator:
    page.get_by_role("button", name="회원가입", exact=True).click()
    said = page.get_by_text("인증 메일을 보냈어요")
    expect(said).to_be_visible()
    return said


def mail_to(server: Server, email: str, *, saying: str = "") -> str:
    """The text of the newest mail to an address that says so."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        for path in sorted((server.data_dir / "mail").glob("*.eml"), key=_written, reverse=True):
            mail = message_from_bytes(path.read_bytes(), policy=policy.default)
            body = mail.get_body(("plain",))
            text = f"{mail['subject']}\n{body.get_content() if body is not None else ''}"
            if mail["to"] == email and saying in text:
                return text
        time.sleep(0.2)
    raise AssertionError(f"no mail to {email}")


def _written(path: Path) -> float:
    return path.stat().st_mtime


def test_from_the_front_door_to_the_first_login(come: Visit, asking: Server) -> None:
    page = come("/")
    page.get_by_role("banner").get_by_role("link", name="무료로 시작하기").click()
    page.get_by_label("사업자등록번호").fill("123-45-67890")
    page.get_by_role("button", name="상태조회").click()
    expect(page.get_by_text("사업자 상태: 확인불가. 번호를 다시 확인해 주세요.")).to_be_visible()
    expect(page.get_by_label("사업자등록번호")).to_be_focused()

    fill_business(page, person="김철수")
    page.get_by_role("button", name="상태조회").click()
    expect(page.get_by_text("사업자 상태: 계속사업자")).to_be_visible()
    page.get_by_role("button", name="진위확인").click()
    expect(page.get_by_text("확인할 수 없습니다. 사업자등록증과")).to_be_visible()
    page.get_by_label("대표자명").fill("홍길동")
    page.get_by_role("button", name="진위확인").click()
    expect(page.get_by_text("확인되었어요")).to_be_visible()
    find_address(page)
    go_on(page)

    fill_account(page, "owner@sprout.test")
    sign_up(page)
    expect(page.get_by_text("owner@sprout.test")).to_be_visible()
    again = page.get_by_role("button", name="다시 보내기")
    expect(again).to_be_disabled()
    first = again.inner_text()
    expect(again, "the seconds are counted in the browser").not_to_have_text(first)

    mail = mail_to(asking, "owner@sprout.test")
    assert mail.startswith("[큐넥터 회원가입 인증]")
    link = re.search(r"http://\S+/auth/verify\?token=\S+", mail)
    assert link is not None
    page.goto(link[0])
    page.get_by_role("button", name="이메일 인증").click()
    expect(page.get_by_text("이메일 인증이 끝났어요.")).to_be_visible()

    page.get_by_label("이메일").fill("owner@sprout.test")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="로그인", exact=True).click()
    expect(page.get_by_role("heading", name="Dashboard", level=1)).to_be_visible()
    expect(page.get_by_text("새싹마트").first).to_be_visible()


def test_what_was_typed_survives_going_back_and_reloading(come: Visit) -> None:
    page = come()
    fill_business(page)
    find_address(page)
    page.get_by_label("상세주소").fill("2층")
    page.get_by_label("업종").fill("신선식품")
    page.get_by_label("업태").focus()
    page.reload()
    expect(page.get_by_label("대표자명")).to_have_value("홍길동")
    expect(page.get_by_label("기본주소")).to_have_value(re.compile("세종대로 3"))
    expect(page.get_by_label("상세주소")).to_have_value("2층")
    expect(page.get_by_label("업종")).to_have_value("신선식품")
    go_on(page)

    fill_account(page, "again@sprout.test")
    page.get_by_label("이메일").focus()
    page.reload()
    expect(page.get_by_label("이메일")).to_have_value("again@sprout.test")
    expect(page.locator("#password")).to_have_value("")
    expect(page.get_by_label("둘 다")).to_be_checked()
    expect(page.get_by_label("전체 동의")).to_be_checked()
    expect(page.get_by_text("비밀번호를 8자 이상 입력해 주세요.")).to_be_visible()

    page.get_by_role("link", name="뒤로가기").click()
    expect(page.get_by_label("상호(법인명)")).to_have_value("새싹마트")
    page.go_back()
    expect(page.locator("#person")).to_have_value("김새싹")


def test_the_services_may_fail(come: Visit, asking: Server, services) -> None:
    tax_office, addresses = services
    page = come()
    fill_business(page)
    tax_office.fail("500", "500")
    page.get_by_role("button", name="상태조회").click()
    expect(page.get_by_text("지금은 국세청에 물어볼 수 없어요.")).to_be_visible()

    page.get_by_role("button", name="주소찾기").click()
    addresses.fail("html")
    page.get_by_label("찾을 주소").fill("세종대로")
    page.keyboard.press("Enter")
    expect(page.get_by_text("지금은 주소를 찾을 수 없어요.")).to_be_visible()
    page.get_by_role("button", name="직접 입력").click()
    expect(page.get_by_label("우편번호")).to_be_focused()
    type_address(page)

    tax_office.fail("503", "503")
    go_on(page)
    fill_account(page, "unlucky@sprout.test")
    sign_up(page)
    assert "회원가입 인증" in mail_to(asking, "unlucky@sprout.test")


@pytest.mark.parametrize(("number", "word"), [("0008100085", "휴업"), ("0008100090", "폐업")])
def test_who_is_closed_does_not_get_in(come: Visit, number: str, word: str) -> None:
    page = come()
    fill_business(page, number)
    find_address(page)
    page.get_by_role("button", name="다음", exact=True).click()
    expect(page.get_by_text(f"{word} 중인 사업자는 쓸 수 없어요.")).to_be_visible()
    expect(page.get_by_label("사업자등록번호")).to_be_focused()


def test_without_any_key(visit: Visit, server: Server) -> None:
    page = visit(None, "/register")
    expect(page.get_by_text("주소 검색이 연결되지 않았어요.")).to_be_visible()
    expect(page.get_by_role("button", name="주소찾기")).to_be_disabled()
    fill_business(page)
    page.get_by_role("button", name="진위확인").click()
    expect(page.get_by_label("우편번호")).to_be_editable()
    type_address(page)
    page.get_by_role("button", name="진위확인").click()
    expect(page.get_by_text("국세청 조회가 연결되지 않았어요.")).to_be_visible()
    go_on(page)
    fill_account(page, "nokey@sprout.test")
    sign_up(page)

    page.get_by_role("button", name="다른 이메일 쓰기").click()
    page.get_by_label("새 이메일").fill("buyer@demo.qnector.test")
    page.get_by_role("button", name="보내기", exact=True).click()
    expect(page.get_by_text("새 주소로 인증 메일을 보냈어요.")).to_be_visible()
    mail_to(server, "buyer@demo.qnector.test", saying="이미 가입한 이메일")


def test_a_refused_password_is_said_at_its_field(come: Visit) -> None:
    page = come()
    fill_business(page)
    find_address(page)
    go_on(page)
    button = page.get_by_role("button", name="회원가입", exact=True)
    expect(button).to_be_disabled()
    expect(page.get_by_text("이메일을 입력해 주세요.")).to_be_visible()
    fill_account(page, "weak@sprout.test")
    for field in ("#password", "#again"):
        page.locator(field).fill("password123")
    expect(page.get_by_text("두 비밀번호가 같아요 맞음")).to_be_visible()
    button.click()
    expect(page.get_by_text("너무 흔한 비밀번호예요.")).to_be_visible()
    expect(page.locator("#password")).to_be_focused()
    expect(page.locator("#person")).to_have_value("김새싹")


def test_the_keyboard_is_enough(come: Visit) -> None:
    page = come()
    page.get_by_label("사업자등록번호").focus()
    for text in ("1208800767", None, "새싹마트", "홍길동", "20200101", None, "식품", "소매"):
        if text:
            page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="주소찾기")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("찾을 주소")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="주소찾기")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("찾을 주소")).to_be_focused()
    page.keyboard.type("대학로")
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="찾은 주소")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("우편번호")).to_have_value("34126")
    expect(page.get_by_label("상세주소")).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.get_by_label("이메일")).to_be_visible()
    opener = page.get_by_role("button", name="보기 이용약관")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_text("제1조 목적")).to_be_visible()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_every_step_is_accessible(come: Visit) -> None:
    page = come()
    page.get_by_role("button", name="다음", exact=True).click()
    expect(page.get_by_text("개업일자를 입력해 주세요.")).to_be_visible()
    assert in_every_look(page) == []
    fill_business(page)
    page.get_by_role("button", name="주소찾기").click()
    page.get_by_label("찾을 주소").fill("금남로")
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="찾은 주소")).to_be_visible()
    assert in_every_look(page, but=BEHIND_A_WINDOW) == []
    page.get_by_role("list", name="찾은 주소").get_by_role("button").first.click()
    go_on(page)
    assert in_every_look(page) == []
    fill_account(page, "look@sprout.test")
    sign_up(page)
    assert in_every_look(page) == []
