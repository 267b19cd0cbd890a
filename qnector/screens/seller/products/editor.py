"""The drawer of one product: 품목 등록 and 품목 수정."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.screens.seller.products.editor_state import EditorState
from qnector.screens.seller.products.shelf_state import ShelfState
from qnector.screens.seller.products.state import ProductsState
from qnector.ui import labels

FORM = "product-form"
DECIMALS = [("0", "소수 없음"), ("1", "1자리 (0.1)"), ("2", "2자리 (0.01)"), ("3", "3자리 (0.001)")]
# Long enough that whoever pastes too much is told so; the rule itself is the product's.
MOST_TYPED = 2000


def drawer() -> rx.Component:
    """Everything about a product but its stock, which has a window of its own."""
    state = EditorState
    return ui.dialog(
        _notes(),
        rx.cond(state.is_new, _later(), _picture()),
        ui.form(
            *_names(),
            *_prices(),
            *_quantities(),
            id=FORM,
            turn=state.turn,
            on_submit=state.save,
        ),
        title=rx.cond(
            state.is_new, "품목 등록", rx.cond(state.may_write, "품목 수정", "품목 정보")
        ),
        description="저장하면 구매자 화면에 바로 보여요.",
        name="product",
        side="right",
        open=state.is_open,
        on_open_change=state.close,
        footer=[
            ui.button("닫기", on_click=state.close(False)),
            rx.cond(state.may_write, ui.submit(rx.cond(state.is_new, "등록", "저장"), form=FORM)),
        ],
    )


def _notes() -> rx.Component:
    state = EditorState
    return rx.fragment(
        rx.cond(state.problem != "", ui.callout("bad", state.problem)),
        rx.cond(
            state.changes,
            ui.callout(
                "warn",
                rx.cond(
                    state.was_merged,
                    "다른 사람이 먼저 바꿨어요. 바뀐 내용을 합쳐 두었으니 확인하고 다시 저장해"
                    " 주세요.",
                    "다른 사람이 방금 이 품목을 바꿨어요. 저장하면 합쳐서 보여 드려요.",
                ),
                rx.foreach(state.changes, lambda change: ui.paragraph(change, size="sm")),
            ),
        ),
        rx.cond(
            state.may_write | state.is_new,
            rx.fragment(),
            ui.callout(
                "info",
                "품목은 대표나 관리자가 고칠 수 있어요. 재고는 직접 넣고 뺄 수 있어요.",
            ),
        ),
    )


def _later() -> rx.Component:
    return ui.callout("info", "등록하면 이어서 이미지를 올릴 수 있어요.")


def _picture() -> rx.Component:
    state = EditorState
    return ui.section(
        "이미지",
        rx.cond(
            state.may_write,
            rx.fragment(
                ui.picture_field(
                    state.picture,
                    state.editing_id,
                    action="/files",
                    on_remove=state.remove_picture,
                ),
                rx.cond(
                    state.can_put_back,
                    ui.inline(
                        ui.text("이미지를 뺐어요.", tone="muted", size="sm"),
                        ui.button(
                            "되돌리기", variant="link", size="sm", on_click=state.put_picture_back
                        ),
                    ),
                ),
            ),
            ui.thumb(state.picture),
        ),
    )


def _text(label: str, name: str, **props: Any) -> rx.Component:
    state = EditorState
    return ui.text_field(
        label,
        name,
        default_value=state.values[name],
        error=state.errors[name],
        disabled=~state.may_write,
        auto_complete="off",
        **{"max_length": MOST_TYPED, **props},
    )


def _choice(label: str, name: str, options: Any, **props: Any) -> rx.Component:
    state = EditorState
    return ui.select_field(
        label,
        name,
        options,
        default_value=state.values[name],
        error=state.errors[name],
        disabled=~state.may_write,
        **props,
    )


def _names() -> list[rx.Component]:
    state = EditorState
    return [
        _text("품목코드", "sku", required=True),
        _text("품목명", "product_name", required=True),
        ui.grid(_text("규격", "spec"), _text("단위", "unit", required=True)),
        ui.select_field(
            "분류",
            "shelf",
            state.shelves,
            default_value=state.shelf,
            key=state.shelf_epoch,
            disabled=~state.may_write,
            aside=rx.cond(
                state.may_write, ui.button("분류 관리", on_click=ShelfState.open), rx.fragment()
            ),
        ),
    ]


def _prices() -> list[rx.Component]:
    return [
        ui.grid(
            _text(
                "단가 (원)",
                "unit_price",
                required=True,
                input_mode="numeric",
                placeholder="예: 1,200",
            ),
            _choice("과세구분", "vat_kind", list(labels.VAT_KIND.items())),
        ),
        _choice(
            "판매상태",
            "sale_status",
            list(labels.PRODUCT_STATUS.items()),
            hint="품목은 지우지 않고 숨겨요. 지난 주문에 그대로 남아 있어야 하니까요.",
        ),
    ]


def _quantities() -> list[rx.Component]:
    state = EditorState
    return [
        rx.cond(state.is_new, _text("재고", "stock", input_mode="decimal"), _stock()),
        ui.grid(
            _text("최소수량", "min_quantity", input_mode="decimal"),
            _text("주문 배수", "quantity_step", input_mode="decimal"),
        ),
        _choice("소수 자리", "decimals", DECIMALS, hint="무게로 파는 품목은 소수로 주문받아요."),
    ]


def _stock() -> rx.Component:
    state = EditorState
    return ui.box(
        ui.inline(
            ui.text("재고 ", state.stock, number=True),
            ui.button("재고 관리", size="sm", on_click=ProductsState.open_stock(state.editing_id)),
            spread=True,
        )
    )
