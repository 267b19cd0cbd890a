"""What the Dashboard of both sides remembers: figures as text."""

from itertools import count as count_from
from typing import ClassVar, TypedDict

import reflex as rx

from qnector.core import clock, db
from qnector.core.errors import Unavailable
from qnector.core.money import won_text
from qnector.domain.billing.service import Held
from qnector.domain.board.queries import NoticeRow
from qnector.domain.orders.models import OrderStatus
from qnector.domain.orders.sums import Figures
from qnector.domain.reports.dashboard import Dashboard, dashboard
from qnector.ui.chart import Bar
from qnector.web import live, urls
from qnector.web.guard import actor, attempt, require, who_or_none

WEEKDAYS = "월화수목금토일"
STEPS = 4  # lines of the chart above zero


class ShareText(TypedDict):
    """How many orders stand somewhere, and where they are listed."""

    status: str
    count: str
    share: str
    path: str


class NoticeText(TypedDict):
    """One notice in a line, and where it is read."""

    kind: str
    title: str
    day: str
    path: str


class DashboardState(rx.State, mixin=True):
    """Dashboard: this month, partners, plan, twelve months, where the orders stand."""

    is_loaded: bool = False
    has_failed: bool = False
    today: str = ""
    orders: str = ""
    orders_note: str = ""
    partners: str = ""
    partners_note: str = ""
    usage: str = ""
    usage_note: str = ""
    payment: str = ""
    payment_note: str = ""
    bars: list[Bar] = []
    ticks: list[str] = []
    trend_note: str = ""
    has_orders: bool = False
    shares: list[ShareText] = []
    notices: list[NoticeText] = []

    _orders_path: ClassVar[str] = "/orders"
    _notices_path: ClassVar[str] = "/notices"

    @rx.event
    @require("dashboard.read")
    async def load(self):
        """Show the figures, and listen."""
        again = type(self).refresh
        topics = ("orders", "connections", "stock", "notices")
        live.watch(self, dict.fromkeys(topics, again))
        _, failure = await attempt(self._show(), Unavailable)
        self.has_failed = failure is not None

    @rx.event
    @require("dashboard.read")
    async def refresh(self):
        """Something was ordered, moved or answered."""
        await self._show()

    async def _show(self) -> None:
        found = await live.shared(("dashboard",), db.read, dashboard, actor())
        today = clock.today()
        company = who_or_none()
        self.today = (
            f"{today.year}년 {today.month}월 {today.day}일 {WEEKDAYS[today.weekday()]}요일"
            f" · {company.company_name if company else ''}"
        )
        self._take_month(found.orders)
        self.partners = f"{found.connected:,}곳"
        self.partners_note = f"승인 대기 {found.waiting:,}곳"
        self._take_plan(found, found.plan)
        self._take_trend(found.orders)
        self.shares = _shares(found.orders, self._orders_path)
        self.notices = [_notice(row, self._notices_path) for row in found.notices]
        self.is_loaded = True

    def _take_month(self, found: Figures) -> None:
        more = found.this_month - found.last_month_so_far
        self.orders = f"{found.this_month:,}건"
        self.orders_note = "지난달 같은 기간과 같아요"
        if more:
            word = "많아요" if more > 0 else "적어요"
            self.orders_note = f"지난달 같은 기간보다 {abs(more):,}건 {word}"

    def _take_plan(self, found: Dashboard, plan: Held | None) -> None:
        """Each side has its own card of what the plan allows."""
        self.usage, self.usage_note = self._usage(found)
        self.payment = won_text(plan.price if plan else 0)
        self.payment_note = f"{plan.name} 플랜" if plan else "모든 기능을 쓸 수 있어요"

    def _usage(self, found: Dashboard) -> tuple[str, str]:
        """A buyer's use is its orders of this month, which no plan limits."""
        note = f"이번 달 주문 · {found.plan.name} 플랜" if found.plan else "이번 달 주문"
        return f"{found.orders.this_month:,} / 무제한", note

    def _take_trend(self, found: Figures) -> None:
        most = _round_up(max(count for _, count in found.by_month))
        self.ticks = [f"{most * step // STEPS:,}" for step in range(STEPS, -1, -1)]
        last = found.by_month[-1][0]
        self.bars = [
            Bar(
                month=str(month.month),
                value=f"{month.year}년 {month.month}월 {count:,}건",
                height=f"{count * 100 / most:.1f}%",
                is_now=month == last,
            )
            for month, count in found.by_month
        ]
        total = sum(count for _, count in found.by_month)
        self.trend_note = f"최근 12개월 · 합계 {total:,}건"
        self.has_orders = total > 0


def _shares(found: Figures, path: str) -> list[ShareText]:
    most = max(found.by_status.values(), default=0) or 1
    return [
        ShareText(
            status=status.value,
            count=f"{count:,}건",
            share=f"{count * 100 / most:.1f}%",
            path=urls.build(path, {"status": status.value, "period": "365"}),
        )
        for status in OrderStatus
        for count in [found.by_status.get(status, 0)]
    ]


def _notice(row: NoticeRow, path: str) -> NoticeText:
    return NoticeText(
        kind=row.kind.value,
        title=row.title,
        day=clock.day_text(clock.seoul_day(row.published_at)),
        path=urls.build(path, {"no": row.id}),
    )


def _round_up(count: int) -> int:
    """The top of the chart: 4, 8, 20, 40, 80, 200 …, which its lines divide into whole numbers."""
    tops = (top * 10**power for power in count_from(0) for top in (4, 8, 20))
    return next(top for top in tops if top >= count)
