"""Ctrl K: everything is reached with the keyboard alone."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE
from tests.journeys.test_every_screen_is_accessible import BEHIND_A_WINDOW, violations

Visit = Callable[..., Page]


def open_palette(page: Page) -> None:
    """Ctrl K, once the screen listens."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="검색")).to_be_visible()
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")


def test_a_screen_is_reached_by_a_few_letters(visit: Visit) -> None:
    page = visit("buyer", "/dashboard")
    open_palette(page)

    page.keyboard.type("주문관")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/orders$"))
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_an_order_is_reached_by_its_number_on_both_sides(visit: Visit) -> None:
    for login, path in (("buyer", "/dashboard"), ("seller", "/seller/dashboard")):
        page = visit(login, path)
        open_palette(page)
        order = page.get_by_role("group", name="주문").get_by_role("option").first
        number = order.inner_text()[:15]

        page.keyboard.type(number)
        expect(page.get_by_role("option")).to_have_count(1)
        page.keyboard.press("Enter")

        expect(page.get_by_role("dialog")).to_contain_text(f"주문 상세 {number}")


def test_arrows_move_and_escape_gives_the_focus_back(visit: Visit) -> None:
    page = visit("buyer", "/dashboard")
    opener = page.get_by_role("button", name="주문, 품목, 메뉴 검색")
    opener.focus()
    open_palette(page)

    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()


def test_what_is_not_there_is_said(visit: Visit) -> None:
    page = visit("buyer", "/dashboard")
    open_palette(page)

    page.keyboard.type("<b>없는 것</b>")

    expect(page.get_by_text("찾는 것이 없어요")).to_be_visible()


def test_it_has_no_violation_and_fits_a_phone(visit: Visit) -> None:
    page = visit("buyer", "/dashboard", viewport=PHONE, dark=True)
    page.get_by_role("button", name="주문, 품목, 메뉴 검색").click()
    expect(page.get_by_role("option").first).to_be_visible()

    assert violations(page, but=BEHIND_A_WINDOW) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
