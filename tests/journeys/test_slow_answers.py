"""The tax office takes its time: what is typed meanwhile stays, and the focus with it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from qnector.fakes import faults
from tests.journeys.conftest import DESKTOP, sign_in
from tests.journeys.test_every_screen_is_accessible import violations
from tests.support import fakes, market
from tests.support.fakes import Running
from tests.support.server import Server

SLOW = 1.5


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, Server]]:
    """A server of its own whose tax office can be made slow."""
    before, faults.SLOW_SECONDS = faults.SLOW_SECONDS, SLOW
    with fakes.business() as (tax, addresses):
        server = Server(tmp_path_factory.mktemp("office"), env=fakes.environment(tax, addresses))
        market.fill(server, tmp_path_factory)
        server.start()
        yield tax, server
        server.stop()
    faults.SLOW_SECONDS = before


@pytest.fixture
def page(office: tuple[Running, Server], browser: Browser) -> Iterator[Page]:
    tax, server = office
    tax.fake.reset()
    context = browser.new_context(base_url=server.url, viewport=DESKTOP, locale="ko-KR")
    context.set_default_timeout(10_000)
    sign_in(context, server, "buyer")
    yield context.new_page()
    context.close()


def said(page: Page) -> Locator:
    return page.locator("#business_number-note")


def test_who_types_on_is_left_alone_and_reads_the_answer(page: Page, office) -> None:
    tax, _ = office
    page.goto("/account/company")
    number, person = page.get_by_label("사업자등록번호"), page.get_by_label("대표자명")
    expect(number).to_be_visible()
    tax.fail("slow")
    page.get_by_role("button", name="상태조회").click()
    person.click()
    person.fill("")
    person.press_sequentially("홍길동이라고 적는 동안에 답이 와요", delay=120)

    expect(person).to_have_value("홍길동이라고 적는 동안에 답이 와요")
    expect(person).to_be_focused()
    expect(said(page)).to_contain_text("사업자 상태")
    number.click()
    person.click()
    expect(said(page)).to_contain_text("사업자 상태")
    number.fill("0008100028")
    person.click()
    expect(said(page)).not_to_contain_text("사업자 상태")


def test_a_button_that_waits_keeps_the_focus_and_asks_once(page: Page, office) -> None:
    tax, _ = office
    page.goto("/register")
    number = page.get_by_label("사업자등록번호")
    number.fill("0008100014")
    button = page.get_by_role("button", name="상태조회")
    tax.fail("slow")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-busy", "true")
    expect(button).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Enter")
    button.click(force=True)

    expect(said(page)).to_contain_text("사업자 상태")
    expect(button).to_have_attribute("aria-busy", "false")
    expect(button).to_be_focused()
    page.wait_for_timeout(int(SLOW * 1000) + 300)
    assert len(tax.fake.asked) == 1


def test_what_is_typed_while_it_saves_stays_and_is_saved_next(page: Page, office) -> None:
    tax, _ = office
    page.goto("/account/company")
    person, contact = page.get_by_label("대표자명"), page.get_by_label("담당자", exact=True)
    save = page.get_by_role("button", name="저장", exact=True)
    person.fill("홍길순")
    tax.fail("slow")
    save.click()
    contact.click()
    contact.fill("새 담당자")
    toasts = page.locator("[data-toasts]")
    expect(toasts).to_contain_text("저장했어요")
    expect(contact).to_have_value("새 담당자")
    expect(contact).to_be_focused()

    save.click()
    expect(toasts.get_by_text("저장했어요").nth(1)).to_be_visible()
    expect(save).to_be_focused()
    page.reload()
    expect(contact).to_have_value("새 담당자")
    expect(person).to_have_value("홍길순")
