"""axe finds nothing in light, dark and at 390 px; nothing scrolls sideways on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, axe_path

Visit = Callable[..., Page]
SCREENS = [
    (None, "/login", "로그인"),
    ("buyer", "/orders/new", "주문 생성"),
    ("buyer", "/orders", "주문 관리"),
    ("seller", "/seller/orders", "주문 관리"),
]
LOOKS = [(DESKTOP, False), (DESKTOP, True), (PHONE, False)]


# An open window hides the page behind it, its main region and its h1 included.
BEHIND_A_WINDOW = ("page-has-heading-one", "landmark-one-main")


def violations(page: Page, *, but: tuple[str, ...] = ()) -> list[str]:
    """What axe has to say, one line each; `but` names rules that cannot hold here."""
    # The strict CSP keeps scripts out of the page, so axe runs in the tool's own world.
    page.evaluate(axe_path().read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run(document)).violations")
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found
        if one["id"] not in but
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(("login", "path", "title"), SCREENS)
@pytest.mark.parametrize(("viewport", "dark"), LOOKS)
def test_it_has_no_violation(visit: Visit, login, path, title, viewport, dark) -> None:
    page = visit(login, path, viewport=viewport, dark=dark)
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    page.wait_for_timeout(400)

    assert violations(page) == []
    if viewport is PHONE:
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize(("viewport", "dark"), LOOKS)
def test_the_order_window_has_no_violation(visit: Visit, viewport, dark) -> None:
    page = visit("seller", "/seller/orders", viewport=viewport, dark=dark)
    first = page.locator("main ul button, main table button").locator("visible=true").first
    first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.wait_for_timeout(400)

    assert violations(page, but=BEHIND_A_WINDOW) == []
