"""재고 and 출고 with a double click: what comes and what goes is counted once."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.test_every_button_of_the_seller import new_order, window_of
from tests.journeys.test_keeping_products import LIST, row

Visit = Callable[..., Page]


def test_stock_is_put_in_once(visit: Visit) -> None:
    seller = visit("seller2", f"{LIST}?q=대란")
    row(seller, "신선 대란").get_by_role("button", name="신선 대란 재고 관리").click()
    box = seller.get_by_role("dialog", name=re.compile("재고 관리"))
    before = int(re.search(r"지금 재고 ([0-9,]+)판", box.inner_text())[1].replace(",", ""))

    box.get_by_label("수량").fill("7")
    box.get_by_role("button", name="저장").dblclick()

    expect(box).to_contain_text(f"지금 재고 {before + 7}판")
    expect(box.get_by_label("수량")).to_have_value("")
    seller.wait_for_timeout(500)
    expect(box).to_contain_text(f"지금 재고 {before + 7}판")
    expect(box.get_by_text("수량을 입력해 주세요.")).to_have_count(0)
    box.get_by_label("수량").fill("3")
    box.get_by_role("button", name="저장").click()
    expect(box).to_contain_text(f"지금 재고 {before + 10}판")


def test_a_part_is_shipped_once(visit: Visit) -> None:
    _, number = new_order(visit)
    seller = visit("seller")
    window = window_of(seller, number)
    window.get_by_role("button", name="출고").click()
    parcel = seller.get_by_role("dialog", name="출고")
    parcel.get_by_label("송장번호").fill("123456789012")
    parcel.get_by_label(re.compile("이천 햅쌀")).fill("1")
    parcel.get_by_role("button", name="출고하기").dblclick()

    expect(parcel).to_be_hidden()
    parcels = window.get_by_role("table", name="출고한 상자").get_by_role("row")
    expect(parcels).to_have_count(2)  # with the head
    seller.wait_for_timeout(500)
    expect(parcels).to_have_count(2)
    expect(seller.locator("[data-toasts]")).not_to_contain_text("먼저 바꿨어요")
