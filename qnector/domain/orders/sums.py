"""Daily and monthly sums of orders, kept in the order's transaction for whoever reads figures.

Many orders share such a row, so it is locked last: what a transaction changes is collected and
written once before it commits, in one order of rows. Two transactions then never wait for each
other in a circle, and a thousand orders of one transaction cost one row a day.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import String, bindparam, cast, event, func, literal_column, select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor, Side
from qnector.core.db import insert_or_ignore
from qnector.domain.accounts import rules as who
from qnector.domain.accounts.models import Company
from qnector.domain.billing import service as billing
from qnector.domain.orders.models import OrderDay, OrderStatus, PartnerMonth
from qnector.domain.orders.rules import OPEN

DAYS_OF_STATUSES = 365
WAITING = "order_sums"

_day = OrderDay.__table__.c
_month = PartnerMonth.__table__.c
_built: dict[tuple[str, str], Any] = {}


@dataclass(frozen=True, slots=True)
class MonthOfBuyer:
    """What a buyer bought this month (won), and from whom most; "" while there is nothing."""

    order_count: int
    total_amount: int
    top_seller_name: str


@dataclass(frozen=True, slots=True)
class Figures:
    """A company's orders on one side: counts without cancelled ones, except by status.

    `by_month` has (first day, count) of twelve months, the current one last. `by_status` counts
    the last 365 days.
    """

    this_month: int
    last_month_so_far: int
    by_month: list[tuple[date, int]]
    by_status: dict[OrderStatus, int]


def placed(session: Session, head: dict[str, Any]) -> None:
    """A new order, by its columns."""
    _count(session, head["buyer_id"], head["seller_id"], head["placed_on"], head["total_amount"],
           {head["status"]: 1})  # fmt: skip


def moved(session: Session, order: Any, before: OrderStatus, after: OrderStatus) -> None:
    """An order stands elsewhere now."""
    if before is not after:
        _count(session, order.buyer_id, order.seller_id, order.placed_on, order.total_amount,
               {before: -1, after: 1})  # fmt: skip


def settle(session: Session) -> None:
    """Write what was collected; called before every commit."""
    waiting: _Waiting | None = session.info.pop(WAITING, None)
    if waiting is None:
        return
    for table, rows in (("day", waiting.days()), ("month", waiting.months())):
        if rows:
            session.connection().execute(_statement(session, table), rows)


def month_of_buyer(session: Session, actor: Actor) -> MonthOfBuyer:
    """이번달 구매 건수, 구매 금액, 주요 판매처 of the actor's company as a buyer."""
    who.require_may(actor, "orders.read")
    asked = {"buyer": actor.company_id, "month": clock.today().replace(day=1)}
    rows = session.connection().execute(MONTH, asked).all()
    return MonthOfBuyer(
        sum(row.order_count for row in rows),
        sum(row.total_amount for row in rows),
        next((row.name for row in rows if row.total_amount), ""),
    )


def figures(session: Session, actor: Actor) -> Figures:
    """What a dashboard counts, without closed orders outside the plan's window, as in a list."""
    who.require_may(actor, "orders.read")
    today = clock.today()
    asked = {
        "company": actor.company_id,
        "side": actor.side,
        "window": billing.history_from(session, actor.company_id) or date.min,
    }
    months = _months(today)
    run = session.connection().execute
    counted = {row.month: int(row.orders) for row in run(MONTHS, asked | {"since": months[0]})}
    statuses = run(STATUSES, asked | {"since": clock.days_ago(DAYS_OF_STATUSES)})
    until = _same_day(months[-2], today)
    so_far = run(SO_FAR, asked | {"since": months[-2], "until": until}).scalar_one()
    return Figures(
        counted.get(f"{today:%Y-%m}", 0),
        int(so_far or 0),
        [(month, counted.get(f"{month:%Y-%m}", 0)) for month in months],
        {row.status: int(row.orders) for row in statuses},
    )


def partners(session: Session, actor: Actor) -> list[tuple[int, str]]:
    """Whom the actor's company ever ordered from, or sold to: (id, name), by name."""
    who.require_may(actor, "orders.read")
    rows = session.connection().execute(PARTNERS[actor.side], {"company": actor.company_id})
    return [(row.id, row.name) for row in rows]


def partners_named(session: Session, actor: Actor, text: str) -> list[int]:
    """The ids of those partners whose name has this text in it."""
    who.require_may(actor, "orders.read")
    named = TRADED[actor.side].where(Company.name.icontains(text, autoescape=True))
    return list(session.connection().execute(named, {"company": actor.company_id}).scalars())


class _Waiting:
    """Deltas of one transaction: (count, won) by row."""

    def __init__(self) -> None:
        self._days: dict[tuple[int, str, date, str], Counter[str]] = {}
        self._months: dict[tuple[int, date, int], Counter[str]] = {}

    def add(self, parties: tuple[int, int], day: date, amount: int, statuses: Any) -> None:
        buyer, seller = parties
        for status, sign in statuses.items():
            for company, side in ((buyer, Side.BUYER), (seller, Side.SELLER)):
                key = (company, side.value, day, OrderStatus(status).value)
                _grow(self._days.setdefault(key, Counter()), sign, amount)
        alive = sum(sign for one, sign in statuses.items() if one != OrderStatus.CANCELLED)
        if alive:
            month = (buyer, day.replace(day=1), seller)
            _grow(self._months.setdefault(month, Counter()), alive, amount)

    def days(self) -> list[dict[str, Any]]:
        names = ("company_id", "side", "placed_on", "status")
        return _rows(names, self._days)

    def months(self) -> list[dict[str, Any]]:
        return _rows(("buyer_id", "month", "seller_id"), self._months)


def _grow(found: Counter[str], sign: int, amount: int) -> None:
    found["order_count"] += sign
    found["total_amount"] += sign * amount


def _rows(names: tuple[str, ...], found: dict[Any, Counter[str]]) -> list[dict[str, Any]]:
    return [
        {**dict(zip(names, key, strict=True)), **counted}
        for key, counted in sorted(found.items())
        if any(counted.values())
    ]


def _count(
    session: Session, buyer_id: int, seller_id: int, day: date, amount: int, statuses: Any
) -> None:
    waiting = session.info.setdefault(WAITING, _Waiting())
    waiting.add((buyer_id, seller_id), day, amount, statuses)


def _statement(session: Session, name: str) -> Any:
    key = (name, session.get_bind().dialect.name)
    if key not in _built:
        table, unique = {
            "day": (OrderDay, ["company_id", "side", "placed_on", "status"]),
            "month": (PartnerMonth, ["buyer_id", "month", "seller_id"]),
        }[name]
        columns = table.__table__.c
        grown = {
            one: columns[one] + literal_column(f"excluded.{one}")
            for one in ("order_count", "total_amount")
        }
        _built[key] = insert_or_ignore(session, table, unique, update=grown)
    return _built[key]


def _months(today: date) -> list[date]:
    """The first days of twelve months, the current one last."""
    last = today.year * 12 + today.month - 1
    return [date(one // 12, one % 12 + 1, 1) for one in range(last - 11, last + 1)]


def _same_day(month: date, today: date) -> date:
    """The day of `month` that corresponds to today, its last one when it is shorter."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return min(date.fromordinal(month.toordinal() + today.day - 1),
               date.fromordinal(following.toordinal() - 1))  # fmt: skip


# Before the audit log, whose chains more transactions share than any sum.
@event.listens_for(Session, "before_commit", insert=True)
def _settle(session: Session) -> None:
    settle(session)


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, _undone: object) -> None:
    session.info.pop(WAITING, None)


def _partners(own: Any, other: Any) -> Any:
    traded = select(other).where(own == bindparam("company")).distinct().subquery()
    return select(Company.id, Company.name).join(traded, traded.c[0] == Company.id)


TRADED = {
    Side.BUYER: _partners(_month.buyer_id, _month.seller_id),
    Side.SELLER: _partners(_month.seller_id, _month.buyer_id),
}
PARTNERS = {side: statement.order_by(Company.name) for side, statement in TRADED.items()}
MINE = (_day.company_id == bindparam("company"), _day.side == bindparam("side"))
SHOWN = (_day.placed_on >= bindparam("window")) | _day.status.in_(OPEN)
MONTH_OF_DAY = func.substr(cast(_day.placed_on, String), 1, 7).label("month")
COUNT = func.sum(_day.order_count).label("orders")
SINCE = _day.placed_on >= bindparam("since")
NOT_CANCELLED = _day.status != OrderStatus.CANCELLED

MONTHS = select(MONTH_OF_DAY, COUNT).where(*MINE, SINCE, SHOWN, NOT_CANCELLED).group_by("month")
STATUSES = select(_day.status, COUNT).where(*MINE, SINCE, SHOWN).group_by(_day.status)
SO_FAR = select(COUNT).where(
    *MINE, SINCE, SHOWN, NOT_CANCELLED, _day.placed_on <= bindparam("until")
)
MONTH = (
    select(_month.order_count, _month.total_amount, Company.name)
    .join(Company.__table__, Company.id == _month.seller_id)
    .where(_month.buyer_id == bindparam("buyer"), _month.month == bindparam("month"))
    .order_by(_month.total_amount.desc(), Company.name)
)
