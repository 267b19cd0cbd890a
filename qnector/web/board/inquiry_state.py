"""What the 문의 of every side remembers."""

from collections.abc import Sequence
from typing import ClassVar

import reflex as rx
from sqlmodel import Session

from qnector.core import db
from qnector.core.actor import Actor
from qnector.core.errors import Invalid
from qnector.core.paging import Page
from qnector.domain.board import queries, rules
from qnector.domain.board import service as board
from qnector.domain.board.models import InquiryStatus
from qnector.domain.board.queries import InquiryDetail, InquiryFilter, InquiryRow
from qnector.domain.board.service import InquiryInput
from qnector.web import live
from qnector.web.args import FieldText, IdText, InquiryId, OpenFlag, TurnForm
from qnector.web.board import rows as printed
from qnector.web.board.list_state import BoardList
from qnector.web.board.rows import InquiryDetailText, InquiryText
from qnector.web.guard import actor, attempt, require
from qnector.web.listing import OptionText
from qnector.web.toasts import Toasts
from qnector.web.turns import Turns

STATUSES = ("", *(status.value for status in InquiryStatus))
NO_ERRORS = {"to": "", "title": "", "body": "", "answer": ""}


class InquiryForm(TurnForm):
    """문의 등록; an empty `to` is 큐넥터."""

    to: IdText = ""
    title: FieldText = ""
    body: FieldText = ""


class InquiryList(BoardList, mixin=True):
    """문의: one page of what this side asked or is asked, and the window of one inquiry."""

    rows: list[InquiryText] = []
    detail: InquiryDetailText = printed.NO_INQUIRY
    errors: dict[str, str] = NO_ERRORS

    _sorts: ClassVar[Sequence[str]] = ("-asked", "asked")
    _choices: ClassVar[dict[str, Sequence[str] | None]] = {"status": STATUSES}
    _topics: ClassVar[Sequence[str]] = ("inquiries",)
    _new: ClassVar[str] = "새 문의"

    @rx.event
    @require("session.own")
    async def open(self, inquiry_id: InquiryId):
        """문의 상세."""
        self._go(no=inquiry_id)

    async def _show(self) -> None:
        wanted = self._filter()
        page, newest = await live.shared(("inquiries", wanted), _read_page, actor(), wanted)
        self.rows = [printed.inquiry_text(row) for row in page.rows]
        self._newest_id = newest
        self._took("문의 목록", page)

    async def _show_one(self) -> None:
        found = await db.write(_seen, actor(), self._number())
        self.detail = printed.inquiry_detail(found)
        self.rows = [_read(row, found.id) for row in self.get_value("rows")]
        self._take(found)

    def _take(self, inquiry: InquiryDetail) -> None:
        """Who answers keeps what may be done with it."""

    async def _newer(self) -> int:
        wanted = self._filter(), self._newest_id
        return await db.read(queries.newer_inquiries, actor(), *wanted, slow=bool(self.text))

    def _filter(self) -> InquiryFilter:
        status = self.filters["status"]
        return InquiryFilter(
            text=self.text,
            status=InquiryStatus(status) if status else None,
            part=self.filters.get("part", ""),
            sort=self.sort,
            page=self.page_number,
            size=int(self.size),
        )


class InquiryAsking(Turns, InquiryList, mixin=True):
    """문의 of a company, which may ask: 문의 등록 and its form."""

    is_asking: bool = False
    targets: list[OptionText] = []

    @rx.event
    @require("inquiries.ask")
    async def compose(self):
        """문의 등록: whom one may ask is read anew each time."""
        sellers = await db.read(queries.may_ask, actor())
        self.targets = [
            OptionText(value="", label=rules.QNECTOR),
            *(OptionText(value=str(key), label=name) for key, name in sellers),
        ]
        self.errors = NO_ERRORS
        self._next_turn()
        self.is_asking = True

    @rx.event
    @require("inquiries.ask")
    async def close_form(self, is_open: OpenFlag):
        """취소."""
        self.is_asking = is_open and self.is_asking

    @rx.event
    @require("inquiries.ask")
    async def ask(self, form: InquiryForm):
        """등록."""
        if self._is_over(form.turn):
            return None
        _, refusal = await attempt(_ask(form), Invalid)
        if refusal:
            self.errors = {**NO_ERRORS, refusal.field: refusal.sentence}
            return rx.set_focus(refusal.field)
        self._next_turn()
        self.is_asking = False
        await self._show()
        return Toasts.say("문의를 보냈어요. 답변이 오면 알려 드릴게요.")


async def _ask(form: InquiryForm) -> int:
    given = InquiryInput(form.title, form.body, int(form.to) if form.to else None)
    return await db.write(board.ask, actor(), given)


async def _read_page(asker: Actor, wanted: InquiryFilter) -> tuple[Page[InquiryRow], int]:
    # Looking into every text takes long where there are thousands.
    return await db.read(_page, asker, wanted, slow=bool(wanted.text))


def _page(session: Session, asker: Actor, wanted: InquiryFilter) -> tuple[Page[InquiryRow], int]:
    newest = queries.newest_inquiry(session, asker, wanted) if wanted.page > 1 else 0
    return queries.inquiries(session, asker, wanted), newest


def _seen(session: Session, asker: Actor, inquiry_id: int) -> InquiryDetail:
    board.see(session, asker, inquiry_id)
    return queries.inquiry(session, asker, inquiry_id)


def _read(row: InquiryText, inquiry_id: int) -> InquiryText:
    return {**row, "is_unread": False} if row["id"] == inquiry_id else row
