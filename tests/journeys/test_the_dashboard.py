"""The figures move while one looks at them, and each leads to what it counts."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import log_in
from tests.journeys.test_live_screens_disturb_nobody import order_one

Visit = Callable[..., Page]


def orders_of(page: Page) -> int:
    """The number on the card of this month's orders."""
    card = page.locator("dl > div", has_text="이번달 주문 수").locator("dd").first
    expect(card).to_have_text(re.compile("건$"))
    return int(re.sub(r"\D", "", card.inner_text()))


def test_a_new_order_counts_at_once_on_both_sides(visit: Visit) -> None:
    buyer, seller = visit("buyer", "/dashboard"), visit("seller", "/seller/dashboard")
    before = orders_of(buyer), orders_of(seller)

    order_one(visit("buyer", "/orders/new"))

    for page, count in zip((buyer, seller), before, strict=True):
        card = page.locator("dl > div", has_text="이번달 주문 수").locator("dd").first
        expect(card).to_have_text(f"{count + 1:,}건")


def test_a_status_leads_to_as_many_orders(visit: Visit) -> None:
    for login, path in (("buyer", "/dashboard"), ("seller", "/seller/dashboard")):
        page = visit(login, path)
        line = page.get_by_role("list", name="내 거래 현황").get_by_role("link", name="완료")
        expect(line).to_be_visible()
        count = re.findall(r"[\d,]+건", line.inner_text())[-1]

        line.click()

        expect(page.get_by_text(f"전체 {count}", exact=False).first).to_be_visible()
        expect(page.get_by_label("상태", exact=True)).to_have_value("completed")


def test_the_bars_can_be_walked_with_the_keyboard(visit: Visit) -> None:
    page = visit("seller", "/seller/dashboard")
    bars = page.get_by_role("list", name="주문 추세 (월), 건수").get_by_role("listitem")
    expect(bars).to_have_count(12)

    bars.last.focus()

    expect(bars.last).to_contain_text(re.compile(r"\d{4}년 \d+월 [\d,]+건"))


def test_signing_in_leads_to_it(visit: Visit) -> None:
    page = visit(None, "/login")

    log_in(page, "seller")

    expect(page).to_have_url(re.compile(r"/seller/dashboard$"))
    expect(page.get_by_role("heading", name="Dashboard", level=1)).to_be_visible()
