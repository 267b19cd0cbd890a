"""The list of orders and the window of one order, for the screens of both sides."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.ui import labels
from qnector.web import lists
from qnector.web.orders.rows import HappenedText, OrderText, ParcelText

STATUSES = [("", "전체 상태"), *labels.ORDER_STATUS.items()]
PERIODS = [("30", "최근 30일"), ("90", "최근 3개월"), ("365", "최근 1년"), ("all", "전체 기간")]
SORTS = [
    ("-placed", "최근 주문순"),
    ("placed", "오래된 주문순"),
    ("-total", "금액 높은순"),
    ("total", "금액 낮은순"),
]


def order_list(state: Any, *, partner: str, first_use: Any) -> rx.Component:
    """Toolbar, news, table or cards, page numbers."""
    return lists.list_card(
        state,
        placeholder=f"주문번호, {partner}으로 검색",
        filters=[
            ("period", "기간", PERIODS),
            ("status", "상태", STATUSES),
            ("partner", "거래처", state.partners),
        ],
        sorts=SORTS,
        news=ui.news_bar(state.news_count, state.news, on_show=state.show_news),
        rows=_table(state, partner),
        first_use=first_use,
        nothing="조건에 맞는 주문이 없어요",
    )


def _table(state: Any, partner: str) -> rx.Component:
    return ui.table(
        [
            ui.th("주문번호"),
            ui.th(partner),
            ui.th("총금액", align="right"),
            ui.th("상태"),
            ui.th("택배사"),
            ui.th("송장번호"),
            ui.th("생성일"),
            ui.th_unseen("상세"),
        ],
        rx.foreach(state.rows, lambda order: _row(state, order)),
        "주문 목록",
        cards=rx.foreach(state.rows, lambda order: _card(state, order)),
    )


def _row(state: Any, order: rx.Var[OrderText]) -> rx.Component:
    return ui.row(
        ui.cell_link(order["number"], on_click=state.open_order(order["number"])),
        ui.cell_pair(order["partner"], order["summary"]),
        ui.cell_number(order["total"], won=True),
        ui.cell(_status(order)),
        ui.cell(order["carrier"], tone="muted"),
        ui.cell(order["tracking"], tone="muted"),
        ui.cell(order["placed_on"], tone="muted"),
        ui.cell_button(
            "상세",
            name=order["number"] + " 상세",
            on_click=state.open_order(order["number"]),
        ),
        key=order["number"],
    )


def _card(state: Any, order: rx.Var[OrderText]) -> rx.Component:
    return ui.row_card(
        order["number"],
        order["summary"],
        order["partner"] + " · " + order["placed_on"],
        ui.money(order["total"], strong=False),
        badge=_status(order),
        on_click=state.open_order(order["number"]),
        key=order["number"],
    )


def _status(order: rx.Var[OrderText]) -> rx.Component:
    return ui.inline(
        ui.status_badge(order["status"]),
        rx.cond(order["note"] != "", ui.badge(order["note"], tone="warn")),
        gap="xs",
    )


def order_detail(
    state: Any, *, partner: str, actions: list[Any], extra: list[Any] | None = None
) -> rx.Component:
    """The window of one order: facts, address, lines, parcels, history, and what may be done."""
    order = state.detail
    return ui.dialog(
        rx.cond(order["held"] != "", ui.callout("warn", order["held"])),
        *(extra or []),
        _facts(order, partner),
        _lines(state),
        _sums(order),
        _parcels(state),
        ui.section("주문 이력", ui.timeline(rx.foreach(state.history, _happened), "주문 이력")),
        title=rx.fragment("주문 상세 ", ui.text(order["number"], tone="muted", size="lg")),
        description="주문 내용과 지금까지의 이력이에요.",
        name="order",
        width="lg",
        open=state.is_open,
        on_open_change=state.close_order,
        footer=[ui.button("닫기", on_click=state.close_order(False)), *actions],
    )


def _facts(order: Any, partner: str) -> rx.Component:
    return ui.grid(
        ui.section(
            "주문정보",
            ui.facts(
                (partner, order["partner"]),
                ("주문일시", order["placed"]),
                ("상태", ui.status_badge(order["status"])),
                ("메모", order["memo"]),
            ),
        ),
        ui.section(
            "배송지정보",
            ui.facts(
                ("받는 사람", order["recipient"]),
                ("연락처", order["phone"]),
                ("주소", order["address"]),
            ),
        ),
    )


def _lines(state: Any) -> rx.Component:
    return ui.section(
        "주문 품목", line_table(rx.foreach(state.lines, lambda line: line_row(line, line["spec"])))
    )


def line_table(rows: Any) -> rx.Component:
    """주문 품목 as a table; `rows` is a foreach over line_row(…)."""
    head = [
        ui.th("순번", phone=False),
        ui.th("품목"),
        ui.th("수량", align="right"),
        ui.th("단가", align="right", phone=False),
        ui.th("금액", align="right"),
    ]
    return ui.table(head, rows, "주문 품목")


def line_row(line: Any, note: Any) -> rx.Component:
    """One line with its number, name and a note under it, quantity, price and amount."""
    return ui.row(
        ui.cell(line["position"], tone="muted", phone=False),
        ui.cell_pair(line["name"], note),
        ui.cell_number(line["quantity"], strong=False),
        ui.cell_number(line["price"], strong=False, phone=False, won=True),
        ui.cell_number(line["amount"], won=True),
        key=line["position"],
    )


def _sums(order: Any) -> rx.Component:
    return ui.inline(
        ui.text(
            "아이템 수 ",
            order["line_count"],
            " · 총 수량 ",
            order["total_quantity"],
            " · 공급가액 ",
            order["supply"],
            " · 부가세 ",
            order["vat"],
            tone="muted",
            size="sm",
            number=True,
        ),
        ui.inline(ui.text("총 금액", tone="muted", size="sm"), ui.money(order["total"], size="xl")),
        spread=True,
    )


def _parcels(state: Any) -> rx.Component:
    return rx.cond(
        state.parcels,
        ui.section(
            "출고",
            ui.table(
                [ui.th("택배사"), ui.th("송장번호"), ui.th("출고 시각")],
                rx.foreach(state.parcels, _parcel),
                "출고한 상자",
            ),
        ),
    )


def _parcel(parcel: rx.Var[ParcelText]) -> rx.Component:
    return ui.row(
        ui.cell(parcel["carrier"]),
        ui.cell(parcel["tracking"]),
        ui.cell(parcel["at"], tone="muted"),
        key=parcel["key"],
    )


def _happened(event: rx.Var[HappenedText]) -> rx.Component:
    return ui.happened(event["title"], event["at"], note=event["note"], key=event["key"])
