"""알림 관리 as both sides see it: 수/발신 내역 and 알림 설정."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.web import lists
from qnector.web.messages.rows import LogText, SwitchText

DIRECTIONS = [("", "전체"), ("in", "수신"), ("out", "발신")]
PERIODS = [("30", "최근 30일"), ("90", "최근 3개월"), ("365", "최근 1년"), ("all", "전체기간")]
STATES = [
    ("", "전체 상태"),
    ("sent", "성공"),
    ("waiting", "보내는 중"),
    ("failed", "실패"),
    ("unknown", "알 수 없음"),
]
SORTS = [("-at", "최근순"), ("at", "오래된순")]
ONLY_MANAGERS = "대표와 관리자만 바꿀 수 있어요. 바꾸려면 관리자에게 요청해 주세요."


def log_page(state: Any, root: str) -> rx.Component:
    """수/발신 내역; `root` is the path of the screen."""
    return ui.page(
        ui.page_header("알림 관리", note="주고받은 알림과 메일을 확인하세요."),
        _tabs(root, root),
        _cards(state),
        lists.list_card(
            state,
            placeholder="수/발신자 회사명을 검색하세요.",
            filters=[
                ("direction", "수신·발신", DIRECTIONS),
                ("period", "기간", PERIODS),
                ("state", "상태", STATES),
            ],
            sorts=SORTS,
            rows=_table(state),
            first_use=ui.empty(
                "아직 주고받은 알림이 없어요",
                "주문하거나 거래를 시작하면 여기에 남아요.",
                before="bell",
            ),
            nothing="조건에 맞는 알림이 없어요",
        ),
    )


def switch_page(state: Any, root: str) -> rx.Component:
    """알림 설정; `root` is the path of 수/발신 내역."""
    return ui.page(
        ui.page_header("알림 관리", note="어떤 일을 어떻게 알려 드릴지 정하세요."),
        _tabs(root, f"{root}/settings"),
        rx.cond(
            state.has_failed,
            ui.card(ui.failed(on_retry=state.load)),
            ui.stack(
                rx.cond(state.may_switch, rx.fragment(), ui.callout("info", ONLY_MANAGERS)),
                rx.cond(state.has_address, rx.fragment(), ui.callout("warn", state.mail_note)),
                ui.card(
                    rx.cond(state.is_loaded, _switches(state), ui.skeleton_rows(8)),
                    title="알림 설정",
                    aside=rx.cond(
                        state.has_address, ui.text(state.mail_note, tone="muted", size="sm")
                    ),
                    flush=True,
                ),
            ),
        ),
    )


def _tabs(root: str, current: str) -> rx.Component:
    pages = [("수/발신 내역", root), ("알림 설정", f"{root}/settings")]
    return ui.tabs("알림 관리", pages, current)


def _cards(state: Any) -> rx.Component:
    totals = state.totals
    return rx.cond(
        state.is_loaded,
        ui.stats(
            ui.stat("총 수발신", totals["count"], before="mail"),
            ui.stat("성공 수발신", totals["sent"], before="circle-check"),
            ui.stat("최근 수발신", totals["last"], before="calendar"),
            ui.stat("총 비용", totals["fee"], before="receipt", kind="won"),
        ),
        ui.skeleton_stats(notes=False),
    )


def _table(state: Any) -> rx.Component:
    return ui.table(
        [
            ui.th("일시"),
            ui.th("수/발신자"),
            ui.th("비용", align="right"),
            ui.th("메세지 내용"),
            ui.th("유형"),
            ui.th("상태"),
            ui.th_unseen("다시 보내기"),
        ],
        rx.foreach(state.rows, lambda row: _row(state, row)),
        "수/발신 내역",
        cards=rx.foreach(state.rows, lambda row: _card(state, row)),
    )


def _row(state: Any, row: rx.Var[LogText]) -> rx.Component:
    return ui.row(
        ui.cell(row["at"], tone="muted"),
        ui.cell(row["partner"]),
        ui.cell_number(row["fee"], strong=False, won=True),
        ui.cell_expand(row["line"], row["whole"], below=_reason(row)),
        ui.cell(ui.direction_badge(row["is_inbound"], row["channel"])),
        ui.cell(ui.message_badge(row["state"])),
        ui.cell(_again(state, row), align="right"),
        key=row["id"],
    )


def _card(state: Any, row: rx.Var[LogText]) -> rx.Component:
    return ui.message_card(
        row["partner"],
        rx.fragment(ui.expand(row["line"], row["whole"]), _reason(row)),
        row["at"],
        badges=rx.fragment(
            ui.direction_badge(row["is_inbound"], row["channel"]),
            ui.message_badge(row["state"]),
        ),
        fee=row["fee"],
        action=_again(state, row),
        key=row["id"],
    )


def _reason(row: rx.Var[LogText]) -> rx.Component:
    """Why it has not arrived."""
    return rx.cond(row["reason"] != "", ui.reason(row["reason"]))


def _again(state: Any, row: rx.Var[LogText]) -> rx.Component:
    """A mail that may have arrived says so on its button."""
    return rx.match(
        row["again"],
        (
            "plain",
            ui.button("다시 보내기", size="sm", on_click=state.send_again(row["id"], False)),
        ),
        (
            "unsure",
            ui.button("그래도 다시 보내기", size="sm", on_click=state.send_again(row["id"], True)),
        ),
        rx.fragment(),
    )


def _switches(state: Any) -> rx.Component:
    return ui.table(
        [ui.th("알림"), ui.th("인앱", align="center"), ui.th("이메일", align="center")],
        rx.foreach(state.rows, lambda row: _switch_row(state, row)),
        "알림 설정",
    )


def _switch_row(state: Any, row: rx.Var[SwitchText]) -> rx.Component:
    return ui.row(
        ui.cell_pair(row["label"], row["note"]),
        *[
            ui.cell(
                ui.switch(
                    row[f"{channel}_label"],
                    row[channel],
                    state.turn(row["kind"], channel),
                    disabled=~state.may_switch,
                ),
                align="center",
            )
            for channel in ("in_app", "email")
        ],
        key=row["kind"],
    )
