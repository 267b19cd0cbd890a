"""One page of orders, for either side. Statements are built once for each shape of filter.

Rows are chosen in an index alone and looked up afterwards: a deep page then costs hardly more
than the first one.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, literal_column, select
from sqlmodel import Session

from qnector.core.actor import Actor
from qnector.core.paging import COUNTED_TO, Page
from qnector.domain.orders import matching
from qnector.domain.orders.matching import OrderFilter, Shape
from qnector.domain.orders.models import Order, OrderStatus

_order = Order.__table__.c

STATUSES = tuple(status.value for status in OrderStatus)
PERIODS = ("30", "90", "365", "all")
NEWEST_FIRST = "-placed"
SORTS: dict[str, tuple[Any, ...]] = {
    "-placed": (_order.placed_on.desc(), _order.id.desc()),
    "placed": (_order.placed_on, _order.id),
    "-total": (_order.total_amount.desc(), _order.id.desc()),
    "total": (_order.total_amount, _order.id),
    # A number begins with its day.
    "-number": (_order.placed_on.desc(), _order.number.desc()),
    "number": (_order.placed_on, _order.number),
}


# Looking rows up loses their order; a page is sorted again here.
_KEYS: dict[str, Callable[["OrderRow"], Any]] = {
    "placed": lambda row: (row.placed_on, row.id),
    "total": lambda row: (row.total_amount, row.id),
    "number": lambda row: row.number,
}


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order of a list; `partner` is the other party's name. Amounts in won."""

    id: int
    number: str
    partner: str
    summary: str
    total_amount: int
    status: OrderStatus
    is_held: bool
    carrier: str | None
    tracking_number: str | None
    placed_on: date


def page(session: Session, actor: Actor, wanted: OrderFilter) -> Page[OrderRow]:
    """One page of the actor's orders, on the side it stands on.

    The total is exact to 10,000. Two queries and the plan's, however many rows there are; a text
    costs one more.
    """
    sort = wanted.sort if wanted.sort in SORTS else NEWEST_FIRST
    known = matching.read(session, actor, replace(wanted, sort=sort))
    if known is None:
        return Page(size=wanted.size)
    shape, values = known
    execute = session.connection().execute
    total = execute(_count(shape), values).scalar_one()
    last = max(1, -(-min(total, COUNTED_TO) // wanted.size))
    number = min(max(wanted.page, 1), last)
    asked = {**values, "size": wanted.size, "skipped": (number - 1) * wanted.size}
    rows = [OrderRow(*row) for row in execute(_rows(shape), asked)]
    rows.sort(key=_KEYS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    return Page(rows, total, number, wanted.size)


def newer(session: Session, actor: Actor, wanted: OrderFilter, than_id: int) -> int:
    """How many matching orders were placed after the one with this id."""
    known = matching.read(session, actor, wanted)
    if known is None:
        return 0
    shape, values = known
    found = session.connection().execute(_newer(shape), {**values, "than_id": than_id})
    return int(found.scalar_one())


def newest(session: Session, actor: Actor, wanted: OrderFilter) -> int:
    """The id of the newest matching order, wherever the list stands; 0 when there is none."""
    known = matching.read(session, actor, replace(wanted, sort=NEWEST_FIRST))
    if known is None:
        return 0
    shape, values = known
    asked = {**values, "size": 1, "skipped": 0}
    row = session.connection().execute(_rows(shape), asked).first()
    return 0 if row is None else int(row.id)


def counts_by_status(
    session: Session, actor: Actor, from_on: date | None = None
) -> dict[OrderStatus, int]:
    """How many of the actor's orders stand where, since a Seoul day; every status is there."""
    known = matching.read(session, actor, OrderFilter(from_on=from_on))
    assert known is not None  # only a text can name nothing
    counted = session.connection().execute(_by_status(known[0]), known[1])
    found: dict[OrderStatus, int] = dict(map(tuple, counted))
    return {status: int(found.get(status, 0)) for status in OrderStatus}


def _partner_name(shape: Shape) -> Any:
    return _order.buyer_name if shape.is_seller else _order.seller_name


@cache
def _count(shape: Shape) -> Select[tuple[int]]:
    found: Select[Any] = select(literal_column("1")).select_from(Order.__table__)
    few = found.where(*matching.conditions(shape)).limit(COUNTED_TO + 1).subquery()
    return select(func.count()).select_from(few)


@cache
def _rows(shape: Shape) -> Select[Any]:
    chosen = (
        select(_order.id)
        .where(*matching.conditions(shape))
        .order_by(*SORTS[shape.sort])
        .limit(bindparam("size"))
        .offset(bindparam("skipped"))
        .subquery()
    )
    return select(
        _order.id,
        _order.number,
        _partner_name(shape).label("partner"),
        _order.summary,
        _order.total_amount,
        _order.status,
        _order.held_at.is_not(None).label("is_held"),
        _order.carrier,
        _order.tracking_number,
        _order.placed_on,
    ).join(chosen, chosen.c.id == _order.id)


@cache
def _newer(shape: Shape) -> Select[tuple[int]]:
    return (
        select(func.count())
        .select_from(Order.__table__)
        .where(*matching.conditions(shape), _order.id > bindparam("than_id"))
    )


@cache
def _by_status(shape: Shape) -> Select[Any]:
    return (
        select(_order.status, func.count())
        .where(*matching.conditions(shape))
        .group_by(_order.status)
    )
