"""A buyer orders from two sellers; both see it at once; the buyer sees what they do with it."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


def put_in_cart(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=re.compile(re.escape(name))).first.click()
        expect(cart(page).get_by_text(name, exact=False).first).to_be_visible()


def cart(page: Page):
    return page.get_by_role("complementary", name="주문서")


def remove(page: Page, name: str) -> None:
    """Out of the cart, and seen to be: the next journey starts without it."""
    button = cart(page).get_by_role("button", name=f"{name} 빼기")
    button.click()
    expect(button).to_have_count(0)


def place(page: Page) -> None:
    cart(page).get_by_role("button", name="주문하기").click()
    dialog = page.get_by_role("dialog", name="주문 발행")
    dialog.get_by_role("checkbox").check()
    dialog.get_by_role("button", name="주문하기").click()
    expect(dialog).to_be_hidden()


def test_it_carries_one_cart_to_two_sellers_and_back(visit: Visit) -> None:
    first_seller = visit("seller", "/seller/orders")
    second_seller = visit("office", "/seller/orders")
    rows = first_seller.get_by_role("table", name="주문 목록").get_by_role("row")
    newest = rows.nth(1).get_by_role("rowheader")
    newest_before = newest.inner_text()
    second_rows = second_seller.get_by_role("table", name="주문 목록").get_by_role("row")
    second_newest = second_rows.nth(1).get_by_role("rowheader")
    second_before = second_newest.inner_text()

    buyer = visit("buyer", "/orders/new?seller=")
    tiles = buyer.get_by_role("list", name="품목").get_by_role("button")
    expect(tiles.first).to_be_visible()
    for seller in ("바다식품", "새벽사무"):
        buyer.get_by_label("판매자", exact=True).select_option(label=seller)
        enabled = buyer.locator("ul[aria-label='품목'] button:enabled", has_text=seller).first
        enabled.click()
        expect(cart(buyer).get_by_text(seller).first).to_be_visible()
    place(buyer)
    expect(cart(buyer).get_by_text("장바구니가 비어 있어요")).to_be_visible()

    expect(newest).not_to_have_text(newest_before)
    expect(rows.nth(1)).to_contain_text("한빛상회")
    expect(second_newest).not_to_have_text(second_before)

    buyer.goto("/orders")
    mine = buyer.get_by_role("table", name="주문 목록").get_by_role("row")
    expect(mine.nth(1)).to_contain_text("대기")

    number = rows.nth(1).get_by_role("rowheader").inner_text()
    rows.nth(1).get_by_role("button", name=re.compile("상세")).click()
    window = first_seller.get_by_role("dialog", name=re.compile(number))
    window.get_by_role("button", name="주문 확인").click()
    row_of_buyer = buyer.get_by_role("row", name=re.compile(number))
    expect(row_of_buyer).to_contain_text("처리중")

    window.get_by_role("button", name="출고").click()
    parcel = first_seller.get_by_role("dialog", name="출고")
    parcel.get_by_label("택배사").select_option(label="한진택배")
    parcel.get_by_label("송장번호").fill("512044719902")
    parcel.get_by_role("button", name="출고하기").click()
    expect(parcel).to_be_hidden()
    expect(row_of_buyer).to_contain_text("512044719902")
    expect(row_of_buyer).to_contain_text("한진택배")

    window.get_by_role("button", name="완료", exact=True).click()
    expect(row_of_buyer).to_contain_text("완료")


def test_it_asks_for_a_cancellation_and_hears_the_answer(visit: Visit) -> None:
    buyer = visit("buyer", "/orders/new")
    buyer.locator("ul[aria-label='품목'] button:enabled", has_text="바다식품").first.click()
    expect(cart(buyer).get_by_text("바다식품").first).to_be_visible()
    place(buyer)
    buyer.goto("/orders")
    rows = buyer.get_by_role("table", name="주문 목록").get_by_role("row")
    number = rows.nth(1).get_by_role("rowheader").inner_text()
    rows.nth(1).get_by_role("button", name=re.compile("상세")).click()
    window = buyer.get_by_role("dialog", name=re.compile(number))
    window.get_by_role("button", name="취소요청").click()
    question = buyer.get_by_role("dialog", name="주문을 취소할까요?")
    question.get_by_role("button", name="취소 요청하기").click()
    expect(question.get_by_text("사유를 입력해 주세요.")).to_be_visible()
    question.get_by_label("사유").fill("수량을 잘못 적었어요")
    question.get_by_role("button", name="취소 요청하기").click()
    expect(question).to_be_hidden()

    seller = visit("seller", f"/seller/orders?no={number}")
    window = seller.get_by_role("dialog", name=re.compile(number))
    expect(window).to_contain_text("수량을 잘못 적었어요")
    window.get_by_role("button", name="취소 승인").click()

    # The buyer's window is still open and follows by itself.
    mine = buyer.get_by_role("dialog", name=re.compile(number))
    expect(mine).to_contain_text("취소 요청을 받아들였어요")
    expect(mine.get_by_role("button", name="취소요청")).to_be_hidden()
