"""What 구매자 관리 remembers and asks: the list, and answers that need no words."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import reflex as rx
from sqlmodel import Session

from qnector.core import clock, db
from qnector.core.actor import Actor
from qnector.core.paging import Page
from qnector.domain.accounts import rules as who
from qnector.domain.connections import queries
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import ConnectionStatus
from qnector.domain.connections.queries import BuyerFilter, BuyerRow
from qnector.domain.reports import partners
from qnector.domain.reports.partners import Bought
from qnector.screens.seller.buyers.window_state import BuyerWindow, answer
from qnector.ui import josa
from qnector.web import live, urls
from qnector.web.args import MOST_ID, BuyerId, Turn
from qnector.web.guard import Screen, actor, require
from qnector.web.listing import ListState
from qnector.web.partners import rows as printed
from qnector.web.partners.rows import BuyerText
from qnector.web.toasts import Toasts

Counts = dict[ConnectionStatus, int]
Found = tuple[Page[BuyerRow], Counts, dict[int, Bought]]
DOUBLE_CLICK = timedelta(milliseconds=500)
ONCE_MORE = "방금 다른 구매자에게 답했어요. 이 구매자도 맞으면 한 번 더 눌러 주세요."
NO_COUNTS = {"": "", **{status: "" for status in queries.STATUSES}}


class BuyersState(BuyerWindow, ListState, Screen):
    """구매자 관리: who asks to order, who may, how many stand where, and one of them in full."""

    rows: list[BuyerText] = []
    counts: dict[str, str] = NO_COUNTS
    may_answer: bool = False
    news_count: int = 0
    news: str = ""

    _path: ClassVar[str] = "/seller/buyers"
    _sorts: ClassVar[Sequence[str]] = tuple(queries.BUYER_SORTS)
    _choices: ClassVar[dict[str, Sequence[str] | None]] = {"status": ("", *queries.STATUSES)}
    _extras: ClassVar[Sequence[str]] = ("buyer",)
    _wanted_id: int = 0
    _seen_requests: int = 0
    _pressed: tuple[int, datetime] = (0, datetime.min.replace(tzinfo=UTC))

    @rx.event
    @require("connections.read")
    async def load(self):
        """Show what the address asks for, and listen."""
        again = BuyersState.refresh
        live.watch(self, {"connections": again, "orders": again})
        self._wanted_id = urls.Query(self.router.url).number("buyer", most=MOST_ID)
        return await self._open_window() if await self._load_list() else None

    @rx.event
    @require("connections.read")
    async def refresh(self):
        """Somebody asked or answered: read again, unless that would move what is being read."""
        await (self._count_news() if self.page_number > 1 else self._show())
        return await self._follow()

    @rx.event
    @require("connections.read")
    async def show_news(self):
        """새 요청 보기: back to the first page."""
        self._go(page=1)

    @rx.event
    @require("connections.answer")
    async def approve(self, buyer_id: BuyerId, turn: Turn):
        """승인."""
        return await self._press(turn, connections.approve, buyer_id, "{object} 승인했어요.")

    @rx.event
    @require("connections.answer")
    async def reopen(self, buyer_id: BuyerId, turn: Turn):
        """되돌리기 of 거절."""
        return await self._press(turn, connections.reopen, buyer_id, "{name} 거절을 되돌렸어요.")

    @rx.event
    @require("connections.answer")
    async def resume(self, buyer_id: BuyerId, turn: Turn):
        """다시 거래."""
        return await self._press(turn, connections.resume, buyer_id, "{partner} 다시 거래해요.")

    async def _press(self, turn: str, verb: Callable[..., None], buyer_id: int, said: str) -> Any:
        """An answer of one press. The second half of a double click lands on the row that moved
        up, and must not answer that one too."""
        if self._is_row_over(buyer_id, turn):
            return None
        last_id, last_at = self._pressed
        if last_id != buyer_id and clock.now() - last_at < DOUBLE_CLICK:
            return Toasts.say(ONCE_MORE, kind="info")
        name = await db.write(answer, actor(), verb, buyer_id)
        self._pressed = (buyer_id, clock.now())
        self._next_turn_of(buyer_id)
        words = {"name": name, "object": josa(name, "을/를"), "partner": josa(name, "과/와")}
        return await self._after(said.format(**words))

    async def _show(self) -> None:
        wanted, asker = self._filter(), actor()
        page, counts, bought = await live.shared(("buyers", wanted), db.read, _found, asker, wanted)
        self.rows = [printed.buyer_text(row, bought.get(row.id)) for row in page.rows]
        self.may_answer = who.may(asker, "connections.answer")
        self._took("구매자 목록", page)
        self._take_counts(counts)
        self._seen_requests = counts[ConnectionStatus.REQUESTED]
        self.news_count = 0

    async def _count_news(self) -> None:
        counts = await db.read(queries.counts_by_status, actor())
        self._take_counts(counts)
        self.news_count = max(0, counts[ConnectionStatus.REQUESTED] - self._seen_requests)
        self.news = f"새 요청 {self.news_count}건 보기"

    def _take_counts(self, counts: Counts) -> None:
        self.counts = {
            "": f"{sum(counts.values()):,}",
            **{status.value: f"{count:,}" for status, count in counts.items()},
        }

    def _filter(self) -> BuyerFilter:
        status = self.filters["status"]
        return BuyerFilter(
            text=self.text,
            status=ConnectionStatus(status) if status else None,
            sort=self.sort,
            page=self.page_number,
            size=int(self.size),
        )


def _found(session: Session, asker: Actor, wanted: BuyerFilter) -> Found:
    page = queries.buyers(session, asker, wanted)
    counts = queries.counts_by_status(session, asker)
    ids = [row.id for row in page.rows]
    return page, counts, partners.month_by_buyer(session, asker, ids)
