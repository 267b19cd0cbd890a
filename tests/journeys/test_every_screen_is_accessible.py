"""axe finds nothing in light, dark and at 390 px; nothing scrolls sideways on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

import qnector.qnector  # noqa: F401  registers every page
from qnector.web.screen import pages
from tests.journeys.conftest import DESKTOP, PHONE, axe_path

Visit = Callable[..., Page]
# Whoever works on a side has a login of that name in the demo market.
SCREENS = [(page.side, page.route) for page in pages.values()]
LOOKS = [(DESKTOP, False), (DESKTOP, True), (PHONE, False)]


# An open window hides the page behind it, its main region and its h1 included.
BEHIND_A_WINDOW = ("page-has-heading-one", "landmark-one-main")


# A toast takes seconds to go and a skeleton pulses on; what opens or fades is over soon.
STANDS_STILL = """() => Promise.all(document.getAnimations()
    .filter((one) => one.playState === 'running')
    .filter((one) => one.effect.getComputedTiming().endTime <= 1000)
    .map((one) => one.finished.catch(() => 0))).then(() => 0)"""


def violations(page: Page, *, but: tuple[str, ...] = ()) -> list[str]:
    """What axe has to say, one line each, once all is there; `but` names rules that do not hold."""
    expect(page.get_by_text("불러오고 있어요.")).to_have_count(0)
    page.evaluate(STANDS_STILL)
    # The strict CSP keeps scripts out of the page, so axe runs in the tool's own world.
    page.evaluate(axe_path().read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run(document)).violations")
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found
        if one["id"] not in but
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(("login", "path"), SCREENS)
@pytest.mark.parametrize(("viewport", "dark"), LOOKS)
def test_it_has_no_violation(visit: Visit, login, path, viewport, dark) -> None:
    page = visit(login, path, viewport=viewport, dark=dark)
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    assert violations(page) == []
    if viewport is PHONE:
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize(("viewport", "dark"), LOOKS)
def test_the_order_window_has_no_violation(visit: Visit, viewport, dark) -> None:
    page = visit("seller", "/seller/orders", viewport=viewport, dark=dark)
    first = page.locator("main ul button, main table button").locator("visible=true").first
    first.click()
    expect(page.get_by_role("dialog", name=re.compile("주문 상세"))).to_be_visible()

    assert violations(page, but=BEHIND_A_WINDOW) == []
