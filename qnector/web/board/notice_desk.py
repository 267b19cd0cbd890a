"""What the 공지사항 of those who write notices remembers besides: the form and its moves."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, TypedDict

import reflex as rx

from qnector.core import db
from qnector.core.errors import Invalid
from qnector.domain.board import queries, rules
from qnector.domain.board import service as board
from qnector.domain.board.models import NoticeKind
from qnector.domain.board.service import NoticeInput
from qnector.web.args import FieldText, OpenFlag, Ticked, TurnForm
from qnector.web.board.notice_state import KINDS, NoticeList
from qnector.web.guard import actor, attempt, require
from qnector.web.toasts import Toasts
from qnector.web.turns import Turns


class NoticeForm(TurnForm):
    """공지 등록, 수정."""

    notice_kind: NoticeKind = NoticeKind.NEWS
    title: FieldText = ""
    body: FieldText = ""
    is_pinned: Ticked = False


class NoticeDraft(TypedDict):
    """What the form starts with."""

    kind: str
    title: str
    body: str
    is_pinned: bool


EMPTY = NoticeDraft(kind=NoticeKind.NEWS.value, title="", body="", is_pinned=False)
NO_ERRORS = {"title": "", "body": ""}


class NoticeDesk(Turns, NoticeList, mixin=True):
    """공지사항 of a writer. Each side's handlers say who may; what they do stands here."""

    may_write: bool = False
    is_writing: bool = False
    is_editing: bool = False
    draft: NoticeDraft = EMPTY
    errors: dict[str, str] = NO_ERRORS

    _choices: ClassVar[dict[str, Sequence[str] | None]] = {"kind": KINDS, "shelf": ("", "retired")}
    _editing_id: int = 0
    _seen_at: datetime | None = None

    @rx.event
    @require("session.own")
    async def close_form(self, is_open: OpenFlag):
        """취소."""
        self.is_writing = is_open and self.is_writing

    async def _arrive(self) -> Any:
        self.may_write = rules.may(actor(), "notices.write")
        self.is_writing = False
        return await super()._arrive()

    async def _compose(self) -> None:
        self._editing_id = 0
        self._begin(EMPTY)

    async def _edit(self, notice_id: int) -> None:
        found = await db.read(queries.notice, actor(), notice_id)
        self._editing_id, self._seen_at = found.id, found.updated_at
        self._begin(NoticeDraft(
            kind=found.kind.value, title=found.title, body=found.body, is_pinned=found.is_pinned
        ))  # fmt: skip

    async def _save(self, form: NoticeForm) -> Any:
        if self._is_over(form.turn):
            return None
        _, refusal = await attempt(self._write(form), Invalid)
        if refusal:
            self.errors = {**NO_ERRORS, refusal.field: refusal.sentence}
            return rx.set_focus(refusal.field)
        self._next_turn()
        self.is_writing = False
        await self._show_again()
        return Toasts.say("공지를 고쳤어요." if self._editing_id else "공지를 올렸어요.")

    async def _write(self, form: NoticeForm) -> None:
        given = NoticeInput(form.title, form.body, form.notice_kind, bool(form.is_pinned))
        if self._editing_id and self._seen_at:
            await db.write(board.edit_notice, actor(), self._editing_id, given, self._seen_at)
            return
        await db.write(board.publish_notice, actor(), given)

    async def _retire(self, notice_id: int, turn: str) -> Any:
        """The window stays: it says so and has the way back."""
        if self._is_over(turn):
            return None
        await db.write(board.retire_notice, actor(), notice_id)
        self._next_turn()
        await self._show_again()
        return Toasts.say("공지를 내렸어요.")

    async def _restore(self, notice_id: int, turn: str) -> Any:
        if self._is_over(turn):
            return None
        await db.write(board.restore_notice, actor(), notice_id)
        self._next_turn()
        await self._show_again()
        return Toasts.say("공지를 다시 올렸어요.")

    async def _show_again(self) -> None:
        await self._show()
        if self.is_open:
            await self._show_one()

    def _begin(self, draft: NoticeDraft) -> None:
        self.draft = draft
        self.errors = NO_ERRORS
        self._next_turn()
        self.is_editing = bool(self._editing_id)
        self.is_writing = True
