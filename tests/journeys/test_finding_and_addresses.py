"""Search, filters, views and the address book, with the mistakes people make."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE
from tests.journeys.test_one_order_live_on_both_sides import cart, remove

Visit = Callable[..., Page]


def test_products_are_found_by_name_category_seller_and_order(visit: Visit) -> None:
    page = visit("buyer", "/orders/new")
    tiles = page.get_by_role("list", name="품목").get_by_role("listitem")
    expect(tiles).to_have_count(20)

    page.get_by_placeholder("품목명, 판매자로 검색").fill("사과")
    expect(tiles).to_have_count(1)
    expect(page).to_have_url(re.compile("q="))
    page.reload()
    expect(tiles).to_have_count(1)
    page.get_by_placeholder("품목명, 판매자로 검색").fill("없는 품목")
    expect(page.get_by_text("찾는 품목이 없어요")).to_be_visible()
    page.get_by_role("button", name="조건 지우기").click()
    expect(tiles).to_have_count(20)
    page.get_by_label("분류", exact=True).select_option(label="과일")
    expect(tiles).to_have_count(3)
    page.get_by_label("정렬").select_option(label="가격순")
    expect(tiles.first).to_contain_text("₩17,500")
    page.get_by_role("button", name="리스트형").click()
    expect(tiles.first).to_contain_text("제주 감귤")
    page.go_back()
    expect(page.get_by_label("정렬")).to_have_value("frequent")


def test_the_second_page_and_the_way_back(visit: Visit) -> None:
    page = visit("buyer", "/orders/new")
    page.get_by_role("navigation", name="쪽 이동").get_by_role("button").nth(2).click()
    expect(page.get_by_text(re.compile("중 21–"))).to_be_visible()
    page.go_back()
    expect(page.get_by_text(re.compile("중 1–20"))).to_be_visible()


def test_orders_are_found_by_number_partner_and_status(visit: Visit) -> None:
    page = visit("buyer", "/orders?period=all")
    rows = page.get_by_role("table", name="주문 목록").get_by_role("row")
    number = rows.nth(2).get_by_role("rowheader").inner_text()
    search = page.get_by_placeholder("주문번호, 판매자명으로 검색")

    search.fill(number)
    expect(rows).to_have_count(2)
    search.fill("바다식품")
    expect(rows.nth(1)).to_contain_text("바다식품")
    search.fill("")
    page.get_by_label("상태", exact=True).select_option(label="취소")
    expect(page).to_have_url(re.compile("status=cancelled"))
    expect(rows.nth(1)).to_contain_text("취소")
    search.fill("그런 판매자는 없음")
    expect(page.get_by_text("조건에 맞는 주문이 없어요")).to_be_visible()


def test_an_order_that_is_not_there_is_said_and_the_list_stays(visit: Visit) -> None:
    page = visit("buyer", "/orders?no=20200101-000000")

    expect(page.get_by_text("주문을 찾을 수 없어요.")).to_be_visible()
    expect(page.get_by_role("table", name="주문 목록").get_by_role("row").nth(1)).to_be_visible()


def test_quantities_that_cannot_be_are_refused_and_the_old_one_stays(visit: Visit) -> None:
    page = visit("table", "/orders/new?q=고등어")
    page.get_by_role("list", name="품목").get_by_role("button").first.click()
    box = cart(page).get_by_role("textbox", name="손질 고등어 수량")
    expect(box).to_have_value("0.5")
    for wrong, sentence in (("0.3", "0.5kg"), ("99999", "재고"), ("0.75", "0.5kg")):
        box.fill(wrong)
        box.press("Enter")
        expect(page.get_by_role("alert").filter(has_text=sentence).last).to_be_visible()
        page.mouse.move(5, 5)
        expect(box).to_have_value("0.5")
    box.fill("2.5")
    box.press("Enter")
    expect(cart(page).get_by_text("총 수량2.5개")).to_be_visible()
    remove(page, "손질 고등어")


def test_the_address_book_inside_the_order(visit: Visit) -> None:
    page = visit("table", "/orders/new?q=햅쌀")
    page.get_by_role("list", name="품목").get_by_role("button").first.click()
    cart(page).get_by_role("button", name="주문하기").click()
    order = page.get_by_role("dialog", name="주문 발행")
    order.get_by_role("button", name="배송지 변경").click()
    book = page.get_by_role("dialog", name="배송지 변경")
    book.get_by_role("button", name="새 배송지 추가").click()
    editor = page.get_by_role("dialog", name="배송지 추가")

    editor.get_by_role("button", name="저장").click()
    expect(editor).to_contain_text("받는 사람을 입력해 주세요.")
    editor.get_by_label("받는 사람").fill("이둘째")
    editor.get_by_label("연락처").fill("010-12")
    editor.get_by_role("button", name="저장").click()
    expect(editor).to_contain_text("연락처를 다시 확인해 주세요.")
    expect(editor.get_by_label("받는 사람")).to_have_value("이둘째")
    editor.get_by_label("연락처").fill("010-1234-5678")
    editor.get_by_label("우편번호").fill("0452")
    editor.get_by_role("button", name="저장").click()
    expect(editor).to_contain_text("우편번호 다섯 자리를 입력해 주세요.")
    editor.get_by_label("우편번호").fill("04524")
    editor.locator("input[name=street]").fill("서울 중구 을지로 1")
    editor.get_by_role("button", name="저장").click()
    expect(editor).to_be_hidden()
    expect(order).to_contain_text("이둘째")

    order.get_by_role("button", name="배송지 변경").click()
    book.locator("div", has_text="이둘째").get_by_role("button", name="수정").last.click()
    page.get_by_role("dialog", name="배송지 수정").get_by_role("button", name="삭제").click()
    question = page.get_by_role("dialog", name="배송지를 지울까요?")
    question.get_by_role("button", name="지우기").click()
    # While a window lies over it the book cannot be found by its name, nor what is in it.
    expect(question).to_be_hidden()
    expect(book).to_be_visible()
    expect(book.get_by_text("이둘째")).to_have_count(0)
    book.get_by_role("button", name="닫기").first.click()
    expect(order).to_be_visible()
    expect(order).not_to_contain_text("이둘째")
    order.get_by_role("button", name="취소").click()
    remove(page, "이천 햅쌀")


def test_a_company_with_both_sides_switches_and_back(visit: Visit) -> None:
    page = visit("both", "/orders/new")
    page.get_by_role("button", name="판매자", exact=True).click()
    page.wait_for_url(re.compile("/seller/dashboard"))
    page.goto("/orders/new")
    page.wait_for_url(re.compile("/seller/dashboard"))
    page.get_by_role("button", name="구매자", exact=True).click()
    page.wait_for_url(re.compile("(?<!/seller)/dashboard$"))


def test_a_phone_orders_from_the_sheet(visit: Visit) -> None:
    page = visit("managed", "/orders/new", viewport=PHONE)
    page.get_by_role("list", name="품목").locator("button:enabled").first.click()
    page.get_by_role("button", name=re.compile("^주문서 1개")).click()
    sheet = page.get_by_role("dialog", name="주문서 작성")
    sheet.get_by_role("button", name="주문하기").click()
    order = page.get_by_role("dialog", name="주문 발행")
    order.get_by_role("checkbox").check()
    order.get_by_role("button", name="주문하기").click()
    expect(order).to_be_hidden()
    page.get_by_role("navigation", name="빠른 메뉴").get_by_role("link", name="주문 관리").click()
    expect(page.get_by_role("list", name="주문 목록").get_by_role("button").first).to_contain_text(
        "대기"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
