"""구매자 관리, as the seller sees it."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.screens.seller.buyers import windows
from qnector.screens.seller.buyers.state import BuyersState
from qnector.screens.seller.buyers.windows import STAFF, marks
from qnector.web import lists
from qnector.web.partners.rows import BuyerText
from qnector.web.screen import screen

PARTS = [
    ("", "전체"),
    ("requested", "요청"),
    ("approved", "거래 중"),
    ("suspended", "거래 중지"),
    ("rejected", "거절"),
]
SORTS = [("status", "요청 먼저"), ("name", "회사명순"), ("-asked", "최근 요청순")]


@screen(route="/seller/buyers", title="구매자 관리", side="seller", on_load=BuyersState.load)
def seller_buyers() -> rx.Component:
    """Requests and buyers, the window of one, and a window for each answer with a reason."""
    state = BuyersState
    return ui.page(
        ui.page_header("구매자 관리", note="승인요청에 답하고 구매자마다 거래 조건을 정하세요."),
        rx.cond(state.is_loaded & ~state.may_answer, ui.callout("info", STAFF)),
        lists.list_card(
            state,
            placeholder="이메일, 회사명, 사업자번호로 검색",
            sorts=SORTS,
            news=rx.fragment(
                lists.parts(state, "status", "상태", PARTS),
                ui.news_bar(state.news_count, state.news, on_show=state.show_news),
            ),
            rows=_table(),
            first_use=ui.empty(
                "아직 구매자가 없어요",
                "구매자가 승인을 요청하면 바로 여기에 보여요.",
                before="users",
            ),
            nothing="조건에 맞는 구매자가 없어요",
        ),
        windows.buyer(),
        windows.reject(),
        windows.suspend(),
    )


def _table() -> rx.Component:
    return ui.table(
        [
            ui.th("회사명"),
            ui.th("사업자번호"),
            ui.th("대표자명"),
            ui.th("정산 조건"),
            ui.th("신용 한도", align="right"),
            ui.th("이번 달 주문", align="right"),
            ui.th("상태"),
            ui.th_unseen("답하기"),
        ],
        rx.foreach(BuyersState.rows, _row),
        "구매자 목록",
        cards=rx.foreach(BuyersState.rows, _card),
    )


def _row(buyer: rx.Var[BuyerText]) -> rx.Component:
    name = buyer["name"]
    return ui.row(
        ui.cell_name(
            name, buyer["email"], badge=marks(buyer), on_click=BuyersState.open_buyer(buyer["id"])
        ),
        ui.cell(buyer["number"], tone="muted"),
        ui.cell(buyer["representative"]),
        ui.cell(buyer["terms"]),
        ui.cell(buyer["limit"], align="right"),
        ui.cell(buyer["bought"], align="right"),
        ui.cell_stand(ui.connection_badge(buyer["status"]), note=buyer["note"]),
        ui.cell_actions(
            _answers(buyer),
            ui.button(
                "상세",
                size="sm",
                aria_label=name + " 상세",
                on_click=BuyersState.open_buyer(buyer["id"]),
            ),
        ),
        key=buyer["id"],
    )


def _card(buyer: rx.Var[BuyerText]) -> rx.Component:
    return ui.row_card(
        ui.inline(buyer["name"], marks(buyer), gap="xs"),
        buyer["number"] + " · " + buyer["representative"],
        rx.cond(buyer["note"] != "", buyer["note"], buyer["terms"]),
        buyer["bought"],
        badge=ui.connection_badge(buyer["status"]),
        on_click=BuyersState.open_buyer(buyer["id"]),
        key=buyer["id"],
    )


def _answers(buyer: rx.Var[BuyerText]) -> Any:
    state, key = BuyersState, buyer["id"]
    return rx.match(
        buyer["status"],
        (
            "requested",
            rx.fragment(
                _answer(buyer, "거절", state.ask_reject(key)),
                _answer(buyer, "승인", state.approve(key, state.turn)),
            ),
        ),
        ("suspended", _answer(buyer, "다시 거래", state.resume(key, state.turn))),
        ("rejected", _answer(buyer, "되돌리기", state.reopen(key, state.turn))),
        rx.fragment(),
    )


def _answer(buyer: rx.Var[BuyerText], word: str, event: Any) -> rx.Component:
    return ui.button(
        word,
        size="sm",
        aria_label=buyer["name"] + " " + word,
        disabled=~BuyersState.may_answer,
        on_click=event,
    )
