"""What the 공지사항 of every side remembers."""

from collections.abc import Sequence
from typing import Any, ClassVar

import reflex as rx
from sqlmodel import Session

from qnector.core import db
from qnector.core.actor import Actor
from qnector.core.paging import Page
from qnector.domain.board import queries
from qnector.domain.board import service as board
from qnector.domain.board.models import NoticeKind
from qnector.domain.board.queries import NoticeFilter, NoticeRow
from qnector.web.args import NoticeId
from qnector.web.board import rows as printed
from qnector.web.board.list_state import BoardList
from qnector.web.board.rows import NoticeDetailText, NoticeText
from qnector.web.guard import actor, require

KINDS = ("", *(kind.value for kind in NoticeKind))


class NoticeList(BoardList, mixin=True):
    """공지사항: one page of what may be read, and the window of one notice."""

    rows: list[NoticeText] = []
    detail: NoticeDetailText = printed.NO_NOTICE

    _sorts: ClassVar[Sequence[str]] = ("-published", "published")
    _choices: ClassVar[dict[str, Sequence[str] | None]] = {"kind": KINDS}
    # Whose sellers one has changes with the connections.
    _topics: ClassVar[Sequence[str]] = ("notices", "connections")
    _new: ClassVar[str] = "새 공지"

    @rx.event
    @require("session.own")
    async def open(self, notice_id: NoticeId):
        """공지 상세."""
        self._go(no=notice_id)

    async def _arrive(self) -> Any:
        answer = await super()._arrive()
        if self.is_open:
            # Only an arrival is a reading; a window that is refreshed is still the same reading.
            await db.write(board.read_notice, actor(), self._number())
            self.rows = [_read(row, self._number()) for row in self.get_value("rows")]
        return answer

    async def _show(self) -> None:
        wanted = self._filter()
        # Looking into every text takes long where there are thousands.
        page, newest = await db.read(_page, actor(), wanted, slow=bool(wanted.text))
        self.rows = [printed.notice_text(row) for row in page.rows]
        self._newest_id = newest
        self._took("공지 목록", page)

    async def _show_one(self) -> None:
        found = await db.read(queries.notice, actor(), self._number())
        self.detail = printed.notice_detail(found)

    async def _newer(self) -> int:
        wanted = self._filter(), self._newest_id
        return await db.read(queries.newer_notices, actor(), *wanted, slow=bool(self.text))

    def _filter(self) -> NoticeFilter:
        kind = self.filters["kind"]
        return NoticeFilter(
            text=self.text,
            kind=NoticeKind(kind) if kind else None,
            is_retired=bool(self.filters.get("shelf")),
            sort=self.sort,
            page=self.page_number,
            size=int(self.size),
        )


def _page(session: Session, asker: Actor, wanted: NoticeFilter) -> tuple[Page[NoticeRow], int]:
    newest = queries.newest_notice(session, asker, wanted) if wanted.page > 1 else 0
    return queries.notices(session, asker, wanted), newest


def _read(row: NoticeText, notice_id: int) -> NoticeText:
    return {**row, "is_unread": False} if row["id"] == notice_id else row
