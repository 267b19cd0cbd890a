"""주문 생성, as the buyer sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.buyer.order_create import cart, confirm
from qnector.screens.buyer.order_create.cart_state import CartState
from qnector.screens.buyer.order_create.state import OrderCreateState, TileText
from qnector.web import lists
from qnector.web.screen import screen

SORTS = [("frequent", "구매 빈도순"), ("name", "상품명순"), ("price", "가격순")]
VIEWS: list[tuple[str, str, str | None]] = [
    ("tiles", "이미지형", "layout-grid"),
    ("list", "리스트형", "list"),
]

view = ui.client_choice("order_create_view", "tiles")


@screen(route="/orders/new", title="주문 생성", side="buyer", on_load=OrderCreateState.load)
def order_create() -> rx.Component:
    """Products left, the cart beside them or, on small screens, under a bar."""
    return ui.cart_page(
        [
            view,
            ui.page_header(
                "주문 생성", ui.link_button("주문 관리", to="/orders", before="clipboard-list")
            ),
            _toolbar(),
            ui.live(OrderCreateState.found),
            _products(),
            confirm.dialogs(),
            cart.bar(),
        ],
        cart.panel(),
    )


def _toolbar() -> rx.Component:
    return lists.toolbar(
        OrderCreateState,
        "품목명, 판매자로 검색",
        filters=[
            ("seller", "판매자", OrderCreateState.sellers),
            ("category", "분류", OrderCreateState.categories),
        ],
        sorts=SORTS,
        tools=[ui.segmented("보기 전환", VIEWS, view.value, view.set_value)],
    )


def _products() -> rx.Component:
    return lists.body(
        OrderCreateState,
        rx.cond(
            view.value == "tiles",
            ui.tiles(rx.foreach(OrderCreateState.tiles, _tile)),
            ui.tile_rows(rx.foreach(OrderCreateState.tiles, _row)),
        ),
        is_any=OrderCreateState.tiles,
        nothing="찾는 품목이 없어요",
        first_use=ui.empty(
            "주문할 수 있는 품목이 없어요",
            "판매자가 연결을 승인하면 여기에 품목이 보여요.",
            before="store",
        ),
        waiting=ui.skeleton_tiles(),
    )


def _tile(product: rx.Var[TileText]) -> rx.Component:
    return ui.tile(**_product(product))


def _row(product: rx.Var[TileText]) -> rx.Component:
    return ui.tile_row(**_product(product))


def _product(product: rx.Var[TileText]) -> dict[str, object]:
    return {
        "name": product["name"],
        "seller": product["seller"],
        "price": product["price"],
        "stock": product["stock"],
        "level": product["level"],
        "picture": product["picture"],
        "spec": product["spec"],
        "on_click": CartState.add(product["id"]),
        "key": product["id"],
    }
