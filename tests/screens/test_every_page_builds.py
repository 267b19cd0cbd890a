"""Every screen is drawn without a browser, and says what it must."""

import pytest

import qnector.qnector  # noqa: F401  registers every page
from qnector.ui.nav import NAV
from qnector.web.screen import Page, pages


@pytest.mark.parametrize("page", list(pages.values()), ids=list(pages))
def test_it_builds(page: Page) -> None:
    drawn = str(page.draw().render())

    assert page.title.endswith("· Qnector")
    assert "h1" in drawn
    assert page.on_load


def test_every_entry_of_the_menu_leads_to_a_screen() -> None:
    entries = {(side, item.to) for side, items in NAV.items() for item in items}

    assert entries
    assert {(side, to) for side, to in entries if pages[to].side != side} == set()


def test_there_are_the_screens_of_the_walking_order() -> None:
    assert set(pages) >= {"/login", "/orders/new", "/orders", "/seller/orders", "/operator"}
