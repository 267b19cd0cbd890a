"""주문 관리, as the seller sees it."""

from typing import Literal

import reflex as rx

from qnector import ui
from qnector.screens.seller.orders import windows
from qnector.screens.seller.orders.state import SellerOrdersState
from qnector.web.orders import parts
from qnector.web.screen import screen

ONLY_MANAGERS = "주문 취소와 보류 해제는 대표나 관리자가 할 수 있어요."


@screen(route="/seller/orders", title="주문 관리", side="seller", on_load=SellerOrdersState.load)
def seller_orders() -> rx.Component:
    """The list, the window of one order, and a window for each move that needs words."""
    return ui.page(
        ui.page_header("주문 관리", note="구매자가 보낸 주문을 확인하고 출고하세요."),
        parts.order_list(SellerOrdersState, partner="구매자명", first_use=_first_use()),
        parts.order_detail(SellerOrdersState, partner="구매자", actions=_actions()),
        windows.ship(),
        windows.cancel(),
        windows.decline(),
    )


def _first_use() -> rx.Component:
    return ui.empty(
        "아직 받은 주문이 없어요",
        "구매자가 주문을 보내면 바로 여기에 보여요.",
        before="clipboard-list",
    )


def _actions() -> list[rx.Component]:
    state = SellerOrdersState
    this = state.detail["id"], state.turn
    return [
        rx.cond(
            state.is_left_to_others,
            ui.push_left(ui.text(ONLY_MANAGERS, tone="muted", size="sm")),
        ),
        rx.cond(state.may_cancel, ui.button("주문 취소", on_click=state.ask_cancel)),
        rx.cond(
            state.may_answer_cancel,
            rx.fragment(
                ui.button("취소 거절", on_click=state.ask_decline),
                ui.button("취소 승인", variant="danger", on_click=state.agree_cancel(*this)),
            ),
        ),
        rx.cond(
            state.may_release,
            ui.button("보류 풀기", variant="primary", on_click=state.release(*this)),
        ),
        rx.cond(state.may_complete, ui.button("완료", on_click=state.complete(*this))),
        rx.cond(
            state.may_ship,
            rx.cond(state.may_accept, _ship_button("secondary"), _ship_button("primary")),
        ),
        rx.cond(
            state.may_accept,
            ui.button("주문 확인", variant="primary", before="check", on_click=state.accept(*this)),
        ),
    ]


def _ship_button(variant: Literal["primary", "secondary"]) -> rx.Component:
    """The next step is the primary one: 출고, once the order is confirmed."""
    return ui.button("출고", before="truck", variant=variant, on_click=SellerOrdersState.ask_ship)
