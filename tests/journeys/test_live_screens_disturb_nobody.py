"""What others do appears by itself; what one is doing stays as it is."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.test_one_order_live_on_both_sides import cart, place

Visit = Callable[..., Page]
TILE = "ul[aria-label='품목'] button:enabled"


def rows(page: Page):
    return page.get_by_role("table", name="주문 목록").get_by_role("row")


def order_one(buyer: Page, seller: str = "바다식품") -> None:
    buyer.goto("/orders/new")
    buyer.locator(TILE, has_text=seller).first.click()
    expect(cart(buyer).get_by_text(seller).first).to_be_visible()
    place(buyer)


def test_a_person_types_on_while_twenty_refreshes_arrive(visit: Visit) -> None:
    seller = visit("seller", "/seller/orders?status=processing")
    rows(seller).nth(1).get_by_role("button", name=re.compile("상세")).click()
    window = seller.get_by_role("dialog", name=re.compile("주문 상세"))
    window.get_by_role("button", name="출고").click()
    parcel = seller.get_by_role("dialog", name="출고")
    number = parcel.get_by_label("송장번호")
    number.click()
    colleague = visit("seller2", "/seller/orders?status=pending&period=all")
    typed = ""
    for digit in "12345678901234567890":
        typed += digit
        number.press(digit)
        _change_something(colleague)

    expect(number).to_have_value(typed)
    expect(number).to_be_focused()
    expect(parcel).to_be_visible()


def _change_something(colleague: Page) -> None:
    """A filter is no change for others; an accepted order is. When none is left, read again."""
    buttons = rows(colleague).get_by_role("button", name=re.compile("상세"))
    if buttons.count() == 0:
        return
    buttons.first.click()
    window = colleague.get_by_role("dialog", name=re.compile("주문 상세"))
    accept = window.get_by_role("button", name="주문 확인")
    expect(window).to_be_visible()
    if accept.count():
        accept.click()
        expect(accept).to_be_hidden()
    window.get_by_role("button", name="닫기").first.click()
    expect(window).to_be_hidden()


def test_a_search_half_typed_and_the_scroll_stay_when_an_order_arrives(visit: Visit) -> None:
    seller = visit("seller", "/seller/orders?period=all&size=50")
    expect(rows(seller).nth(10)).to_be_visible()
    before = rows(seller).nth(1).inner_text()
    seller.mouse.wheel(0, 400)
    seller.wait_for_timeout(200)
    scrolled = seller.evaluate("window.scrollY")
    anchor = rows(seller).nth(14)
    number = anchor.get_by_role("rowheader").inner_text()
    top = anchor.bounding_box()["y"]

    order_one(visit("buyer", "/orders/new"))

    expect(rows(seller).nth(1)).not_to_have_text(before)
    assert scrolled > 100
    moved = seller.get_by_role("row", name=re.compile(number)).bounding_box()["y"]
    assert abs(moved - top) < 3, "the row under the eyes jumped"


def test_another_page_is_told_of_new_orders_and_shows_them_when_asked(visit: Visit) -> None:
    seller = visit("seller", "/seller/orders?period=all&size=10&page=2")
    expect(rows(seller).nth(1)).to_be_visible()
    before = rows(seller).nth(1).inner_text()

    order_one(visit("buyer", "/orders/new"))

    news = seller.get_by_role("button", name=re.compile("새 주문 [0-9]+건 보기"))
    expect(news).to_be_visible()
    expect(rows(seller).nth(1)).to_have_text(before)
    news.click()
    expect(rows(seller).nth(1)).to_contain_text("한빛상회")
    expect(seller).not_to_have_url(re.compile("page=2"))


def test_the_cart_is_the_same_in_two_tabs(visit: Visit) -> None:
    first = visit("table", "/orders/new")
    second = first.context.new_page()
    second.goto("/orders/new")
    expect(second.locator(TILE).first).to_be_visible()
    tile = first.locator(TILE, has_text="새벽사무").first
    name = tile.locator("span.font-medium").first.inner_text()

    tile.click()

    expect(cart(second).get_by_text(name)).to_be_visible()
    cart(second).get_by_role("button", name=f"{name} 빼기").click()
    expect(cart(first).get_by_text("장바구니가 비어 있어요")).to_be_visible()
    cart(second).get_by_role("button", name="되돌리기").click()
    expect(cart(first).get_by_text(name)).to_be_visible()
    cart(first).get_by_role("button", name=f"{name} 빼기").click()


def test_a_window_with_an_older_cart_places_nothing_and_says_what_moved(visit: Visit) -> None:
    first = visit("table", "/orders/new")
    first.locator(TILE, has_text="바다식품").first.click()
    cart(first).get_by_role("button", name="주문하기").click()
    window = first.get_by_role("dialog", name="주문 발행")
    window.get_by_role("checkbox").check()
    second = first.context.new_page()
    second.goto("/orders/new")
    second.locator(TILE, has_text="새벽사무").first.click()
    expect(cart(second).get_by_text("새벽사무").first).to_be_visible()

    window.get_by_role("button", name="주문하기").click()

    expect(window).to_contain_text("주문서가 바뀌었어요")
    window.get_by_role("button", name="바뀐 내용으로 계속하기").click()
    expect(window).not_to_contain_text("주문서가 바뀌었어요")
    expect(window).to_contain_text("새벽사무")
    window.get_by_role("button", name="주문하기").click()
    expect(window).to_be_hidden()


def test_a_double_click_and_a_reload_make_one_set_of_orders(visit: Visit) -> None:
    buyer = visit("table", "/orders")
    expect(buyer.get_by_role("heading", name="주문 관리")).to_be_visible()
    buyer.wait_for_timeout(500)
    before = _total(buyer)
    buyer.goto("/orders/new")
    buyer.locator(TILE, has_text="바다식품").first.click()
    cart(buyer).get_by_role("button", name="주문하기").click()
    window = buyer.get_by_role("dialog", name="주문 발행")
    buyer.reload()
    expect(window).to_be_hidden()
    expect(cart(buyer).get_by_text("바다식품").first).to_be_visible()
    cart(buyer).get_by_role("button", name="주문하기").click()
    window.get_by_role("checkbox").check()
    window.get_by_role("button", name="주문하기").dblclick()
    expect(window).to_be_hidden()

    buyer.goto("/orders")
    buyer.wait_for_timeout(500)
    assert _total(buyer) == before + 1


def _total(page: Page) -> int:
    text = page.get_by_text(re.compile(r"전체 [0-9,]+건")).first.inner_text()
    return int(re.search(r"전체 ([0-9,]+)건", text).group(1).replace(",", ""))


def test_an_ended_session_leaves_every_open_screen(visit: Visit) -> None:
    first = visit("office", "/seller/orders")
    expect(rows(first).nth(1)).to_be_visible()
    second = first.context.new_page()
    second.goto("/seller/orders")
    expect(rows(second).nth(1)).to_be_visible()

    second.locator("aside").get_by_role("button", name="Logout").click()

    second.wait_for_url(re.compile("/login"))
    first.wait_for_url(re.compile("/login"), timeout=10_000)


def test_the_keyboard_reaches_everything_and_the_focus_returns(visit: Visit) -> None:
    seller = visit("seller", "/seller/orders")
    expect(rows(seller).nth(1)).to_be_visible()
    seller.keyboard.press("Tab")
    assert seller.evaluate("document.activeElement.textContent") == "본문으로 건너뛰기"
    button = rows(seller).nth(1).get_by_role("button", name=re.compile("상세"))
    button.focus()
    seller.keyboard.press("Enter")
    window = seller.get_by_role("dialog", name=re.compile("주문 상세"))
    expect(window).to_be_visible()
    seller.keyboard.press("Escape")
    expect(window).to_be_hidden()
    expect(button).to_be_focused()


def test_a_screen_catches_up_after_the_server_was_restarted(visit: Visit, server) -> None:
    seller = visit("seller", "/seller/orders?period=all")
    expect(rows(seller).nth(1)).to_be_visible()
    server.stop()
    expect(seller.get_by_text("연결이 끊겼어요. 다시 연결하고 있어요.")).to_be_visible(
        timeout=15_000
    )
    server.start()
    begun = time.monotonic()
    expect(seller.get_by_text("연결이 끊겼어요. 다시 연결하고 있어요.")).to_be_hidden(
        timeout=20_000
    )
    assert time.monotonic() - begun < 20
    before = rows(seller).nth(1).inner_text()

    order_one(visit("buyer", "/orders/new"))

    expect(rows(seller).nth(1)).not_to_have_text(before)
