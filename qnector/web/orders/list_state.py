"""What the 주문 관리 of both sides remembers: one page of orders and the window of one."""

from typing import Any, ClassVar

import reflex as rx

from qnector import ui
from qnector.core import clock, db, paging
from qnector.core.actor import Actor
from qnector.core.errors import NotFound, Unavailable
from qnector.core.paging import Page
from qnector.domain.orders import queries
from qnector.domain.orders.models import OrderStatus
from qnector.domain.orders.queries import OrderDetail, OrderFilter, OrderRow
from qnector.web import live, urls
from qnector.web.args import (
    OpenFlag,
    OrderNumber,
    OrderStatusChoice,
    PageNumber,
    PeriodChoice,
    SearchText,
    SizeChoice,
    SortChoice,
)
from qnector.web.guard import actor, attempt, require
from qnector.web.orders import rows as printed
from qnector.web.orders.rows import DetailText, HappenedText, LineText, OrderText, ParcelText
from qnector.web.paging import found_text, summary_text
from qnector.web.toasts import Toasts

PERIODS = ("30", "90", "365", "all")
PERIOD = "30"
SORT = "-placed"
SIZE = "20"


class OrderList(rx.State, mixin=True):
    """주문 목록: the filter lives in the address, so that reload, back and a link all work."""

    rows: list[OrderText] = []
    is_loaded: bool = False
    has_failed: bool = False
    found: str = ""
    summary: str = ""
    numbers: list[int] = []
    page_number: int = 1
    last_page: int = 1
    text: str = ""
    status: str = ""
    period: str = PERIOD
    sort: str = SORT
    size: str = SIZE
    is_filtered: bool = False
    epoch: int = 0
    news_count: int = 0
    news: str = ""

    is_open: bool = False
    detail: DetailText = printed.EMPTY
    lines: list[LineText] = []
    history: list[HappenedText] = []
    parcels: list[ParcelText] = []

    _number: str = ""
    _newest_id: int = 0

    @rx.event
    @require("orders.read")
    async def load(self):
        """Show what the address asks for, and listen."""
        live.watch(self, {"orders": type(self).refresh})
        self._read_address()
        _, failure = await attempt(self._show(), Unavailable)
        self.has_failed = failure is not None
        if failure is None:
            return await self._open()
        return None

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
        return self._go(page=1)

    @rx.event
    @require("orders.read")
    async def search(self, text: SearchText):
        """Look for a number or a partner."""
        return self._go(q=text, page=1)

    @rx.event
    @require("orders.read")
    async def choose_status(self, status: OrderStatusChoice):
        """Only orders that stand there."""
        return self._go(status=status, page=1)

    @rx.event
    @require("orders.read")
    async def choose_period(self, period: PeriodChoice):
        """Only orders placed since."""
        return self._go(period=period, page=1)

    @rx.event
    @require("orders.read")
    async def choose_sort(self, sort: SortChoice):
        """In another order."""
        return self._go(sort=sort, page=1)

    @rx.event
    @require("orders.read")
    async def choose_size(self, size: SizeChoice):
        """More or fewer on one page."""
        return self._go(size=size, page=1)

    @rx.event
    @require("orders.read")
    async def turn_to(self, page: PageNumber):
        """Another page."""
        return self._go(page=page)

    @rx.event
    @require("orders.read")
    async def clear(self):
        """조건 지우기."""
        self.epoch += 1
        return self._go(q="", status="", period="all", page=1)

    @rx.event
    @require("orders.read")
    async def open_order(self, number: OrderNumber):
        """상세: the window has an address of its own."""
        return self._go(no=number)

    @rx.event
    @require("orders.read")
    async def close_order(self, is_open: OpenFlag):
        """Close the window."""
        if not is_open:
            return self._go(no="")
        return None

    def _read_address(self) -> None:
        asked = urls.Query(self.router.url)
        self._number = asked.text("no")
        self.text = asked.text("q")
        self.status = asked.one_of("status", queries.STATUSES, "")
        self.period = asked.one_of("period", PERIODS, PERIOD)
        self.sort = asked.one_of("sort", queries.SORTS, SORT)
        self.size = asked.one_of("size", [str(size) for size in paging.SIZES], SIZE)
        self.page_number = asked.number("page", 1)
        self.is_filtered = bool(self.text or self.status or self.period != "all")

    async def _show(self) -> None:
        wanted = self._filter()
        page, rows = await live.shared(("orders", wanted), _printed_page, actor(), wanted)
        self.rows = rows
        self.found = found_text("주문 목록", len(page.rows), page.total)
        self.summary = summary_text(page)
        self.last_page = page.last
        self.page_number = page.number
        self.numbers = ui.page_numbers(page.number, page.last)
        self._newest_id = max((order.id for order in page.rows), default=0)
        self.news_count = 0
        self.is_loaded = True

    async def _count_news(self) -> None:
        self.news_count = await db.read(queries.newer, actor(), self._filter(), self._newest_id)
        self.news = f"새 주문 {self.news_count}건 보기"

    async def _open(self) -> Any:
        """The window that the address names; one that is not there is said, the list stays."""
        _, refusal = await attempt(self._show_order(), NotFound)
        if refusal is None:
            return None
        self.is_open = False
        return Toasts.say(refusal.sentence, kind="error")

    async def _show_order(self) -> None:
        if not self._number:
            self.is_open = False
            return
        order = await db.read(queries.detail, actor(), self._number)
        self.detail = printed.detail_text(order)
        self.lines = printed.line_texts(order)
        self.history = printed.history_texts(order)
        self.parcels = printed.parcel_texts(order)
        self._take_moves(order)
        self.is_open = True

    def _take_moves(self, order: OrderDetail) -> None:
        """Each side keeps which buttons it draws."""

    async def _after_move(self) -> None:
        await self._show()
        await self._show_order()

    def _filter(self) -> OrderFilter:
        days = int(self.period) if self.period != "all" else None
        return OrderFilter(
            text=self.text,
            status=OrderStatus(self.status) if self.status else None,
            from_on=clock.days_ago(days) if days else None,
            sort=self.sort,
            page=self.page_number,
            size=int(self.size),
        )

    def _go(self, **changes: Any) -> Any:
        now = {
            "q": self.text,
            "status": self.status,
            "period": self.period,
            "sort": self.sort,
            "size": self.size,
            "page": self.page_number,
            "no": self._number,
            **changes,
        }
        usual = {"period": PERIOD, "sort": SORT, "size": SIZE, "page": 1}
        return urls.go(
            self._path, {name: value for name, value in now.items() if usual.get(name) != value}
        )

    _path: ClassVar[str] = "/orders"


async def _printed_page(
    asker: Actor, wanted: OrderFilter
) -> tuple[Page[OrderRow], list[OrderText]]:
    """A page and its rows as text: read and printed once for all screens of a wave."""
    page = await db.read(queries.page, asker, wanted)
    return page, [printed.order_text(order) for order in page.rows]
