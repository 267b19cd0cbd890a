"""문의 as it is drawn: the list, the window of one inquiry, the forms of who asks and answers."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from qnector import ui
from qnector.domain.board.rules import ANSWER, INQUIRY_BODY, TITLE
from qnector.ui import labels
from qnector.web import lists
from qnector.web.board.rows import InquiryText

ASK_FORM = "inquiry-form"
ANSWER_FORM = "answer-form"
STATUSES = [("", "전체 상태"), *labels.INQUIRY_STATUS.items()]
PARTS = [("", "전체 문의"), ("received", "받은 문의"), ("asked", "큐넥터 문의")]
SORTS = [("-asked", "최근 문의순"), ("asked", "오래된 문의순")]


def inquiry_list(
    state: Any, *, partner: str, first_use: Any, parts: Sequence[tuple[str, str]] = ()
) -> rx.Component:
    """Toolbar, news, posts, page numbers; `parts` for who both asks and is asked."""
    filters = [("status", "답변 상태", STATUSES)]
    if parts:
        filters.insert(0, ("part", "구분", list(parts)))
    return lists.list_card(
        state,
        placeholder=f"제목, 내용, {partner}으로 검색",
        filters=filters,
        sorts=SORTS,
        news=ui.news_bar(state.news_count, state.news, on_show=state.show_news),
        rows=ui.posts(rx.foreach(state.rows, lambda row: _post(state, row)), "문의 목록"),
        first_use=first_use,
        nothing="조건에 맞는 문의가 없어요",
        waiting=ui.skeleton_posts(),
    )


def _post(state: Any, row: rx.Var[InquiryText]) -> rx.Component:
    return ui.post(
        row["title"],
        row["answer"],
        note=row["note"],
        is_unread=row["is_unread"],
        badge=ui.inquiry_badge(row["status"]),
        is_asked=True,
        on_click=state.open(row["id"]),
        key=row["id"],
    )


def inquiry_window(state: Any) -> rx.Component:
    """One inquiry for who asked it: question, answer, 확인."""
    return _window(
        state,
        rx.cond(state.detail["answer"] == "", _waiting()),
        footer=[ui.button("확인", variant="primary", on_click=state.close(False))],
        is_read=True,
    )


def answer_window(state: Any) -> rx.Component:
    """One inquiry for who answers: the same, and the form of the answer."""
    is_waiting = (state.detail["answer"] == "") & ~state.is_answering
    return _window(
        state,
        rx.cond(is_waiting, _waiting()),
        rx.cond(state.is_answering, _answer_form(state)),
        footer=[
            ui.button("닫기", on_click=state.close(False)),
            rx.cond(
                state.is_answering,
                ui.submit(rx.cond(state.draft == "", "답변 등록", "답변 저장"), form=ANSWER_FORM),
                rx.cond(
                    state.may_answer,
                    ui.button("답변 수정", before="pencil", on_click=state.correct),
                ),
            ),
        ],
    )


def _window(state: Any, *more: Any, footer: list[Any], is_read: bool = False) -> rx.Component:
    inquiry = state.detail
    return ui.dialog(
        ui.inline(ui.inquiry_badge(inquiry["status"])),
        ui.said("Q", ui.written(inquiry["body"]), note=inquiry["asked"]),
        rx.cond(
            inquiry["answer"] != "",
            ui.said("A", ui.written(inquiry["answer"]), note=inquiry["answered"], tone="brand"),
        ),
        *more,
        title=inquiry["title"],
        description="문의와 답변이에요.",
        describe=False,
        name="inquiry",
        is_read=is_read,
        open=state.is_open,
        on_open_change=state.close,
        footer=footer,
    )


def _waiting() -> rx.Component:
    return ui.callout("info", "답변을 기다리고 있어요. 답변이 오면 여기에 바로 보여요.")


def _answer_form(state: Any) -> rx.Component:
    return ui.form(
        ui.counted_field(
            "답변",
            "answer",
            ANSWER,
            default_value=state.draft,
            error=state.errors["answer"],
            rows=5,
            required=True,
        ),
        id=ANSWER_FORM,
        turn=state.turn,
        key=state.epoch,
        on_submit=state.answer,
    )


def ask_button(state: Any) -> rx.Component:
    """문의 등록."""
    return ui.button("문의 등록", variant="primary", before="plus", on_click=state.compose)


def inquiry_form(state: Any) -> rx.Component:
    """문의 대상, 제목, 내용."""
    return ui.form_dialog(
        ui.form(
            ui.select_field(
                "문의 대상", "to", state.targets, error=state.errors["to"], required=True
            ),
            ui.text_field(
                "제목",
                "title",
                error=state.errors["title"],
                max_length=TITLE,
                required=True,
            ),
            ui.counted_field(
                "내용",
                "body",
                INQUIRY_BODY,
                error=state.errors["body"],
                rows=6,
                required=True,
            ),
            id=ASK_FORM,
            turn=state.turn,
            on_submit=state.ask,
        ),
        title="문의 등록",
        description="보낸 문의는 고칠 수 없어요. 답변이 오면 알려 드려요.",
        name="inquiry_form",
        action="등록",
        form=ASK_FORM,
        open=state.is_asking,
        on_open_change=state.close_form,
    )
