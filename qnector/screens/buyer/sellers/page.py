"""판매자 목록/검색, as the buyer sees it."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.screens.buyer.sellers.state import SellersState
from qnector.web import lists
from qnector.web.partners.rows import SellerText
from qnector.web.screen import screen

STATUSES = [
    ("", "전체 상태"),
    ("approved", "승인"),
    ("requested", "대기"),
    ("rejected", "거절"),
    ("suspended", "거래 중지"),
]
SORTS = [("name", "회사명순"), ("status", "상태순")]
MANAGED = "전용 구매자는 담당 판매자와만 거래해요. 다른 판매자에게 승인을 요청할 수 없어요."


@screen(route="/sellers", title="판매자 목록/검색", side="buyer", on_load=SellersState.load)
def sellers() -> rx.Component:
    """This month's purchases, and everybody who sells."""
    return ui.page(
        ui.page_header(
            "판매자 목록/검색", note="승인요청을 보내고 승인되면 판매자의 품목을 주문할 수 있어요."
        ),
        rx.cond(SellersState.has_failed, rx.fragment(), _month()),
        rx.cond(SellersState.is_managed, ui.callout("info", MANAGED)),
        lists.list_card(
            SellersState,
            placeholder="이메일, 회사명, 사업자번호로 검색",
            filters=[("status", "상태/요청", STATUSES)],
            sorts=SORTS,
            rows=_table(),
            first_use=ui.empty(
                "아직 판매자가 없어요", "판매자가 가입하면 여기에 보여요.", before="store"
            ),
            nothing="찾는 판매자가 없어요",
        ),
    )


def _month() -> rx.Component:
    state = SellersState
    return rx.cond(
        state.is_loaded,
        ui.stats(
            ui.stat(
                "이번달 구매 건수", state.order_count, note="취소한 주문은 빼요",
                before="shopping-cart",
            ),
            ui.stat(
                "이번달 구매 금액", state.purchase_amount, note="부가세를 더한 금액이에요",
                before="wallet", kind="won",
            ),
            ui.stat(
                "이번달 주요 판매처", state.top_seller, note="구매 금액이 가장 큰 곳이에요",
                before="store", kind="name",
            ),
            columns=3,
        ),
        ui.skeleton_stats(3),
    )  # fmt: skip


def _table() -> rx.Component:
    return ui.table(
        [
            ui.th("회사명"),
            ui.th("사업자번호"),
            ui.th("대표자명"),
            ui.th("업태"),
            ui.th("종목"),
            ui.th("상태/요청"),
        ],
        rx.foreach(SellersState.rows, _row),
        "판매자 목록",
        cards=rx.foreach(SellersState.rows, _card),
    )


def _row(seller: rx.Var[SellerText]) -> rx.Component:
    return ui.row(
        ui.cell_name(seller["name"], seller["email"], badge=_mark(seller)),
        ui.cell(seller["number"], tone="muted"),
        ui.cell(seller["representative"]),
        ui.cell(seller["business_type"], tone="muted"),
        ui.cell(seller["business_item"], tone="muted"),
        ui.cell_stand(_badge(seller), _action(seller), note=seller["note"]),
        key=seller["id"],
    )


def _card(seller: rx.Var[SellerText]) -> rx.Component:
    return ui.action_card(
        ui.inline(seller["name"], _mark(seller), gap="xs"),
        seller["email"],
        seller["number"] + " · " + seller["representative"],
        seller["business_type"] + " · " + seller["business_item"],
        seller["note"],
        badge=_badge(seller),
        actions=[_action(seller)],
        key=seller["id"],
    )


def _mark(seller: rx.Var[SellerText]) -> rx.Component:
    return rx.cond(seller["is_unverified"], ui.badge("미확인"))


def _badge(seller: rx.Var[SellerText]) -> rx.Component:
    return rx.cond(seller["status"] != "", ui.connection_badge(seller["status"]))


def _action(seller: rx.Var[SellerText]) -> Any:
    state, name = SellersState, seller["name"]
    ask = state.ask(seller["id"], state.turn)
    see = ui.link_button(
        "품목 보기",
        to=f"/orders/new?seller={seller['id']}",
        size="sm",
        aria_label=name + " 품목 보기",
    )
    back = ui.button(
        "되돌리기",
        variant="ghost",
        size="sm",
        aria_label=name + " 승인요청 되돌리기",
        on_click=state.withdraw(seller["id"], state.turn),
    )
    return rx.match(
        seller["status"],
        ("approved", see),
        ("requested", rx.cond(state.may_ask, back)),
        ("rejected", rx.cond(state.may_ask, _ask("다시 요청", name, ask))),
        ("suspended", rx.fragment()),
        rx.cond(state.may_ask, _ask("승인요청", name, ask)),
    )


def _ask(word: str, name: Any, event: Any) -> rx.Component:
    return ui.button(word, size="sm", aria_label=name + " " + word, on_click=event)
