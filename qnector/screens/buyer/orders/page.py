"""주문 관리, as the buyer sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.buyer.orders.state import OrdersState
from qnector.web.orders import parts
from qnector.web.screen import screen

CANCEL_FORM = "cancel-form"


@screen(route="/orders", title="주문 관리", side="buyer", on_load=OrdersState.load)
def orders() -> rx.Component:
    """The list, the window of one order, and the reason for a 취소요청."""
    return ui.page(
        ui.page_header(
            "주문 관리",
            ui.link_button("주문생성", to="/orders/new", variant="primary", before="plus"),
        ),
        parts.order_list(OrdersState, partner="판매자명", first_use=_first_use()),
        parts.order_detail(OrdersState, partner="판매자", actions=_actions()),
        _cancel(),
    )


def _first_use() -> rx.Component:
    return ui.empty(
        "아직 주문이 없어요",
        "품목을 골라 첫 주문을 보내 보세요.",
        ui.link_button("주문 생성", to="/orders/new", variant="primary"),
        before="clipboard-list",
    )


def _actions() -> list[rx.Component]:
    this = OrdersState.detail["id"], OrdersState.turn
    return [
        rx.cond(
            OrdersState.may_request_cancel,
            ui.button("취소요청", on_click=OrdersState.ask_cancel),
        ),
        rx.cond(
            OrdersState.may_withdraw_cancel,
            ui.button("취소요청 거두기", on_click=OrdersState.withdraw_cancel(*this)),
        ),
        ui.button(
            "재주문",
            variant="primary",
            before="rotate-ccw",
            on_click=OrdersState.reorder(*this),
        ),
    ]


def _cancel() -> rx.Component:
    return ui.ask_reason(
        form_id=CANCEL_FORM,
        on_submit=OrdersState.request_cancel,
        error=OrdersState.reason_error,
        turn=OrdersState.turn,
        example="수량을 잘못 적었어요",
        title="주문을 취소할까요?",
        description="판매자가 확인하면 취소가 끝나요. 이미 보낸 상품은 취소할 수 없어요.",
        name="cancel",
        action="취소 요청하기",
        cancel="닫기",
        open=OrdersState.is_asking,
        on_open_change=OrdersState.close_asking,
    )
