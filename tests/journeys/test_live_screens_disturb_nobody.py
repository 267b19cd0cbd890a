"""What others do appears by itself; what one is doing stays as it is."""

import asyncio
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from playwright.sync_api import Page, expect

from tests.bench import placing, rig
from tests.journeys.conftest import Watch
from tests.journeys.test_every_button_of_the_seller import new_order
from tests.journeys.test_one_order_live_on_both_sides import cart, place
from tests.support.server import Server, log_in
from tests.support.wsclient import ReflexClient, delta_of

Visit = Callable[..., Page]
TILE = "ul[aria-label='품목'] button:enabled"


def rows(page: Page):
    return page.get_by_role("table", name="주문 목록").get_by_role("row")


def order_one(buyer: Page, seller: str = "바다식품") -> None:
    buyer.goto("/orders/new")
    buyer.locator(TILE, has_text=seller).first.click()
    expect(cart(buyer).get_by_text(seller).first).to_be_visible()
    place(buyer)


def top(page: Page):
    """The number of the newest order that is shown."""
    return rows(page).nth(1).get_by_role("rowheader")


async def order_many(server: Server, count: int, refreshes: Callable[[], int]) -> None:
    """A buyer orders again and again, as soon as the seller's screen has followed."""
    cookie = log_in(server, "buyer2@demo.qnector.test")
    tab = ReflexClient(server.url, page="/orders/new", cookie=cookie, origin=server.url, keep=True)
    await tab.open()
    await tab.call(f"{rig.SCREENS}{TILES}.load", {}, "tiles_rx_state_")
    product_id = next(
        tile["id"]
        for packet in reversed(tab.packets)
        for tile in _tiles(packet)
        if tile["seller"] == "바다식품" and tile["level"] == "plenty"
    )
    for _ in range(count):
        before = refreshes()
        await tab.call(rig.ADD, {"product_id": product_id}, "groups_rx_state_")
        await placing._open(tab)
        await placing._place(tab)
        async with asyncio.timeout(20):  # orders that come close together share a refresh
            while refreshes() == before:
                await asyncio.sleep(0.02)
    tab.transport.abort()
    await asyncio.sleep(0.05)


TILES = "___buyer___order_create___state____order_create_state"


def _tiles(packet: str) -> list[dict[str, str]]:
    if "tiles_rx_state_" not in packet:
        return []
    for state in delta_of(packet).values():
        if state.get("tiles_rx_state_"):
            return state["tiles_rx_state_"]
    return []


def test_a_person_types_on_while_twenty_refreshes_arrive(visit: Visit, server: Server) -> None:
    _, mine = new_order(visit)
    seller = visit("seller", f"/seller/orders?no={mine}")
    frames: list[str] = []
    seller.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda frame: frames.append(str(frame))),
    )
    seller.reload()
    window = seller.get_by_role("dialog", name=re.compile(mine))
    window.get_by_role("button", name="출고").click()
    parcel = seller.get_by_role("dialog", name="출고")
    number = parcel.get_by_label("송장번호")
    number.click()

    def refreshes() -> int:
        return sum("order_list" in frame or "orders_state" in frame for frame in frames)

    before = refreshes()
    with ThreadPoolExecutor(1) as beside:
        ordering = beside.submit(lambda: asyncio.run(order_many(server, 20, refreshes)))
        typed = ""
        while not ordering.done():
            if len(typed) < 30:
                typed += str(len(typed) % 10)
                number.press(typed[-1])
            seller.wait_for_timeout(150)
        ordering.result()
    seller.wait_for_timeout(300)

    assert refreshes() - before >= 20
    expect(number).to_have_value(typed)
    expect(number).to_be_focused()
    expect(parcel).to_be_visible()


def test_the_row_under_the_eyes_stays_when_an_order_arrives_above_it(visit: Visit) -> None:
    seller = visit("seller", "/seller/orders?period=all&size=50")
    expect(rows(seller).nth(10)).to_be_visible()
    before = top(seller).inner_text()
    seller.evaluate("scrollTo({top: 400, behavior: 'instant'})")
    scrolled = seller.evaluate("window.scrollY")
    anchor = rows(seller).nth(14)
    number = anchor.get_by_role("rowheader").inner_text()
    height = anchor.bounding_box()["y"]

    order_one(visit("buyer", "/orders/new"))

    expect(top(seller)).not_to_have_text(before)
    assert scrolled > 100
    moved = seller.get_by_role("row", name=re.compile(number)).bounding_box()["y"]
    assert abs(moved - height) < 3, "the row under the eyes jumped"


def test_another_page_is_told_of_new_orders_and_shows_them_when_asked(visit: Visit) -> None:
    seller = visit("seller", "/seller/orders?period=all&size=10&page=2")
    expect(rows(seller).nth(1)).to_be_visible()
    before = top(seller).inner_text()

    order_one(visit("buyer", "/orders/new"))

    news = seller.get_by_role("button", name=re.compile("새 주문 [0-9]+건 보기"))
    expect(news).to_be_visible()
    expect(top(seller)).to_have_text(before)
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
    expect(cart(second).get_by_role("button", name=f"{name} 빼기")).to_have_count(0)


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
    expect(rows(buyer).nth(1)).to_be_visible()
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
    expect(buyer.get_by_text(f"전체 {before + 1:,}건").first).to_be_visible()


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


def test_a_screen_catches_up_after_the_server_was_restarted(
    visit: Visit, server: Server, watch: Watch
) -> None:
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
    before = top(seller).inner_text()

    order_one(visit("buyer", "/orders/new"))

    expect(top(seller)).not_to_have_text(before)
    # The browser itself notes each try to connect while nobody listened.
    watch.complaints[:] = [one for one in watch.complaints if "WebSocket" not in one]
