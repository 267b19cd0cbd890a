"""품목 관리, as the seller sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.seller.products import editor, shelves, stock
from qnector.screens.seller.products.editor_state import EditorState
from qnector.screens.seller.products.rows import ProductText
from qnector.screens.seller.products.shelf_state import ShelfState
from qnector.screens.seller.products.state import ProductsState
from qnector.screens.seller.products.stock_state import StockState
from qnector.ui import labels
from qnector.web import lists
from qnector.web.screen import screen

STATUSES = [("", "전체 상태"), *labels.PRODUCT_STATUS.items()]
SORTS = list(labels.STOCKLIST_SORT.items())
VIEWS: list[tuple[str, str, str | None]] = [
    ("tiles", "이미지형", "layout-grid"),
    ("list", "리스트형", "list"),
]
ONLY_MANAGERS = "품목은 대표나 관리자가 등록하고 고칠 수 있어요."


@screen(
    route="/seller/products",
    title="품목 관리",
    side="seller",
    on_load=[ProductsState.load, EditorState.load, ShelfState.leave, StockState.load],
)
def seller_products() -> rx.Component:
    """The list, the drawer of one product, the windows of its 분류 and its stock."""
    return ui.page(
        ui.page_header("품목 관리", _add_button(), note="품목과 가격, 재고를 관리하세요."),
        _list(),
        editor.drawer(),
        shelves.window(),
        stock.window(),
    )


def _add_button() -> rx.Component:
    state = ProductsState
    return ui.button(
        "품목 등록",
        variant="primary",
        before="plus",
        on_click=state.open_new,
        disabled=state.is_loaded & ~state.may_write,
        title=rx.cond(state.may_write, "", ONLY_MANAGERS),
    )


def _list() -> rx.Component:
    state = ProductsState
    return lists.list_card(
        state,
        placeholder="품목명, 품목코드로 검색",
        filters=[("category", "분류", state.categories), ("status", "판매상태", STATUSES)],
        sorts=SORTS,
        tools=[ui.segmented("보기 전환", VIEWS, state.view, state.choose_view)],
        news=rx.fragment(
            ui.undo_bar(state.undo_note, on_undo=state.undo, on_close=state.close_undo),
            _bulk(),
        ),
        rows=rx.cond(state.view == "tiles", _tiles(), _table()),
        first_use=_first_use(),
        nothing="찾는 품목이 없어요",
    )


def _bulk() -> rx.Component:
    state = ProductsState
    return ui.bulk_bar(
        state.chosen.length(),
        *[
            ui.button(word, size="sm", on_click=state.set_status(code))
            for code, word in labels.PRODUCT_STATUS.items()
        ],
        on_clear=state.choose_none,
        label="선택한 품목",
    )


def _first_use() -> rx.Component:
    return ui.empty(
        "아직 등록한 품목이 없어요",
        "품목을 등록하면 승인한 구매자가 주문할 수 있어요.",
        before="package",
    )


def _table() -> rx.Component:
    state = ProductsState
    return ui.table(
        [
            _all(),
            ui.th("품목"),
            ui.th("분류"),
            ui.th("단가", align="right"),
            ui.th("재고", align="right"),
            ui.th("판매상태"),
            ui.th("수정일"),
            ui.th_unseen("재고 관리"),
        ],
        rx.foreach(state.rows, _row),
        "품목 목록",
        cards=rx.foreach(state.rows, _card),
    )


def _all() -> rx.Component:
    state = ProductsState
    box = ui.tick("이 쪽의 품목 모두 선택", state.is_all_chosen, state.choose_all)
    return ui.th(rx.cond(state.may_write, box, ui.unseen("선택")))


def _check(product: rx.Var[ProductText]) -> rx.Component:
    """Staff does not change the 판매상태, so there is nothing to choose."""
    state = ProductsState
    return rx.cond(
        state.may_write,
        ui.tick(
            product["name"] + " 선택",
            state.chosen.contains(product["id"]),
            state.choose_row(product["id"]),
        ),
    )


def _row(product: rx.Var[ProductText]) -> rx.Component:
    state = ProductsState
    return ui.row(
        ui.cell(_check(product)),
        ui.product_cell(
            product["picture"],
            product["name"],
            product["note"],
            on_click=state.open_product(product["id"]),
        ),
        ui.cell(product["category"], tone="muted"),
        ui.cell_number(product["price"], won=True),
        ui.cell(ui.stock_note(product["stock"], product["level"]), align="right"),
        ui.cell(ui.product_badge(product["status"])),
        ui.cell(product["updated_on"], tone="muted"),
        ui.cell_button(
            "재고",
            name=product["name"] + " 재고 관리",
            on_click=state.open_stock(product["id"]),
        ),
        key=product["id"],
    )


def _card(product: rx.Var[ProductText]) -> rx.Component:
    return ui.row_card(
        product["name"],
        product["note"],
        "재고 " + product["stock"],
        ui.money(product["price"], strong=False),
        badge=ui.product_badge(product["status"]),
        check=_check(product),
        on_click=ProductsState.open_product(product["id"]),
        key=product["id"],
    )


def _tiles() -> rx.Component:
    return ui.box(ui.tiles(rx.foreach(ProductsState.rows, _tile), "품목 목록"))


def _tile(product: rx.Var[ProductText]) -> rx.Component:
    return ui.product_tile(
        name=product["name"],
        note=product["note"],
        price=product["price"],
        stock="재고 " + product["stock"],
        level=product["level"],
        picture=product["picture"],
        badge=ui.product_badge(product["status"]),
        tick=_check(product),
        on_click=ProductsState.open_product(product["id"]),
        key=product["id"],
    )
