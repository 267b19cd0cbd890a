"""감사 기록 as it is drawn: the list, the window of one act, and whether the chain is whole."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.ui import labels
from qnector.web import lists
from qnector.web.account.tabs import account_tabs
from qnector.web.audit.rows import AuditText
from qnector.web.screen import PageSide

PERIODS = [
    ("7", "최근 7일"),
    ("30", "최근 30일"),
    ("90", "최근 3개월"),
    ("365", "최근 1년"),
    ("all", "전체기간"),
]
OF_OPERATORS = {"service"}  # areas that are never in a company's own log
OF_THE_HOUSE = "회사를 고르지 않으면 큐넥터 자신의 기록을 확인해요. "
WHOLE = (
    "기록마다 앞 기록의 값이 들어 있어서, 하나라도 바꾸거나 지우면 확인할 때 드러나요."
    " 기록은 누구도 고칠 수 없어요."
)


def company_audit(state: Any, side: PageSide) -> rx.Component:
    """감사 기록 of one company, under 계정관리."""
    return ui.page(
        ui.page_header("계정관리", note="회사에서 누가 언제 무엇을 했는지 확인하세요."),
        account_tabs(side, "/audit"),
        _verdict(state),
        _list(state, is_operator=False),
        _window(state, is_operator=False),
    )


def operator_audit(state: Any) -> rx.Component:
    """감사 기록 of all companies, or of one."""
    return ui.page(
        ui.page_header("감사 기록", note="누가 언제 어느 회사에서 무엇을 했는지 확인하세요."),
        rx.cond(
            state.company_name != "",
            ui.callout(
                "info",
                state.company_name + "의 기록만 보고 있어요. ",
                ui.link("모두 보기", to="/operator/audit"),
            ),
        ),
        _verdict(state, rx.cond(state.company_name == "", OF_THE_HOUSE, "")),
        _list(state, is_operator=True),
        _window(state, is_operator=True),
    )


def _verdict(state: Any, before: Any = "") -> rx.Component:
    """The button that has the whole chain read, how far that is, and what came of it."""
    # Never off, so that it keeps the focus: pressed again it changes nothing.
    button = ui.button(
        "기록 확인", before="shield-check", on_click=state.verify, aria_busy=state.is_checking
    )
    said = ui.stack(
        ui.text("기록이 처음 그대로인지 확인", size="sm"),
        ui.paragraph(before, WHOLE, tone="muted", size="sm"),
        gap="xs",
    )
    return ui.card(
        ui.stack(
            ui.inline(said, button, spread=True),
            rx.cond(
                state.is_checking,
                ui.progress_bar("기록 확인", state.read_count, state.total_count, state.reading),
            ),
            ui.heard(
                rx.cond(
                    state.verdict != "",
                    rx.cond(
                        state.is_whole,
                        ui.callout("ok", state.verdict),
                        ui.callout("warn", state.verdict),
                    ),
                )
            ),
            gap="sm",
        )
    )


def _list(state: Any, *, is_operator: bool) -> rx.Component:
    areas = [one for one in labels.AUDIT_AREA.items() if is_operator or one[0] not in OF_OPERATORS]
    concerns = "회사, 사람, 한 일, 대상으로 검색" if is_operator else "사람, 한 일, 대상으로 검색"
    return lists.list_card(
        state,
        placeholder=concerns,
        filters=[("area", "구분", [("", "전체 구분"), *areas]), ("period", "기간", PERIODS)],
        tools=[
            ui.day_filter(
                state.filters["day"],
                state.choose("day"),
                "하루만 보기",
                name="day",
                key=state.epoch,
            )
        ],
        rows=_table(state, is_operator=is_operator),
        news=ui.news_bar(state.news_count, state.news, on_show=state.show_news),
        first_use=ui.empty(
            "아직 기록이 없어요", "주문하거나 설정을 바꾸면 여기에 남아요.", before="scroll-text"
        ),
        nothing="조건에 맞는 기록이 없어요",
    )


def _table(state: Any, *, is_operator: bool) -> rx.Component:
    head = [ui.th("일시"), ui.th("누가"), ui.th("한 일"), ui.th("대상"), ui.th("접속 주소")]
    if is_operator:
        head.insert(1, ui.th("회사"))
    return ui.table(
        [*head, ui.th_unseen("자세히")],
        rx.foreach(state.rows, lambda row: _row(state, row, is_operator=is_operator)),
        "감사 기록",
        cards=rx.foreach(state.rows, lambda row: _card(state, row, is_operator=is_operator)),
    )


def _row(state: Any, row: rx.Var[AuditText], *, is_operator: bool) -> rx.Component:
    company = [
        ui.cell(
            rx.cond(
                row["company_path"] != "",
                ui.link(row["company"], to=row["company_path"]),
                ui.text(row["company"], tone="muted"),
            )
        )
    ]
    return ui.row(
        ui.cell(row["at"], tone="muted"),
        *(company if is_operator else []),
        ui.cell_pair(row["who"], row["note"]),
        ui.cell_pair(row["what"], row["detail"]),
        ui.cell(row["about"]),
        ui.cell(row["address"], tone="muted"),
        ui.cell_button(
            "자세히",
            name=row["at"] + " " + row["what"] + " 자세히",
            on_click=state.open_entry(row["id"]),
        ),
        key=row["id"],
    )


def _card(state: Any, row: rx.Var[AuditText], *, is_operator: bool) -> rx.Component:
    who = row["who"] + " · " + row["company"] if is_operator else row["who"]
    return ui.row_card(
        row["what"],
        row["about"],
        row["at"],
        who,
        on_click=state.open_entry(row["id"]),
        key=row["id"],
    )


def _window(state: Any, *, is_operator: bool) -> rx.Component:
    entry = state.entry
    company = [("회사", entry["company"])] if is_operator else []
    return ui.dialog(
        ui.facts(
            ("일시", entry["at"]),
            ("누가", entry["who"]),
            *company,
            ("대상", entry["about"]),
            ("접속 주소", entry["address"]),
            ("순서", entry["number"]),
            columns=2,
        ),
        ui.facts(("내용", entry["detail"]), columns=1),
        ui.facts(("기록 값 (SHA-256)", ui.box(entry["hash"])), columns=1),
        title=entry["what"],
        description="한 번 남은 기록은 바뀌지 않아요.",
        name="entry",
        open=state.is_open,
        on_open_change=state.close,
        is_read=True,
        footer=[ui.close_button()],
    )
