"""The window of one product's stock: 입고, 출고, 조정, and its history."""

import reflex as rx

from qnector import ui
from qnector.screens.seller.products.rows import MoveText
from qnector.screens.seller.products.stock_state import StockState
from qnector.ui import labels

FORM = "stock-form"
KINDS: list[tuple[str, str, str | None]] = [
    (code, word, None) for code, word in labels.STOCK_KIND.items()
]


def window() -> rx.Component:
    """What is there, what comes or goes, and what came and went before."""
    state = StockState
    return ui.form_dialog(
        ui.inline(
            ui.text("지금 재고 ", ui.text(state.stock, strong=True, number=True, size="lg")),
            ui.segmented("구분", KINDS, state.kind, state.choose_kind),
            spread=True,
        ),
        _form(),
        _history(),
        title=rx.fragment("재고 관리 ", ui.text(state.name, tone="muted", size="lg")),
        description="사유를 남기면 나중에 누가 왜 바꿨는지 볼 수 있어요.",
        name="stock",
        width="lg",
        action="저장",
        form=FORM,
        cancel="닫기",
        open=state.is_open,
        on_open_change=state.close,
    )


def _form() -> rx.Component:
    state = StockState
    is_count = state.kind == "adjust"
    return ui.form(
        ui.grid(
            ui.text_field(
                rx.cond(is_count, "세어 본 수량", "수량"),
                "stock_quantity",
                required=True,
                input_mode="decimal",
                max_length=20,
                auto_complete="off",
                error=state.errors["stock_quantity"],
                hint=rx.cond(is_count, "주문받아 아직 보내지 않은 수량은 빼고 적어 주세요.", ""),
            ),
            # Each kind has reasons of its own: the select starts anew, what is typed stays.
            ui.select_field("사유", "stock_reason", state.reasons, key=state.kind),
        ),
        ui.text_field(
            "자세한 사유",
            "stock_note",
            max_length=300,
            auto_complete="off",
            error=state.errors["stock_note"],
            hint="'기타'를 고르면 꼭 적어 주세요.",
        ),
        id=FORM,
        turn=state.turn,
        key=state.epoch,
        on_submit=state.put_in,
    )


def _history() -> rx.Component:
    state = StockState
    return ui.section(
        "입출고 이력",
        rx.cond(
            state.rows,
            rx.fragment(
                ui.table(
                    [
                        ui.th("일시", phone=False),
                        ui.th("구분"),
                        ui.th("수량", align="right"),
                        ui.th("재고", align="right"),
                        ui.th("사유"),
                        ui.th("담당자", phone=False),
                    ],
                    rx.foreach(state.rows, _move),
                    "입출고 이력",
                ),
                ui.pagination(
                    state.summary, state.numbers, state.page_number, state.last_page, state.turn_to
                ),
            ),
            ui.paragraph("아직 입출고가 없어요.", tone="muted", size="sm"),
        ),
        ui.paragraph(
            "주문으로 나간 수량은 여기에 없어요. ",
            ui.link("주문 관리에서 보기", to="/seller/orders"),
            tone="muted",
            size="sm",
        ),
    )


def _move(move: rx.Var[MoveText]) -> rx.Component:
    return ui.row(
        ui.cell(move["at"], tone="muted", phone=False),
        ui.cell(move["kind"]),
        ui.cell(ui.text(move["quantity"], size="sm", strong=True, number=True), align="right"),
        ui.cell(ui.text(move["stock_after"], size="sm", number=True), align="right"),
        ui.cell(move["reason"]),
        ui.cell(move["by"], tone="muted", phone=False),
        key=move["key"],
    )
