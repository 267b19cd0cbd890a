"""감사 기록: an owner narrows it, opens one act, and has the chain verified."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from qnector.core import clock
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.test_every_screen_is_accessible import BEHIND_A_WINDOW, violations

Visit = Callable[..., Page]


@pytest.mark.parametrize(("viewport", "dark"), [(DESKTOP, True), (PHONE, False)])
def test_an_owner_reads_who_did_what(visit: Visit, viewport, dark) -> None:
    page = visit("seller", "/seller/account/audit", viewport=viewport, dark=dark)
    page.get_by_role("button", name="기록 확인").click()
    expect(page.get_by_text("처음 그대로예요. 바뀌거나 지워진 것이 없어요.")).to_be_visible()

    page.get_by_label("하루만 보기").fill(f"{clock.today():%Y-%m-%d}")
    expect(page).to_have_url(re.compile(f"day={clock.today():%Y-%m-%d}"))
    page.get_by_label("구분").select_option("login")
    expect(page).to_have_url(re.compile("area=login"))
    expect(page.get_by_text(re.compile(r"감사 기록 \d+건 중"))).to_be_visible()

    opener = page.locator("main table button, main ul button").locator("visible=true").first
    expect(opener).to_have_accessible_name(re.compile("로그인"))
    opener.click()
    window = page.get_by_role("dialog", name="로그인")
    expect(window).to_contain_text(re.compile(r"[0-9a-f]{64}"))
    assert violations(page, but=BEHIND_A_WINDOW) == []
    page.keyboard.press("Escape")
    expect(window).to_have_count(0)

    page.get_by_placeholder("사람, 한 일, 대상으로 검색").fill("없는 사람")
    page.get_by_role("button", name=re.compile("조건")).click()
    expect(page).to_have_url(re.compile(r"/seller/account/audit(\?period=all)?$"))
    expect(page.get_by_label("하루만 보기")).to_have_value("")
