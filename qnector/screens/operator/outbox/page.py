"""보낼 메일, as the operator sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.operator.outbox.state import OutboxState
from qnector.ui import labels
from qnector.web import lists
from qnector.web.operator.mails import MailText
from qnector.web.screen import screen

PARTS = [
    ("open", "보내지 못한 메일"),
    ("pending", "보내는 중"),
    ("failed", "실패"),
    ("unknown", "알 수 없음"),
    ("sent", "보낸 메일"),
]
KINDS = [("", "전체 종류"), *labels.MESSAGE_KIND.items()]
SORTS = [("-written", "최근 것 먼저"), ("written", "오래된 것 먼저")]


@screen(
    route="/operator/outbox",
    title="보낼 메일",
    side="operator",
    on_load=OutboxState.load,
)
def operator_outbox() -> rx.Component:
    """Where mails go, the list, and the window of one mail."""
    state = OutboxState
    return ui.page(
        ui.page_header(
            "보낼 메일",
            ui.button("테스트 메일", before="send", busy=state.is_testing, on_click=state.test),
            ui.button(
                "실패한 메일 모두 다시 보내기",
                before="rotate-ccw",
                disabled=~state.has_failures,
                on_click=state.send_failed,
            ),
            note="아직 보내지 못한 메일을 확인하고 다시 보내세요.",
        ),
        ui.callout(
            "info",
            rx.cond(state.mails_go != "", state.mails_go, "메일을 어디로 보내는지 보고 있어요."),
            " ",
            ui.link("메일 서버 설정", to="/operator/services"),
        ),
        lists.list_card(
            state,
            placeholder="받는 주소, 회사명으로 검색",
            filters=[("kind", "종류", KINDS)],
            sorts=SORTS,
            news=lists.parts(state, "state", "상태", PARTS),
            rows=_table(),
            first_use=ui.empty(
                "보내지 못한 메일이 없어요", "메일이 모두 잘 나가고 있어요.", before="mail-check"
            ),
            nothing="조건에 맞는 메일이 없어요",
        ),
        _window(),
    )


def _table() -> rx.Component:
    return ui.table(
        [
            ui.th("받는 사람"),
            ui.th("제목"),
            ui.th("종류"),
            ui.th("일시"),
            ui.th("시도", align="right"),
            ui.th("상태"),
            ui.th_unseen("다시 보내기"),
        ],
        rx.foreach(OutboxState.rows, _row),
        "메일 목록",
        cards=rx.foreach(OutboxState.rows, _card),
    )


def _row(mail: rx.Var[MailText]) -> rx.Component:
    state = OutboxState
    return ui.row(
        ui.cell_name(mail["to"], mail["company"], on_click=state.open_mail(mail["id"])),
        ui.cell(mail["subject"]),
        ui.cell(mail["kind"], tone="muted"),
        ui.cell(mail["at"], tone="muted"),
        ui.cell_number(mail["attempts"], strong=False),
        ui.cell_stand(ui.message_badge(mail["state"]), note=mail["note"]),
        ui.cell_actions(
            rx.cond(
                mail["may_again"],
                ui.button(
                    "다시 보내기",
                    size="sm",
                    aria_label=mail["to"] + " 메일 다시 보내기",
                    on_click=state.send_again(mail["id"]),
                ),
            ),
            ui.button(
                "내용",
                size="sm",
                aria_label=mail["to"] + " 메일 내용",
                on_click=state.open_mail(mail["id"]),
            ),
        ),
        key=mail["id"],
    )


def _card(mail: rx.Var[MailText]) -> rx.Component:
    return ui.row_card(
        mail["to"],
        mail["subject"],
        rx.cond(mail["note"] != "", mail["note"], mail["at"]),
        mail["attempts"],
        badge=ui.message_badge(mail["state"]),
        on_click=OutboxState.open_mail(mail["id"]),
        key=mail["id"],
    )


def _window() -> rx.Component:
    state, letter = OutboxState, OutboxState.letter
    return ui.dialog(
        ui.inline(ui.message_badge(letter["state"])),
        rx.cond(
            letter["reason"] != "",
            ui.callout(
                "warn",
                letter["reason"],
                rx.cond(letter["code"] != "", " (" + letter["code"] + ")", ""),
            ),
        ),
        rx.cond(
            letter["is_unknown"],
            ui.callout("info", "도착했는지 알 수 없는 메일이에요. 다시 보내면 두 번 갈 수 있어요."),
        ),
        _facts(),
        ui.section("내용", ui.box(ui.written(letter["body"]))),
        title=letter["subject"],
        description="보낸 그대로의 글이에요. 링크는 보여 주지 않아요.",
        name="mail",
        is_read=True,
        open=state.is_open,
        on_open_change=state.close_mail,
        footer=[
            ui.button("닫기", on_click=state.close_mail(False)),
            rx.cond(
                letter["may_again"],
                ui.button(
                    "다시 보내기", variant="primary", on_click=state.send_again(letter["id"])
                ),
            ),
        ],
    )


def _facts() -> rx.Component:
    letter = OutboxState.letter
    return ui.facts(
        ("받는 주소", letter["to"]),
        ("회사", letter["company"]),
        ("종류", letter["kind"]),
        ("시도", letter["attempts"]),
        ("쓴 때", letter["written"]),
        ("다음 시도", letter["next"]),
        ("보낸 때", letter["sent"]),
    )
