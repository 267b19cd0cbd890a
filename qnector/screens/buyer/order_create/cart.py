"""주문서 작성: the cart beside the products, by seller."""

import reflex as rx

from qnector import ui
from qnector.screens.buyer.order_create.cart_state import CartGroupText, CartLineText, CartState
from qnector.screens.buyer.order_create.confirm_state import ConfirmState


def panel() -> rx.Component:
    """The column at the right, from 1280 px on."""
    return ui.cart_panel("주문서 작성", _lines(), foot=_foot())


def bar() -> rx.Component:
    """Below 1280 px: the bar that opens the same as a sheet."""
    return rx.cond(
        CartState.groups,
        ui.cart_bar(
            rx.fragment("주문서 ", CartState.line_count),
            CartState.total_amount,
            _lines(),
            title="주문서 작성",
            foot=_foot(),
        ),
    )


def _lines() -> rx.Component:
    return rx.fragment(_undo(), _groups())


def _undo() -> rx.Component:
    return rx.cond(
        CartState.removed != "",
        ui.callout(
            "info",
            ui.inline(
                CartState.removed,
                ui.button("되돌리기", variant="link", size="sm", on_click=CartState.put_back),
                spread=True,
            ),
        ),
    )


def _groups() -> rx.Component:
    return rx.cond(
        CartState.groups,
        ui.stack(
            rx.foreach(CartState.groups, _group),
            gap="none",
        ),
        ui.empty("장바구니가 비어 있어요", "품목을 누르면 여기에 담겨요.", before="shopping-cart"),
    )


def _group(group: rx.Var[CartGroupText]) -> rx.Component:
    return ui.cart_group(
        group["seller"],
        group["subtotal"],
        rx.foreach(group["lines"].to(list[CartLineText]), _line),
        key=group["seller_id"],
    )


def _line(line: rx.Var[CartLineText]) -> rx.Component:
    return ui.cart_line(
        name=line["name"],
        note=line["note"],
        amount=line["amount"],
        problem=line["problem"],
        is_checked=line["is_checked"],
        on_check=CartState.check(line["product_id"]),
        on_remove=CartState.remove(line["product_id"]),
        stepper=ui.stepper(
            line["name"],
            line["quantity"],
            CartState.set_quantity(line["product_id"]),
            step=line["step"],
            least=line["least"],
            most=line["most"],
            key=line["key"],
        ),
        key=line["product_id"],
    )


def _foot() -> rx.Component:
    return rx.fragment(
        rx.cond(
            CartState.has_many_sellers,
            ui.callout("info", "판매자별로 주문서가 나뉘어요."),
        ),
        ui.sums(
            ui.sum_line("아이템 수", CartState.line_count),
            ui.sum_line("총 수량", CartState.total_quantity),
            ui.sum_line("결제 금액", CartState.total_amount, total=True),
        ),
        ui.button(
            "주문하기",
            variant="primary",
            size="lg",
            full=True,
            disabled=~CartState.can_order,
            on_click=ConfirmState.open_dialog,
        ),
    )
