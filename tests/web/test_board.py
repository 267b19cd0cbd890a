"""공지사항 and 문의 as browsers of two companies and of the operator see them."""

import asyncio
import time
from typing import Any

import pytest
from sqlalchemy import func, select

from qnector.core import db
from qnector.domain.board import queries
from qnector.domain.board import service as board
from qnector.domain.board.models import Inquiry, Notice
from qnector.domain.board.queries import InquiryFilter
from qnector.domain.board.service import InquiryInput, NoticeInput
from qnector.domain.connections import access as connections
from qnector.domain.connections import service as trade
from qnector.screens.buyer.inquiries.state import InquiriesState
from qnector.screens.buyer.notices.state import NoticesState
from qnector.screens.operator.inquiries.state import OperatorInquiriesState
from qnector.screens.operator.notices.state import OperatorNoticesState
from qnector.screens.seller.inquiries.state import SellerInquiriesState
from qnector.screens.seller.notices.state import SellerNoticesState
from tests.web.conftest import play
from tests.web.rig import Rig

BUYER = "00000000-0000-4000-8000-000000000011"
SELLER = "00000000-0000-4000-8000-000000000012"
DESK = "00000000-0000-4000-8000-000000000013"
OTHER = "00000000-0000-4000-8000-000000000014"
HOLIDAY = NoticeInput("설 연휴 안내", "16일부터\n18일까지 쉬어요.")


class Tab:
    """One browser tab on one screen."""

    def __init__(self, rig: Rig, state: Any, key: str, token: str, path: str) -> None:
        self.rig, self.state = rig, state
        self.where = {"key": key, "token": token, "path": path, "sid": f"sid-{token[-2:]}"}

    async def open(self, query: str = "") -> "Tab":
        self.where["path"] = self.where["path"].partition("?")[0] + query
        self.rig.connect(self.where["token"], self.where["sid"])
        await self.fire(self.state.load)
        return self

    async def fire(self, handler: Any) -> None:
        await self.rig.fire(handler, **self.where)

    async def send(self, handler: Any, form: dict[str, str]) -> None:
        """A form as it is drawn now."""
        turn = self.rig.turn(self.state, self.where["token"])
        await self.fire(handler({**form, "turn": turn}))

    async def press(self, handler: Any, notice_id: int) -> None:
        """A button as it is drawn now."""
        await self.fire(handler(notice_id, self.rig.turn(self.state, self.where["token"])))

    def seen(self, name: str) -> list[Any]:
        """Every value that a var of this screen had on its way to this tab."""
        full, token = self.state.get_full_name(), self.where["token"]
        deltas = [delta[full] for to, delta in self.rig.deltas if to == token and full in delta]
        return [delta[f"{name}_rx_state_"] for delta in deltas if f"{name}_rx_state_" in delta]

    def now(self, name: str) -> Any:
        assert self.seen(name), f"{name} was never sent"
        return self.seen(name)[-1]

    def titles(self) -> list[str]:
        return [row["title"] for row in self.now("rows")]

    async def until(self, name: str, is_there: Any) -> Any:
        """Wait for what others do to arrive."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            if self.seen(name) and is_there(self.now(name)):
                return self.now(name)
            await asyncio.sleep(0.01)
        raise AssertionError(f"{name}: {self.seen(name)}")


@pytest.fixture
def tabs(keys):
    """Tabs of the buyer, the seller, the operator and a stranger, by noun."""

    def made(rig: Rig, noun: str) -> tuple[Tab, Tab, Tab, Tab]:
        states = {
            "notices": (NoticesState, SellerNoticesState, OperatorNoticesState),
            "inquiries": (InquiriesState, SellerInquiriesState, OperatorInquiriesState),
        }[noun]
        return (
            Tab(rig, states[0], keys.buyer, BUYER, f"/{noun}"),
            Tab(rig, states[1], keys.seller, SELLER, f"/seller/{noun}"),
            Tab(rig, states[2], keys.operator, DESK, f"/operator/{noun}"),
            Tab(rig, states[0], keys.stranger, OTHER, f"/{noun}"),
        )

    return made


def count(table: Any) -> int:
    return db.read_now(
        lambda session: session.execute(select(func.count()).select_from(table)).scalar_one()
    )


def scene(app, tabs, noun: str, act: Any) -> None:
    async def played() -> None:
        async with Rig(app) as rig:
            await act(*tabs(rig, noun))

    play(played)


def test_a_notice_appears_on_the_buyers_screen_and_not_on_a_strangers(app, tabs, market) -> None:
    async def act(buyer: Tab, seller: Tab, desk: Tab, other: Tab) -> None:
        await buyer.open()
        await other.open()
        await seller.open()
        await seller.fire(SellerNoticesState.compose)
        form = {"notice_kind": "event", "title": "봄 할인", "body": "10%", "is_pinned": "on"}
        await seller.send(SellerNoticesState.save, form)

        rows = await buyer.until("rows", bool)
        assert [(row["title"], row["kind"], row["is_pinned"]) for row in rows] == [
            ("봄 할인", "event", True)
        ]
        assert rows[0]["is_unread"]
        assert rows[0]["note"].startswith("바다식품 · ")
        assert seller.titles() == ["봄 할인"]
        assert seller.now("is_writing") is False
        assert not [rows for rows in other.seen("rows") if rows]

    scene(app, tabs, "notices", act)


def test_what_the_operator_says_reaches_everybody(app, tabs, market) -> None:
    async def act(buyer: Tab, seller: Tab, desk: Tab, other: Tab) -> None:
        for tab in (buyer, seller, other, desk):
            await tab.open()
        await desk.fire(OperatorNoticesState.compose)
        await desk.send(OperatorNoticesState.save, {"title": "점검", "body": "일요일 2시"})

        for tab in (buyer, seller, other, desk):
            rows = await tab.until("rows", bool)
            assert rows[0]["note"].startswith("큐넥터 · ")

    scene(app, tabs, "notices", act)


def test_opening_a_notice_takes_its_mark_away(app, tabs, market) -> None:
    made = db.write_now(board.publish_notice, market.seller, HOLIDAY)

    async def act(buyer: Tab, *others: Tab) -> None:
        await buyer.open(f"?no={made}")

        assert buyer.now("is_open") is True
        assert buyer.now("detail")["body"] == HOLIDAY.body
        assert buyer.now("rows")[0]["excerpt"] == "16일부터 18일까지 쉬어요."
        assert buyer.now("rows")[0]["is_unread"] is False
        await buyer.fire(NoticesState.close(False))
        assert buyer.rig.led_to(BUYER)[-1] == "/notices"

    scene(app, tabs, "notices", act)
    assert db.read_now(queries.unread_notices, market.buyer) == 0
    assert db.read_now(queries.unread_notices, market.buyer_staff) == 1


@pytest.mark.parametrize("query", ["?no=99", "?no=x", "?no=-1", "?no=" + "9" * 40, "?no=1e3"])
def test_a_notice_that_is_not_there_opens_no_window(app, tabs, market, query: str) -> None:
    async def act(buyer: Tab, *others: Tab) -> None:
        await buyer.open(query)

        assert True not in buyer.seen("is_open")

    scene(app, tabs, "notices", act)


def test_a_strangers_notice_opens_no_window(app, tabs, market) -> None:
    made = db.write_now(board.publish_notice, market.seller, HOLIDAY)

    async def act(buyer: Tab, seller: Tab, desk: Tab, other: Tab) -> None:
        await other.open(f"?no={made}")

        assert True not in other.seen("is_open")
        assert HOLIDAY.body not in str(other.rig.deltas)

    scene(app, tabs, "notices", act)


def test_it_is_edited_taken_down_and_brought_back(app, tabs, market) -> None:
    made = db.write_now(board.publish_notice, market.seller, HOLIDAY)

    async def act(buyer: Tab, seller: Tab, desk: Tab, other: Tab) -> None:
        await buyer.open()
        await seller.open(f"?no={made}")
        await seller.fire(SellerNoticesState.edit(made))
        assert seller.now("draft")["body"] == HOLIDAY.body
        await seller.send(SellerNoticesState.save, {"title": "연휴", "body": "17일부터"})
        assert seller.now("detail")["title"] == "연휴"
        await buyer.until("rows", lambda rows: rows[0]["title"] == "연휴")

        await seller.press(SellerNoticesState.retire, made)
        assert seller.now("detail")["is_retired"] is True
        assert seller.now("rows") == []
        await buyer.until("rows", lambda rows: not rows)

        await seller.press(SellerNoticesState.restore, made)
        await buyer.until("rows", bool)
        await seller.open("?shelf=retired")
        assert seller.now("rows") == []

    scene(app, tabs, "notices", act)


def test_bad_words_are_told_at_their_field(app, tabs, market) -> None:
    async def act(buyer: Tab, seller: Tab, desk: Tab, other: Tab) -> None:
        await seller.open()
        await seller.fire(SellerNoticesState.compose)
        await seller.send(SellerNoticesState.save, {"title": " ", "body": "내용"})
        assert seller.now("errors")["title"] == "제목을 입력해 주세요."
        await seller.send(SellerNoticesState.save, {"title": "제목", "body": "가" * 20_000})
        assert seller.now("errors") == {
            "title": "", "body": "내용은 5,000자까지 쓸 수 있어요. 지금은 20,000자예요.",
        }  # fmt: skip
        assert seller.now("is_writing") is True

    scene(app, tabs, "notices", act)
    assert count(Notice) == 0


def test_a_form_that_is_sent_twice_publishes_once(app, tabs, market) -> None:
    async def act(buyer: Tab, seller: Tab, desk: Tab, other: Tab) -> None:
        await seller.open()
        await seller.fire(SellerNoticesState.compose)
        form = {"title": "한 번", "body": "만", "turn": seller.now("turn")}
        for _ in range(2):
            await seller.fire(SellerNoticesState.save(form))

    scene(app, tabs, "notices", act)
    assert count(Notice) == 1


def test_staff_and_buyers_do_not_publish(app, tabs, keys, market) -> None:
    async def act(buyer: Tab, seller: Tab, desk: Tab, other: Tab) -> None:
        seller.where["key"] = keys.seller_staff
        await seller.open()
        assert True not in seller.seen("may_write")
        for tab, state in (
            (seller, SellerNoticesState),
            (buyer, SellerNoticesState),
            (buyer, OperatorNoticesState),
            (seller, OperatorNoticesState),
            (desk, SellerNoticesState),
        ):
            await tab.fire(state.compose)
            await tab.fire(state.save({"title": "몰래", "body": "몰래"}))

    scene(app, tabs, "notices", act)
    assert count(Notice) == 0


def test_a_question_and_its_answer_cross_live(app, tabs, market) -> None:
    async def act(buyer: Tab, seller: Tab, desk: Tab, other: Tab) -> None:
        await seller.open()
        await other.open()
        await buyer.open()
        await buyer.fire(InquiriesState.compose)
        assert [one["label"] for one in buyer.now("targets")] == ["큐넥터", "바다식품", "새벽사무"]
        to = str(market.seller.company_id)
        await buyer.send(InquiriesState.ask, {"to": to, "title": "배송", "body": "언제?"})
        assert buyer.titles() == ["배송"]
        (row,) = await seller.until("rows", bool)
        assert (row["note"].partition(" · ")[0], row["is_unread"]) == ("한빛상회", True)

        await seller.open(f"?no={row['id']}")
        assert seller.now("is_answering") is True
        assert seller.now("rows")[0]["is_unread"] is False
        await seller.send(SellerInquiriesState.answer, {"answer": "내일이에요."})
        rows = await buyer.until("rows", lambda rows: rows[0]["status"] == "answered")
        assert (rows[0]["answer"], rows[0]["is_unread"]) == ("내일이에요.", True)
        assert seller.now("is_answering") is False

        await seller.fire(SellerInquiriesState.correct)
        assert seller.now("draft") == "내일이에요."
        await seller.send(SellerInquiriesState.answer, {"answer": "모레예요."})
        await buyer.until("rows", lambda rows: rows[0]["answer"] == "모레예요.")
        assert not [rows for rows in other.seen("rows") if rows]

    scene(app, tabs, "inquiries", act)


def test_the_desk_answers_what_is_asked_of_qnector(app, tabs, market) -> None:
    async def act(buyer: Tab, seller: Tab, desk: Tab, other: Tab) -> None:
        await desk.open()
        await seller.open()
        await seller.fire(SellerInquiriesState.compose)
        assert [one["label"] for one in seller.now("targets")] == ["큐넥터"]
        await seller.send(SellerInquiriesState.ask, {"to": "", "title": "요금", "body": "얼마?"})
        (row,) = await desk.until("rows", bool)

        await seller.open(f"?no={row['id']}")
        assert True not in seller.seen("may_answer")
        assert True not in seller.seen("is_answering")
        await desk.open(f"?no={row['id']}")
        await desk.send(OperatorInquiriesState.answer, {"answer": "66,000원이에요."})
        # The asker's window is open and follows by itself.
        found = await seller.until("detail", lambda detail: detail["answer"] != "")
        assert found["answered"].startswith("큐넥터 · ")

    scene(app, tabs, "inquiries", act)


def test_a_seller_who_suspended_the_buyer_meanwhile_is_told_at_the_field(app, tabs, market) -> None:
    async def act(buyer: Tab, *others: Tab) -> None:
        await buyer.open()
        await buyer.fire(InquiriesState.compose)

        def suspend(session) -> None:
            pair = market.buyer.company_id, market.seller.company_id
            trade.suspend(session, market.seller, connections.approved(session, *pair).id, "미수금")

        db.write_now(suspend)
        to = str(market.seller.company_id)
        await buyer.send(InquiriesState.ask, {"to": to, "title": "배송", "body": "언제?"})
        assert buyer.now("errors")["to"].startswith("거래가 중지된 판매자예요.")
        assert buyer.now("is_asking") is True

    scene(app, tabs, "inquiries", act)
    assert count(Inquiry) == 0


def test_the_second_of_two_answers_is_told_and_may_replace_the_first(app, tabs, market) -> None:
    given = InquiryInput("배송", "언제?", market.seller.company_id)
    made = db.write_now(board.ask, market.buyer, given)

    async def act(buyer: Tab, seller: Tab, desk: Tab, other: Tab) -> None:
        await seller.open(f"?no={made}")
        db.write_now(board.answer, market.seller_staff, made, "내일이에요.")
        await seller.until("detail", lambda detail: detail["answer"] == "내일이에요.")
        assert seller.now("is_answering") is True

        await seller.send(SellerInquiriesState.answer, {"answer": "모레예요."})
        assert seller.now("errors")["answer"].startswith("다른 사람이 먼저 답했어요.")
        await seller.send(SellerInquiriesState.answer, {"answer": "모레예요."})
        assert seller.now("is_answering") is False

    scene(app, tabs, "inquiries", act)
    assert db.read_now(queries.inquiry, market.buyer, made).answer == "모레예요."


def test_nobody_answers_what_another_was_asked(app, tabs, market) -> None:
    given = InquiryInput("배송", "언제?", market.seller.company_id)
    made = db.write_now(board.ask, market.buyer, given)

    async def act(buyer: Tab, seller: Tab, desk: Tab, other: Tab) -> None:
        for tab in (desk, other, buyer):
            await tab.open(f"?no={made}")
            for state in (SellerInquiriesState, OperatorInquiriesState):
                await tab.fire(state.correct)
                await tab.fire(state.answer({"answer": "몰래"}))
        assert "언제?" not in str([d for to, d in desk.rig.deltas if to in (DESK, OTHER)])

    scene(app, tabs, "inquiries", act)
    assert db.read_now(queries.inquiry, market.buyer, made).answer == ""


def test_another_page_is_told_of_news_and_does_not_move(app, tabs, market) -> None:
    def fill(session) -> None:
        for number in range(12):
            board.ask(session, market.buyer, InquiryInput(f"문의 {number}", "?"))

    db.write_now(fill)

    async def act(buyer: Tab, seller: Tab, desk: Tab, other: Tab) -> None:
        await desk.open("?page=2&size=10")
        before = desk.titles()
        db.write_now(board.ask, market.seller, InquiryInput("새 문의", "?"))
        await desk.until("news_count", lambda count: count == 1)
        assert (desk.titles(), desk.now("news")) == (before, "새 문의 1건 보기")
        oldest = db.read_now(queries.inquiries, market.operator, InquiryFilter(sort="asked"))
        db.write_now(board.answer, market.operator, oldest.rows[0].id, "네")
        await desk.fire(OperatorInquiriesState.show_news)
        assert desk.rig.led_to(DESK)[-1] == "/operator/inquiries?size=10"

    scene(app, tabs, "inquiries", act)


def test_the_address_filters(app, tabs, market) -> None:
    def fill(session) -> None:
        made = board.ask(session, market.buyer, InquiryInput("배송", "?", market.seller.company_id))
        board.answer(session, market.seller, made, "네")
        board.ask(session, market.buyer, InquiryInput("재고", "?", market.seller.company_id))
        board.ask(session, market.seller, InquiryInput("정산", "?"))

    db.write_now(fill)

    async def act(buyer: Tab, seller: Tab, desk: Tab, other: Tab) -> None:
        for query, found in (
            ("", ["정산", "재고", "배송"]),
            ("?status=answered", ["배송"]),
            ("?part=asked", ["정산"]),
            ("?part=received&sort=asked", ["배송", "재고"]),
            ("?q=한빛", ["재고", "배송"]),
            ("?status=nonsense&part=1&sort=;&size=7&page=-3", ["정산", "재고", "배송"]),
        ):
            await seller.open(query)
            assert seller.titles() == found, query
        await seller.fire(SellerInquiriesState.choose("status", "waiting"))
        assert seller.rig.led_to(SELLER)[-1] == "/seller/inquiries?status=waiting"

    scene(app, tabs, "inquiries", act)
