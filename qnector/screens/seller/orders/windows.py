"""The windows of the seller's moves: 출고, 취소, 취소요청 거절."""

import reflex as rx

from qnector import ui
from qnector.screens.seller.orders.state import SellerOrdersState, ShipLineText
from qnector.ui import labels

SHIP_FORM = "ship-form"
CANCEL_FORM = "seller-cancel-form"
DECLINE_FORM = "decline-form"


def ship() -> rx.Component:
    """택배사, 송장번호 and how much of each line goes into this parcel."""
    state = SellerOrdersState
    return ui.form_dialog(
        ui.form(
            ui.select_field(
                "택배사",
                "carrier",
                list(labels.CARRIER.items()),
                error=state.errors["carrier"],
                required=True,
            ),
            ui.text_field(
                "송장번호",
                "tracking_number",
                error=state.errors["tracking_number"],
                hint="직접 배송이나 방문 수령이면 비워 두세요.",
                input_mode="numeric",
                max_length=30,
            ),
            id=SHIP_FORM,
            turn=state.turn,
            on_submit=state.ship,
        ),
        ui.section(
            "보낼 수량",
            rx.foreach(state.ship_lines, _ship_line),
            rx.cond(_problem(state) != "", ui.callout("bad", _problem(state))),
        ),
        title="출고",
        description="보낸 상자의 택배사와 송장번호를 적어 주세요. 나눠 보내려면 수량을 줄이세요.",
        name="ship",
        action="출고하기",
        form=SHIP_FORM,
        open=state.is_shipping,
        on_open_change=state.close_ship,
    )


def _ship_line(line: rx.Var[ShipLineText]) -> rx.Component:
    return ui.text_field(
        line["label"],
        line["field"],
        default_value=line["left"],
        input_mode="decimal",
        max_length=12,
        on_change=SellerOrdersState.pack(line["id"]),
        key=f"{line['field']}.{SellerOrdersState.turn}",
    )


def _problem(state: type[SellerOrdersState]) -> rx.Var[str]:
    return state.errors["lines"] + state.errors["quantity"]


def cancel() -> rx.Component:
    """A cancellation needs its reason."""
    return ui.ask_reason(
        form_id=CANCEL_FORM,
        on_submit=SellerOrdersState.cancel,
        error=SellerOrdersState.errors["reason"],
        turn=SellerOrdersState.turn,
        title="주문을 취소할까요?",
        description="구매자에게 사유를 알려 드려요. 취소한 주문은 되돌릴 수 없어요.",
        name="seller_cancel",
        action="주문 취소하기",
        cancel="닫기",
        open=SellerOrdersState.is_cancelling,
        on_open_change=SellerOrdersState.close_cancel,
    )


def decline() -> rx.Component:
    """So does a 취소요청 that is declined."""
    return ui.ask_reason(
        form_id=DECLINE_FORM,
        on_submit=SellerOrdersState.decline_cancel,
        error=SellerOrdersState.errors["reason"],
        turn=SellerOrdersState.turn,
        title="취소 요청을 거절할까요?",
        description="주문은 요청 전 상태로 돌아가고, 구매자에게 사유를 알려 드려요.",
        name="decline",
        action="거절하기",
        cancel="닫기",
        open=SellerOrdersState.is_declining,
        on_open_change=SellerOrdersState.close_decline,
    )
