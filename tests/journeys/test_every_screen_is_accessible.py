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


def in_every_look(page: Page, *, but: tuple[str, ...] = ()) -> list[str]:
    """What axe says of a page as it stands: light, dark and on a phone, where it is no wider."""
    found = []
    for viewport, dark in LOOKS:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme="dark" if dark else "light")
        expect(page.locator("html")).to_have_class(re.compile("dark" if dark else "light"))
        found += [f"{viewport} {dark}: {one}" for one in violations(page, but=but)]
        width = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{width} px wide"] if width > viewport["width"] else []
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light")
    return found


@pytest.mark.parametrize(("login", "path"), SCREENS)
def test_it_has_no_violation(visit: Visit, login, path) -> None:
    page = visit(login, path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    assert in_every_look(page) == []


def test_the_order_window_has_no_violation(visit: Visit) -> None:
    page = visit("seller", "/seller/orders")
    page.locator("main table button").locator("visible=true").first.click()
    expect(page.get_by_role("dialog", name=re.compile("주문 상세"))).to_be_visible()

    assert in_every_look(page, but=BEHIND_A_WINDOW) == []
