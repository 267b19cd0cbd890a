"""What 수/발신 내역 of both sides remembers: the cards and one page of messages."""

from collections.abc import Sequence
from typing import ClassVar

import reflex as rx

from qnector.core import clock, db
from qnector.core.actor import Actor
from qnector.core.paging import Page
from qnector.domain.accounts import rules
from qnector.domain.notifications import log
from qnector.domain.notifications import service as notifications
from qnector.domain.notifications.log import LogFilter, LogRow, Totals
from qnector.web import live
from qnector.web.args import Flag, MessageId
from qnector.web.guard import actor, require
from qnector.web.listing import ListState
from qnector.web.messages.rows import LogText, TotalsText, log_text, totals_text
from qnector.web.toasts import Toasts

PERIODS = ("30", "90", "365", "all")
NO_TOTALS = TotalsText(count="", sent="", last="", fee="")


class MessageLog(ListState, mixin=True):
    """수/발신 내역: what came and what went, newest first."""

    rows: list[LogText] = []
    totals: TotalsText = NO_TOTALS

    _path: ClassVar[str] = "/messages"
    _sorts: ClassVar[Sequence[str]] = log.SORTS
    _choices: ClassVar[dict[str, Sequence[str] | None]] = {
        "direction": ("", *log.DIRECTIONS),
        "period": PERIODS,
        "state": ("", *log.STATES),
    }
    _open: ClassVar[dict[str, str]] = {"period": "all"}

    @rx.event
    @require("messages.read")
    async def load(self):
        """Show what the address asks for, and listen."""
        live.watch(self, {"deliveries": type(self).refresh})
        await self._load_list()

    @rx.event
    @require("messages.read")
    async def refresh(self):
        """Something was sent or arrived; a later page stays as it is being read."""
        await (self._show_totals() if self.page_number > 1 else self._show())

    @rx.event
    @require("messages.switch")
    async def send_again(self, message_id: MessageId, is_sure: Flag):
        """다시 보내기."""
        await db.write(notifications.send_again, actor(), message_id, is_sure=is_sure)
        await self._show()
        return Toasts.say("메일을 다시 보낼게요.")

    async def _show(self) -> None:
        wanted = self._filter()
        # What no index narrows may read every message of the company.
        is_slow = bool(wanted.text or wanted.state)
        page = await live.shared(("messages", wanted), _page, actor(), wanted, is_slow)
        may_send = rules.may(actor(), "messages.switch")
        self.rows = [log_text(row, may_send=may_send) for row in page.rows]
        self._took("수/발신 내역", page)
        await self._show_totals()

    async def _show_totals(self) -> None:
        self.totals = totals_text(await live.shared(("message totals",), _totals, actor()))

    def _filter(self) -> LogFilter:
        period = self.filters["period"]
        return LogFilter(
            text=self.text,
            direction=self.filters["direction"],
            state=self.filters["state"],
            from_on=None if period == "all" else clock.days_ago(int(period)),
            sort=self.sort,
            page=self.page_number,
            size=int(self.size),
        )


async def _page(asker: Actor, wanted: LogFilter, is_slow: bool) -> Page[LogRow]:
    return await db.read(log.log, asker, wanted, slow=is_slow)


async def _totals(asker: Actor) -> Totals:
    return await db.read(log.totals, asker)
