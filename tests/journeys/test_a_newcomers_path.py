"""From the front door to the first order in at most twelve clicks."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import PASSWORD
from tests.journeys.test_one_order_live_on_both_sides import cart

Visit = Callable[..., Page]
MOST_CLICKS = 12


def test_a_newcomer_orders_within_twelve_clicks(visit: Visit) -> None:
    clicks = 0

    def click(what: Locator) -> None:
        nonlocal clicks
        clicks += 1
        what.click()

    page = visit(None, "/")
    click(page.get_by_role("link", name="로그인").first)
    page.get_by_label("이메일").fill("buyer@demo.qnector.test")
    page.locator("input[name=password]").fill(PASSWORD)
    click(page.get_by_role("button", name="로그인", exact=True))
    click(page.get_by_role("link", name="판매자 목록/검색").first)
    page.get_by_placeholder("이메일, 회사명, 사업자번호로 검색").fill("바다")
    click(page.get_by_role("link", name="바다식품 품목 보기"))
    click(page.get_by_role("list", name="품목").get_by_role("button", disabled=False).first)
    click(cart(page).get_by_role("button", name="주문하기"))
    window = page.get_by_role("dialog")
    click(window.get_by_role("checkbox"))
    click(window.get_by_role("button", name="주문하기"))

    expect(page.get_by_text("주문을 보냈어요").first).to_be_visible()
    assert clicks <= MOST_CLICKS
