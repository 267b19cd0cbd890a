"""공지사항 as it is drawn: the list, the window of one notice, the form of who writes."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.domain.board.rules import NOTICE_BODY, TITLE
from qnector.ui import labels
from qnector.web import lists
from qnector.web.board.rows import NoticeText

FORM = "notice-form"
KINDS = [("", "전체 분류"), *labels.NOTICE_KIND.items()]
SHELVES = [("", "올린 공지"), ("retired", "내린 공지")]
SORTS = [("-published", "최근 공지순"), ("published", "오래된 공지순")]


def notice_list(state: Any, *, first_use: Any, shelves: bool = False) -> rx.Component:
    """Toolbar, news, posts, page numbers; `shelves` for who may look at what was taken down."""
    filters = [("kind", "분류", KINDS)]
    if shelves:
        filters.append(("shelf", "게시 상태", SHELVES))
    return lists.list_card(
        state,
        placeholder="제목, 내용으로 검색",
        filters=filters,
        sorts=SORTS,
        news=ui.news_bar(state.news_count, state.news, on_show=state.show_news),
        rows=ui.posts(rx.foreach(state.rows, lambda row: _post(state, row)), "공지 목록"),
        first_use=first_use,
        nothing="조건에 맞는 공지가 없어요",
        waiting=ui.skeleton_posts(),
    )


def _post(state: Any, row: rx.Var[NoticeText]) -> rx.Component:
    return ui.post(
        row["title"],
        row["excerpt"],
        note=row["note"],
        is_unread=row["is_unread"],
        tags=rx.fragment(
            rx.cond(row["is_pinned"], ui.badge("고정", tone="off", before="pin")),
            ui.notice_badge(row["kind"]),
        ),
        on_click=state.open(row["id"]),
        key=row["id"],
    )


def notice_window(state: Any, *actions: Any) -> rx.Component:
    """One notice; 확인 closes it. `actions` belong to who wrote it."""
    notice = state.detail
    return ui.dialog(
        rx.cond(
            notice["is_retired"],
            ui.callout("warn", "내린 공지예요. 읽는 사람에게는 보이지 않아요."),
        ),
        ui.inline(
            rx.cond(notice["is_pinned"], ui.badge("고정", tone="off", before="pin")),
            ui.notice_badge(notice["kind"]),
            ui.text(notice["note"], tone="muted", size="sm", number=True),
        ),
        ui.written(notice["body"]),
        title=notice["title"],
        description="공지 내용이에요.",
        describe=False,
        name="notice",
        is_read=True,
        open=state.is_open,
        on_open_change=state.close,
        footer=[
            *actions,
            ui.button("확인", variant="primary", on_click=state.close(False)),
        ],
    )


def writers_actions(state: Any) -> rx.Component:
    """수정, and 내리기 or its way back."""
    notice = state.detail
    up = ui.button("다시 올리기", before="undo-2", on_click=state.restore(notice["id"], state.turn))
    down = ui.button("내리기", before="eye-off", on_click=state.retire(notice["id"], state.turn))
    return rx.cond(
        notice["is_own"] & state.may_write,
        rx.fragment(
            rx.cond(notice["is_retired"], up, down),
            ui.button("수정", before="pencil", on_click=state.edit(notice["id"])),
        ),
    )


def publish_button(state: Any) -> rx.Component:
    """공지 등록, for who may."""
    return rx.cond(
        state.may_write,
        ui.button("공지 등록", variant="primary", before="plus", on_click=state.compose),
    )


def notice_form(state: Any, *, readers: str) -> rx.Component:
    """분류, 제목, 내용, 고정; `readers` says who will read it."""
    return ui.form_dialog(
        ui.form(*_fields(state), id=FORM, turn=state.turn, on_submit=state.save),
        title=rx.cond(state.is_editing, "공지 수정", "공지 등록"),
        description=readers,
        name="notice_form",
        action=rx.cond(state.is_editing, "저장", "등록"),
        form=FORM,
        open=state.is_writing,
        on_open_change=state.close_form,
    )


def _fields(state: Any) -> list[rx.Component]:
    draft, errors = state.draft, state.errors
    return [
        ui.select_field(
            "분류", "notice_kind", list(labels.NOTICE_KIND.items()), default_value=draft["kind"]
        ),
        ui.text_field(
            "제목",
            "title",
            default_value=draft["title"],
            error=errors["title"],
            max_length=TITLE,
            required=True,
        ),
        ui.counted_field(
            "내용",
            "body",
            NOTICE_BODY,
            default_value=draft["body"],
            error=errors["body"],
            rows=8,
            required=True,
        ),
        ui.checkbox("목록 맨 위에 고정", name="is_pinned", default_checked=draft["is_pinned"]),
    ]
