"""What the 주문 관리 of both sides remembers: one page of orders and the window of one."""

from collections.abc import Sequence
from typing import Any, ClassVar

import reflex as rx

from qnector.core import clock, db
from qnector.core.actor import Actor
from qnector.core.errors import NotFound
from qnector.core.paging import Page
from qnector.domain.orders import queries, sums
from qnector.domain.orders.models import OrderStatus
from qnector.domain.orders.queries import OrderDetail, OrderFilter, OrderRow
from qnector.web import live
from qnector.web.args import OpenFlag, OrderNumber
from qnector.web.guard import actor, attempt, require
from qnector.web.listing import ListState, OptionText
from qnector.web.orders import rows as printed
from qnector.web.orders.rows import DetailText, HappenedText, LineText, OrderText, ParcelText
from qnector.web.toasts import Toasts
from qnector.web.turns import Turns

PERIODS = ("30", "90", "365", "all")


class OrderList(Turns, ListState, mixin=True):
    """주문 목록: the window of one order has an address of its own, beside the filter's."""

    rows: list[OrderText] = []
    partners: list[OptionText] = []
    news_count: int = 0
    news: str = ""

    is_open: bool = False
    detail: DetailText = printed.EMPTY
    lines: list[LineText] = []
    history: list[HappenedText] = []
    parcels: list[ParcelText] = []

    _path: ClassVar[str] = "/orders"
    _sorts: ClassVar[Sequence[str]] = tuple(queries.SORTS)
    _choices: ClassVar[dict[str, Sequence[str] | None]] = {
        "period": PERIODS,
        "status": ("", *queries.STATUSES),
    }
    _ids: ClassVar[Sequence[str]] = ("partner",)
    _open: ClassVar[dict[str, str]] = {"period": "all"}
    _extras: ClassVar[Sequence[str]] = ("no",)
    _newest_id: int = 0

    @rx.event
    @require("orders.read")
    async def load(self):
        """Show what the address asks for, and listen."""
        live.watch(self, {"orders": type(self).refresh})
        if not await self._load_list():
            return None
        found = await db.read(sums.partners, actor())
        self.partners = [
            OptionText(value="", label="전체 거래처"),
            *(OptionText(value=str(one), label=name) for one, name in found),
        ]
        return await self._open_window()

    @rx.event
    @require("orders.read")
    async def refresh(self):
        """Somebody changed an order: read again, unless that would move what is being read."""
        await (self._count_news() if self.page_number > 1 else self._show())
        if self.is_open:
            await self._show_order()

    @rx.event
    @require("orders.read")
    async def show_news(self):
        """새 주문 보기: back to the first page."""
        self._go(page=1)

    @rx.event
    @require("orders.read")
    async def open_order(self, number: OrderNumber):
        """상세: the window has an address of its own."""
        self._go(no=number)

    @rx.event
    @require("orders.read")
    async def close_order(self, is_open: OpenFlag):
        """Close the window."""
        if not is_open:
            self._go(no="")
        return None

    async def _show(self) -> None:
        wanted = self._filter()
        page, rows = await live.shared(("orders", wanted), _printed_page, actor(), wanted)
        self.rows = rows
        self._took("주문 목록", page)
        self.news_count = 0
        if page.number > 1:
            self._newest_id = await db.read(queries.newest, actor(), wanted)

    async def _count_news(self) -> None:
        self.news_count = await db.read(queries.newer, actor(), self._filter(), self._newest_id)
        self.news = f"새 주문 {self.news_count}건 보기"

    async def _open_window(self) -> Any:
        """The window that the address names; one that is not there is said, the list stays."""
        _, refusal = await attempt(self._show_order(), NotFound)
        if refusal is None:
            return None
        self.is_open = False
        return Toasts.say(refusal.sentence, kind="error")

    async def _show_order(self) -> None:
        if not self._said["no"]:
            self.is_open = False
            return
        order = await db.read(queries.detail, actor(), self._said["no"])
        self.detail = printed.detail_text(order)
        self.lines = printed.line_texts(order)
        self.history = printed.history_texts(order)
        self.parcels = printed.parcel_texts(order)
        self._take_moves(order)
        self.is_open = True

    def _take_moves(self, order: OrderDetail) -> None:
        """Each side keeps which buttons it draws."""

    async def _after_move(self) -> None:
        self._next_turn()
        await self._show()
        await self._show_order()

    def _filter(self) -> OrderFilter:
        period, status = self.filters["period"], self.filters["status"]
        partner = self.filters["partner"]
        return OrderFilter(
            text=self.text,
            status=OrderStatus(status) if status else None,
            partner_id=int(partner) if partner else None,
            from_on=None if period == "all" else clock.days_ago(int(period)),
            sort=self.sort,
            page=self.page_number,
            size=int(self.size),
        )


async def _printed_page(
    asker: Actor, wanted: OrderFilter
) -> tuple[Page[OrderRow], list[OrderText]]:
    """A page and its rows as text: read and printed once for all screens of a wave."""
    page = await db.read(queries.page, asker, wanted)
    return page, [printed.order_text(order) for order in page.rows]
