"""What happens elsewhere rings here: counted, listed, read; switched off, it is silent."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys.test_asking_and_answering import ask, title_of
from tests.journeys.test_every_screen_is_accessible import in_every_look
from tests.journeys.test_live_screens_disturb_nobody import order_one

Visit = Callable[..., Page]


def bell(page: Page) -> Locator:
    return page.locator("button[title='알림']")


def panel(page: Page) -> Locator:
    return page.get_by_role("dialog", name="알림")


def read_all(page: Page) -> None:
    """Start with nothing unread."""
    expect(bell(page)).to_have_attribute("aria-label", re.compile("읽지 않음"))
    bell(page).click()
    panel(page).get_by_role("button", name="모두 읽음").click()
    expect(bell(page)).to_have_attribute("aria-label", "알림")
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    expect(bell(page)).to_be_focused()


def test_a_new_order_rings_and_leads_to_its_window(visit: Visit) -> None:
    seller = visit("seller", "/seller/dashboard")
    read_all(seller)
    colleague = visit("seller", "/seller/messages")

    order_one(visit("buyer", "/orders/new"))

    expect(bell(seller)).to_have_attribute("aria-label", "알림, 읽지 않음 1건")
    expect(seller.get_by_role("status").filter(has_text="새 알림 1건")).to_have_count(1)
    expect(colleague.get_by_role("table").get_by_role("row").nth(1)).to_contain_text("수신")
    bell(seller).click()
    first = panel(seller).get_by_role("link").first
    expect(first).to_contain_text("읽지 않음")
    expect(first).to_contain_text(re.compile(r"새 주문 \d{8}-\d{6}"))
    expect(first).to_contain_text("방금 전")
    number = re.search(r"\d{8}-\d{6}", first.inner_text())[0]

    first.click()

    expect(seller.get_by_role("dialog", name=re.compile(number))).to_be_visible()
    expect(panel(seller)).to_have_count(0)
    expect(bell(seller)).to_have_attribute("aria-label", "알림")


def test_the_open_panel_follows_and_the_keyboard_reaches_everything(visit: Visit) -> None:
    seller = visit("seller", "/seller/orders")
    expect(seller.get_by_role("heading", level=1)).to_be_visible()
    seller.wait_for_load_state("networkidle")
    bell(seller).focus()
    seller.keyboard.press("Enter")
    entries = panel(seller).get_by_role("listitem")
    expect(entries.first).to_be_visible()
    before = entries.first.inner_text()

    order_one(visit("buyer", "/orders/new"))

    expect(entries.first).not_to_have_text(before)
    assert entries.count() <= 20
    expect(panel(seller)).to_be_focused()
    seller.keyboard.press("Tab")
    expect(panel(seller).get_by_role("button", name="모두 읽음")).to_be_focused()
    seller.keyboard.press("Tab")
    expect(panel(seller).get_by_role("link").first).to_be_focused()
    seller.mouse.click(400, 500)
    expect(panel(seller)).to_have_count(0)


def test_the_whole_list_is_searched_and_opened(visit: Visit) -> None:
    page = visit("seller", "/seller/dashboard")
    bell(page).click()
    panel(page).get_by_role("link", name="전체 보기").click()
    expect(page).to_have_url(re.compile(r"/seller/messages$"))
    rows = page.get_by_role("table", name="수/발신 내역").get_by_role("row")
    expect(rows.nth(1)).to_be_visible()

    page.get_by_label("수신·발신").select_option(label="발신")
    expect(page).to_have_url(re.compile("direction=out"))
    expect(rows.nth(1)).to_contain_text("발신")
    page.get_by_placeholder("수/발신자 회사명을 검색하세요.").fill("없는 회사")
    expect(page.get_by_text("조건에 맞는 알림이 없어요")).to_be_visible()
    page.get_by_role("button", name="조건 지우기").click()
    expect(page.get_by_label("기간")).to_have_value("all")
    rows.nth(1).locator("summary").click()
    expect(rows.nth(1).locator("details")).to_have_attribute("open", "")


def test_a_switch_is_saved_at_once(visit: Visit) -> None:
    owner = visit("seller", "/seller/messages")
    owner.get_by_role("link", name="알림 설정").click()
    expect(owner).to_have_url(re.compile("/seller/messages/settings"))
    switch = owner.get_by_role("switch", name="새 주문 인앱 알림")
    expect(switch).to_have_attribute("aria-checked", "true")

    switch.focus()
    owner.keyboard.press("Space")

    expect(owner.get_by_text("새 주문 알림을 인앱으로 받지 않아요.")).to_be_visible()
    owner.reload()
    expect(switch).to_have_attribute("aria-checked", "false")
    buyer = visit("buyer", "/inquiries")
    ask(buyer, title_of("먼저 온 문의"), "이것부터 읽어 주세요.")
    read_all(owner)
    order_one(buyer)
    buyer.goto("/inquiries")
    ask(buyer, title_of("나중 문의"), "주문했어요.")

    # What came after the order has rung, and the order has not.
    expect(bell(owner)).to_have_attribute("aria-label", "알림, 읽지 않음 1건")
    bell(owner).click()
    unread = panel(owner).get_by_role("link").filter(has_text="읽지 않음")
    expect(unread).to_have_count(1)
    expect(unread).to_contain_text("나중 문의")
    owner.keyboard.press("Escape")
    switch.click()
    expect(owner.get_by_text("새 주문 알림을 인앱으로 받아요.")).to_be_visible()


def test_the_open_panel_has_no_violation_and_fits(visit: Visit) -> None:
    page = visit("buyer", "/messages")
    expect(page.get_by_role("heading", name="알림 관리")).to_be_visible()
    bell(page).click()
    expect(panel(page).get_by_role("listitem").first).to_be_visible()

    assert in_every_look(page) == []


def test_both_sides_know_of_each_other(visit: Visit) -> None:
    page = visit("both", "/orders")
    bell(page).click()
    button = panel(page).get_by_role("button", name="판매자로 전환")
    expect(button).to_be_visible()

    button.click()

    page.wait_for_url(re.compile("/seller/dashboard"))
    expect(bell(page)).to_have_attribute("aria-label", re.compile("읽지 않음"))
    page.get_by_role("button", name="구매자", exact=True).click()
    page.wait_for_url(re.compile("(?<!/seller)/dashboard$"))
