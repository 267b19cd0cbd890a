"""What 감사 기록 of every side remembers: one page of acts, and one act in full."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

import reflex as rx
from sqlmodel import Session

from qnector.core import clock, db
from qnector.core.actor import Actor
from qnector.core.errors import NotFound
from qnector.core.paging import Page
from qnector.domain.reports import audit_log
from qnector.domain.reports.audit_log import AuditFilter, AuditRow
from qnector.ui import labels
from qnector.web import live
from qnector.web.args import EntryId
from qnector.web.audit import checks, looks
from qnector.web.audit import rows as printed
from qnector.web.audit.rows import AuditText, EntryText
from qnector.web.board.list_state import BoardList
from qnector.web.guard import actor, attempt, require

PERIODS = ("30", "7", "90", "365", "all")


class AuditLog(BoardList, mixin=True):
    """감사 기록: who did what, newest first."""

    rows: list[AuditText] = []
    entry: EntryText = printed.NO_ENTRY
    is_checking: bool = False
    reading: str = ""
    read_count: int = 0
    total_count: int = 0
    verdict: str = ""
    is_whole: bool = False

    _choices: ClassVar[dict[str, Sequence[str] | None]] = {
        "area": ("", *labels.AUDIT_AREA),
        "period": PERIODS,
        "day": None,
    }
    _open: ClassVar[dict[str, str]] = {"period": "all"}
    _topics: ClassVar[Sequence[str]] = ("audit",)
    _new: ClassVar[str] = "새 기록"

    @rx.event
    @require("audit.read")
    async def load(self):
        """Show what the address asks for, and listen."""
        live.watch(self, {checks.TOPIC: type(self).follow_check})
        answer = await self._arrive()
        await self._show_check()
        return answer

    @rx.event
    @require("audit.read")
    async def refresh(self):
        """Somebody did something."""
        await self._follow()

    @rx.event
    @require("audit.read")
    async def open_entry(self, entry_id: EntryId):
        """자세히: the window has an address of its own."""
        self._go(no=entry_id)

    @rx.event
    @require("audit.read")
    async def verify(self):
        """기록 확인: have the whole chain read, beside everybody's work."""
        checks.start(actor(), await self._chain())
        await self._show_check()

    @rx.event
    @require("audit.read")
    async def follow_check(self):
        """Some more of the chain was read."""
        await self._show_check()

    async def _chain(self) -> int:
        return await db.read(audit_log.chain_of, actor(), self._company_id())

    async def _show_check(self) -> None:
        check = checks.last(actor(), await self._chain())
        self.is_checking = check is not None and check.ended_at is None
        if check is None:
            self.verdict, self.is_whole = "", False
            return
        self.reading = printed.reading_text(check)
        self.read_count, self.total_count = check.found.count, max(check.total, check.found.count)
        self.verdict, self.is_whole = printed.check_text(check), check.found.is_whole

    async def _show(self) -> None:
        wanted = self._filter()
        found, newest = await live.shared(("audit", wanted), _page, actor(), wanted)
        is_operator = actor().is_operator
        self.rows = [printed.audit_text(row, is_operator=is_operator) for row in found.rows]
        self._took("감사 기록", found)
        self._newest_id = newest

    async def _newer(self) -> int:
        """Beyond page 1 nothing moves while it is read: how many came meanwhile."""
        wanted = self._filter(), self._newest_id
        return await db.read(audit_log.newer, actor(), *wanted, slow=True)

    async def _show_one(self) -> None:
        found = await db.read(audit_log.entry, actor(), self._number())
        self.entry = printed.entry_text(found, is_operator=actor().is_operator)

    def _company_id(self) -> int | None:
        """Whose log the operator reads; none for everybody's."""
        return None

    def _filter(self) -> AuditFilter:
        period, day = self.filters["period"], _day(self.filters["day"])
        since = None if period == "all" else clock.days_ago(int(period))
        return AuditFilter(
            text=self.text,
            actions=printed.actions_named(self.text),
            area=self.filters["area"],
            from_on=day or since,
            to_on=day,
            company_id=self._company_id(),
            page=self.page_number,
            size=int(self.size),
        )


class OperatorAudit(AuditLog, mixin=True):
    """감사 기록 of all companies, for the operator; `company` narrows it to one."""

    company_name: str = ""

    _ids: ClassVar[Sequence[str]] = ("company",)

    async def _show(self) -> None:
        chosen = self._company_id()
        self.company_name = ""
        if chosen:
            reading = db.read(audit_log.company_name, actor(), chosen)
            name, _ = await attempt(reading, NotFound)
            self.company_name = name or ""
        # A company that is not there has nothing to look at.
        if self.company_name or not chosen:
            await looks.note("audit", chosen)
        await super()._show()

    def _company_id(self) -> int | None:
        return int(self.filters["company"]) if self.filters.get("company") else None


async def _page(asker: Actor, wanted: AuditFilter) -> tuple[Page[AuditRow], int]:
    return await db.read(_read, asker, wanted, slow=True)


def _read(session: Session, asker: Actor, wanted: AuditFilter) -> tuple[Page[AuditRow], int]:
    newest = audit_log.newest(session, asker, wanted) if wanted.page > 1 else 0
    return audit_log.page(session, asker, wanted), newest


def _day(written: str) -> date | None:
    """A day as the browser's own field writes it, or nothing."""
    try:
        return date.fromisoformat(written) if len(written) == 10 else None
    except ValueError:
        return None
