"""A buyer asks, a seller answers, a notice goes out: both screens move by themselves."""

import re
import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.test_every_screen_is_accessible import BEHIND_A_WINDOW, in_every_look

Visit = Callable[..., Page]
UGLY = "<b>굵게</b> =1+1 😀 <script>alert(1)</script>"


def posts(page: Page, noun: str = "문의") -> Locator:
    """The rows of a list, also while a window hides it from whoever listens."""
    return page.locator(f"ul[aria-label='{noun} 목록'] button")


def ask(page: Page, title: str, body: str, target: str = "바다식품") -> None:
    page.get_by_role("button", name="문의 등록").first.click()
    form = page.get_by_role("dialog", name="문의 등록")
    form.get_by_label("문의 대상").select_option(label=target)
    form.get_by_label("제목").fill(title)
    form.get_by_label("내용").fill(body)
    form.get_by_role("button", name="등록", exact=True).click()
    expect(form).to_be_hidden()


def publish(page: Page, title: str, body: str) -> None:
    page.get_by_role("button", name="공지 등록").first.click()
    form = page.get_by_role("dialog", name="공지 등록")
    form.get_by_label("제목").fill(title)
    form.get_by_label("내용").fill(body)
    form.get_by_role("button", name="등록", exact=True).click()
    expect(form).to_be_hidden()


def title_of(what: str) -> str:
    """A title that no other journey uses."""
    return f"{what} {uuid.uuid4().hex[:8]}"


def test_a_question_is_answered_while_both_look(visit: Visit) -> None:
    title = title_of("화요일 배송")
    seller = visit("seller", "/seller/inquiries")
    expect(seller.get_by_role("heading", name="문의", level=1)).to_be_visible()
    buyer = visit("buyer", "/inquiries")
    ask(buyer, title, f"화요일에도 되나요?\n{UGLY}")
    mine = posts(buyer).filter(has_text=title)
    expect(mine).to_contain_text("답변 대기중")

    asked = posts(seller).filter(has_text=title)
    expect(asked).to_contain_text("안 읽음")
    asked.click()
    window = seller.get_by_role("dialog", name=title)
    expect(window).to_contain_text(UGLY)
    expect(asked).not_to_contain_text("안 읽음")
    window.get_by_role("button", name="답변 등록").click()
    expect(window.get_by_text("답변을 입력해 주세요.")).to_be_visible()
    expect(window.get_by_label("답변")).to_be_focused()
    window.get_by_label("답변").fill("네, 화요일에도 보내 드려요.")
    window.get_by_role("button", name="답변 등록").click()
    expect(window.get_by_role("button", name="답변 수정")).to_be_visible()

    expect(mine).to_contain_text("답변완료")
    expect(mine).to_contain_text("안 읽음")
    mine.click()
    read = buyer.get_by_role("dialog", name=title)
    expect(read).to_contain_text("네, 화요일에도 보내 드려요.")

    window.get_by_role("button", name="답변 수정").click()
    expect(window.get_by_label("답변")).to_have_value("네, 화요일에도 보내 드려요.")
    window.get_by_label("답변").fill("수요일에 보내 드려요.")
    window.get_by_role("button", name="답변 저장").click()
    # The buyer's window is still open and follows.
    expect(read).to_contain_text("수요일에 보내 드려요.")
    read.get_by_role("button", name="확인").click()
    expect(read).to_be_hidden()
    expect(mine).to_be_focused()
    assert buyer.url.endswith("/inquiries")


def test_what_is_typed_stays_while_others_write(visit: Visit) -> None:
    first, second = title_of("첫 문의"), title_of("둘째 문의")
    buyer = visit("buyer", "/inquiries")
    ask(buyer, first, "언제 오나요?")
    seller = visit("seller", "/seller/inquiries")
    posts(seller).filter(has_text=first).click()
    window = seller.get_by_role("dialog", name=first)
    window.get_by_label("답변").press_sequentially("내일 오후에 ")
    ask(buyer, second, "또 물어요")
    expect(posts(seller).filter(has_text=second)).to_have_count(1)
    window.get_by_label("답변").press_sequentially("도착해요.")

    expect(window.get_by_label("답변")).to_have_value("내일 오후에 도착해요.")
    expect(window.get_by_text("12/2,000자")).to_be_visible()


def test_it_asks_qnector_and_the_operator_answers(visit: Visit) -> None:
    title = title_of("요금제 문의")
    operator = visit("operator", "/operator/inquiries")
    seller = visit("seller", "/seller/inquiries")
    ask(seller, title, "레귤러는 얼마예요?", "큐넥터")

    posts(operator).filter(has_text=title).click()
    window = operator.get_by_role("dialog", name=title)
    window.get_by_label("답변").fill("한 달에 66,000원이에요.")
    window.get_by_role("button", name="답변 등록").click()

    expect(posts(seller).filter(has_text=title)).to_contain_text("66,000원")


def test_every_bad_input_is_told_beside_its_field(visit: Visit) -> None:
    buyer = visit("buyer", "/inquiries")
    buyer.get_by_role("button", name="문의 등록").first.click()
    form = buyer.get_by_role("dialog", name="문의 등록")
    send = form.get_by_role("button", name="등록", exact=True)
    send.click()
    expect(form.get_by_text("제목을 입력해 주세요.")).to_be_visible()
    expect(form.get_by_label("제목")).to_be_focused()
    form.get_by_label("제목").fill("제목")
    send.click()
    expect(form.get_by_text("내용을 입력해 주세요.")).to_be_visible()
    expect(form.get_by_label("내용")).to_be_focused()
    form.get_by_label("내용").fill("가" * 1_200)
    expect(form.get_by_text("1200/1,000자")).to_be_visible()
    send.click()
    expect(form.get_by_text("지금은 1,200자예요.")).to_be_visible()
    expect(form.get_by_label("제목")).to_have_value("제목")
    form.get_by_role("button", name="취소").click()
    expect(form).to_be_hidden()


def test_a_notice_goes_out_is_changed_taken_down_and_brought_back(visit: Visit) -> None:
    title = title_of("설 연휴 안내")
    buyer = visit("buyer", "/notices")
    expect(buyer.get_by_role("heading", name="공지사항", level=1)).to_be_visible()
    seller = visit("seller", "/seller/notices")
    publish(seller, title, "16일부터\n18일까지 쉬어요.")
    theirs = posts(buyer, "공지").filter(has_text=title)
    expect(theirs).to_contain_text("안 읽음")
    theirs.click()
    read = buyer.get_by_role("dialog", name=title)
    expect(read.get_by_text("16일부터 18일까지 쉬어요.")).to_be_visible()
    read.get_by_role("button", name="확인").click()
    expect(read).to_be_hidden()
    expect(theirs).not_to_contain_text("안 읽음")

    own = posts(seller, "공지").filter(has_text=title)
    own.click()
    window = seller.get_by_role("dialog", name=title)
    window.get_by_role("button", name="수정").click()
    form = seller.get_by_role("dialog", name="공지 수정")
    expect(form.get_by_label("내용")).to_have_value("16일부터\n18일까지 쉬어요.")
    form.get_by_label("분류").select_option(label="이벤트")
    form.get_by_label("목록 맨 위에 고정").check()
    form.get_by_role("button", name="저장").click()
    expect(form).to_be_hidden()
    expect(posts(buyer, "공지").first).to_contain_text(title)
    expect(theirs).to_contain_text("고정")
    expect(theirs).to_contain_text("이벤트")

    window.get_by_role("button", name="내리기").click()
    expect(theirs).to_have_count(0)
    expect(window).to_contain_text("내린 공지예요.")
    window.get_by_role("button", name="다시 올리기").click()
    expect(theirs).to_have_count(1)


def test_the_address_keeps_filter_and_window(visit: Visit) -> None:
    title = title_of("재고 문의")
    buyer = visit("buyer", "/inquiries")
    ask(buyer, title, "스무 포 있나요?")
    buyer.get_by_label("답변 상태").select_option(label="답변 대기중")
    buyer.wait_for_url(re.compile("status=waiting"))
    buyer.get_by_role("searchbox").fill(title[-8:])
    expect(posts(buyer)).to_have_count(1)
    posts(buyer).click()
    expect(buyer.get_by_role("dialog", name=title)).to_be_visible()
    buyer.reload()
    expect(buyer.get_by_role("dialog", name=title)).to_be_visible()
    buyer.keyboard.press("Escape")
    expect(buyer.get_by_role("dialog")).to_have_count(0)
    expect(posts(buyer)).to_have_count(1)
    buyer.get_by_role("searchbox").fill("이런 문의는 없어요")
    expect(buyer.get_by_text("조건에 맞는 문의가 없어요")).to_be_visible()
    buyer.get_by_role("button", name="조건 지우기").click()
    expect(posts(buyer).filter(has_text=title)).to_have_count(1)
    assert buyer.url.endswith("/inquiries")


def test_windows_and_forms_have_no_violation(visit: Visit) -> None:
    title = title_of("접근성 문의")
    ask(visit("buyer", "/inquiries"), title, "답해 주세요")
    seller = visit("seller", "/seller/inquiries")
    posts(seller).filter(has_text=title).click()
    expect(seller.get_by_role("dialog", name=title)).to_be_visible()
    assert in_every_look(seller, but=BEHIND_A_WINDOW) == []

    seller.goto("/seller/notices")
    seller.get_by_role("button", name="공지 등록").first.click()
    form = seller.get_by_role("dialog", name="공지 등록")
    form.get_by_role("button", name="등록", exact=True).click()
    expect(form.get_by_text("제목을 입력해 주세요.")).to_be_visible()
    assert in_every_look(seller, but=BEHIND_A_WINDOW) == []


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
def test_the_keyboard_alone_reads_a_notice(visit: Visit, viewport) -> None:
    title = title_of("키보드 안내")
    publish(visit("seller", "/seller/notices"), title, "읽어 주세요.")
    buyer = visit("buyer", "/notices", viewport=viewport)
    theirs = posts(buyer, "공지").filter(has_text=title)
    theirs.focus()
    buyer.keyboard.press("Enter")
    window = buyer.get_by_role("dialog", name=title)
    expect(window).to_be_visible()
    buyer.keyboard.press("Escape")
    expect(window).to_be_hidden()
    expect(theirs).to_be_focused()
