"""출고 in parts, 취소, 취소요청 거절: each window of the seller, with bad input first."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys.test_one_order_live_on_both_sides import cart, place, remove

Visit = Callable[..., Page]


def new_order(visit: Visit, login: str = "buyer", quantity: str = "4") -> tuple[Page, str]:
    """A fresh order of 이천 햅쌀; the buyer's page and its number."""
    buyer = visit(login, "/orders/new?q=햅쌀")
    buyer.locator("ul[aria-label='품목'] button:enabled").first.click()
    box = cart(buyer).get_by_role("textbox", name="이천 햅쌀 수량")
    box.fill(quantity)
    box.press("Enter")
    expect(cart(buyer).get_by_text(f"총 수량{quantity}개")).to_be_visible()
    place(buyer)
    buyer.goto("/orders")
    number = (
        buyer.get_by_role("table", name="주문 목록")
        .get_by_role("row")
        .nth(1)
        .get_by_role("rowheader")
        .inner_text()
    )
    return buyer, number


def window_of(page: Page, number: str) -> Locator:
    page.goto(f"/seller/orders?no={number}")
    window = page.get_by_role("dialog", name=re.compile(number))
    expect(window).to_be_visible()
    return window


def test_it_ships_in_two_parcels(visit: Visit) -> None:
    buyer, number = new_order(visit)
    seller = visit("seller")
    window = window_of(seller, number)
    window.get_by_role("button", name="출고").click()
    parcel = seller.get_by_role("dialog", name="출고")
    amount = parcel.get_by_label(re.compile("이천 햅쌀"))
    expect(amount).to_have_value("4")

    parcel.get_by_role("button", name="출고하기").click()
    expect(parcel).to_contain_text("송장번호를 입력해 주세요.")
    parcel.get_by_label("송장번호").fill("123456789012")
    amount.fill("9")
    parcel.get_by_role("button", name="출고하기").click()
    expect(parcel).to_contain_text("남은 수량보다 많이 보낼 수 없어요.")
    amount.fill("1")
    parcel.get_by_role("button", name="출고하기").click()
    expect(parcel).to_be_hidden()

    # A waiting order is accepted by shipping it: two entries in its history.
    expect(window).to_contain_text("주문을 확인했어요")
    expect(window).to_contain_text("상품을 보냈어요")
    expect(window.get_by_role("button", name="주문 취소")).to_be_hidden()
    window.get_by_role("button", name="출고").click()
    expect(amount).to_have_value("3")
    parcel.get_by_label("택배사").select_option(label="직접 배송")
    parcel.get_by_role("button", name="출고하기").click()
    expect(parcel).to_be_hidden()
    expect(window.get_by_role("button", name="출고")).to_be_hidden()
    expect(window.get_by_role("table", name="출고한 상자").get_by_role("row")).to_have_count(3)
    expect(buyer.get_by_role("row", name=re.compile(number))).to_contain_text("처리중")


def test_it_cancels_with_a_reason_and_the_stock_comes_back(visit: Visit) -> None:
    shop = visit("table", "/orders/new?q=햅쌀")
    tile = shop.locator("ul[aria-label='품목'] button").first
    before = tile.inner_text()
    buyer, number = new_order(visit, quantity="5")
    expect(tile).not_to_have_text(re.compile(re.escape(before.split("재고")[-1].strip())))
    seller = visit("seller")
    window = window_of(seller, number)

    window.get_by_role("button", name="주문 취소").click()
    question = seller.get_by_role("dialog", name="주문을 취소할까요?")
    question.get_by_role("button", name="주문 취소하기").click()
    expect(question).to_contain_text("사유를 입력해 주세요.")
    question.get_by_label("사유").fill("재고가 상했어요")
    question.get_by_role("button", name="주문 취소하기").click()
    expect(question).to_be_hidden()

    expect(window).to_contain_text("재고가 상했어요")
    expect(buyer.get_by_role("row", name=re.compile(number))).to_contain_text("취소")
    expect(tile).to_contain_text(before.split("재고")[-1].strip())


def test_it_declines_a_cancellation_and_the_buyer_reads_why(visit: Visit) -> None:
    buyer, number = new_order(visit)
    buyer.get_by_role("row", name=re.compile(number)).get_by_role("button").first.click()
    mine = buyer.get_by_role("dialog", name=re.compile(number))
    mine.get_by_role("button", name="취소요청").click()
    question = buyer.get_by_role("dialog", name="주문을 취소할까요?")
    question.get_by_label("사유").fill("다시 생각해 보려고요")
    question.get_by_role("button", name="취소 요청하기").click()
    expect(mine).to_contain_text("취소를 요청했어요")
    seller = visit("seller")
    window = window_of(seller, number)
    expect(window.get_by_role("button", name="출고")).to_be_hidden()

    window.get_by_role("button", name="취소 거절").click()
    answer = seller.get_by_role("dialog", name="취소 요청을 거절할까요?")
    answer.get_by_label("사유").fill("이미 포장했어요")
    answer.get_by_role("button", name="거절하기").click()

    expect(mine).to_contain_text("이미 포장했어요")
    expect(mine.get_by_role("button", name="취소요청")).to_be_visible()
    mine.get_by_role("button", name="재주문").click()
    buyer.wait_for_url(re.compile("/orders/new"))
    expect(cart(buyer).get_by_text("이천 햅쌀")).to_be_visible()
    remove(buyer, "이천 햅쌀")
