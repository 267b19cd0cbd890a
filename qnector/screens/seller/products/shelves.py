"""The window of the 분류, over the drawer of a product."""

import reflex as rx

from qnector import ui
from qnector.screens.seller.products.rows import ShelfText
from qnector.screens.seller.products.shelf_state import ShelfState

FORM = "shelf-form"


def window() -> rx.Component:
    """Add one, rename by leaving the field, remove an empty one."""
    state = ShelfState
    return ui.dialog(
        ui.form(
            ui.text_field(
                "새 분류",
                "shelf_name",
                error=state.error,
                max_length=200,
                auto_complete="off",
                aside=ui.submit("추가", variant="secondary"),
            ),
            id=FORM,
            turn=state.turn,
            on_submit=state.add,
        ),
        rx.cond(
            state.rows,
            ui.section(
                "내 분류",
                rx.foreach(state.rows, _shelf),
                ui.paragraph(
                    "이름을 고치고 칸을 벗어나면 저장돼요. 품목이 없는 분류만 지울 수 있어요.",
                    tone="muted",
                    size="sm",
                ),
            ),
        ),
        title="분류 관리",
        description="분류는 구매자가 품목을 찾을 때 써요.",
        name="shelves",
        width="sm",
        open=state.is_open,
        on_open_change=state.close,
        footer=[ui.close_button("닫기")],
    )


def _shelf(shelf: rx.Var[ShelfText]) -> rx.Component:
    state = ShelfState
    return ui.text_field(
        ui.unseen(shelf["name"], " 이름"),
        shelf["field"],
        default_value=shelf["name"],
        max_length=200,
        auto_complete="off",
        on_blur=state.rename(shelf["id"]),
        on_key_down=ui.browser.leave_on_enter(),
        aside=ui.inline(
            ui.text(shelf["note"], tone="muted", size="sm", number=True),
            ui.icon_button(
                "trash-2",
                shelf["name"] + " 지우기",
                disabled=~shelf["is_empty"],
                on_click=state.remove(shelf["id"]),
            ),
        ),
        key=shelf["field"] + "." + state.epoch.to_string(),
    )
