"""One page of orders, for either side. Statements are built once for each shape of filter."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.core.paging import COUNTED_TO, Page
from qnector.domain.accounts import rules as who
from qnector.domain.billing import service as billing
from qnector.domain.orders.models import Order, OrderStatus
from qnector.domain.orders.rules import OPEN

_order = Order.__table__.c

STATUSES = tuple(status.value for status in OrderStatus)
PERIODS = ("30", "90", "365", "all")
SORTS: dict[str, tuple[Any, ...]] = {
    "-placed": (_order.placed_on.desc(), _order.id.desc()),
    "placed": (_order.placed_on, _order.id),
    "-total": (_order.total_amount.desc(), _order.id.desc()),
    "total": (_order.total_amount, _order.id),
    "-number": (_order.number.desc(),),
    "number": (_order.number,),
}


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """What 주문 관리 shows. Days are of Seoul; sort is a key of SORTS.

    `text` is the beginning of a number or a part of the partner's name.
    """

    text: str = ""
    status: OrderStatus | None = None
    partner_id: int | None = None
    from_on: date | None = None
    to_on: date | None = None
    sort: str = "-placed"
    page: int = 1
    size: int = 20


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


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which conditions a filter has; their values are parameters."""

    is_seller: bool
    asked: frozenset[str]
    sort: str = "-placed"


def page(session: Session, actor: Actor, wanted: OrderFilter) -> Page[OrderRow]:
    """One page of the actor's orders, on the side it stands on.

    The total is exact to 10,000. Two queries and the plan's, however many rows there are.
    """
    shape, values = _shape(session, actor, wanted)
    execute = session.connection().execute
    total = execute(_count(shape), values).scalar_one()
    last = max(1, -(-min(total, COUNTED_TO) // wanted.size))
    number = min(max(wanted.page, 1), last)
    asked = {**values, "size": wanted.size, "skipped": (number - 1) * wanted.size}
    rows = [OrderRow(*row) for row in execute(_rows(shape), asked)]
    return Page(rows, total, number, wanted.size)


def newer(session: Session, actor: Actor, wanted: OrderFilter, than_id: int) -> int:
    """How many matching orders were placed after the one with this id."""
    shape, values = _shape(session, actor, wanted)
    found = session.connection().execute(_newer(shape), {**values, "than_id": than_id})
    return int(found.scalar_one())


def counts_by_status(
    session: Session, actor: Actor, from_on: date | None = None
) -> dict[OrderStatus, int]:
    """How many of the actor's orders stand where, since a Seoul day; every status is there."""
    shape, values = _shape(session, actor, OrderFilter(from_on=from_on))
    found = dict(map(tuple, session.connection().execute(_by_status(shape), values)))
    return {status: int(found.get(status, 0)) for status in OrderStatus}


def _shape(session: Session, actor: Actor, wanted: OrderFilter) -> tuple[_Shape, dict[str, Any]]:
    who.require_may(actor, "orders.read")
    values = {
        "shown_from": billing.history_from(session, actor.company_id),
        "from_on": wanted.from_on,
        "to_on": wanted.to_on,
        "status": wanted.status and OrderStatus(wanted.status),
        "partner_id": wanted.partner_id,
        "text": _escaped(wanted.text),
    }
    given = {name: value for name, value in values.items() if value}
    sort = wanted.sort if wanted.sort in SORTS else "-placed"
    shape = _Shape(actor.side is Side.SELLER, frozenset(given), sort)
    return shape, {**given, "company_id": actor.company_id}


def _escaped(text: str) -> str:
    for special in "\\%_":
        text = text.replace(special, f"\\{special}")
    return text


def _matches(shape: _Shape) -> list[ColumnElement[bool]]:
    own, partner = _order.buyer_id, _order.seller_id
    if shape.is_seller:
        own, partner = partner, own
    known: dict[str, ColumnElement[bool]] = {
        "shown_from": or_(_order.placed_on >= bindparam("shown_from"), _order.status.in_(OPEN)),
        "from_on": _order.placed_on >= bindparam("from_on"),
        "to_on": _order.placed_on <= bindparam("to_on"),
        "status": _order.status == bindparam("status"),
        "partner_id": partner == bindparam("partner_id"),
        "text": or_(
            _order.number.like(bindparam("text") + "%", escape="\\"),
            _partner_name(shape).ilike("%" + bindparam("text") + "%", escape="\\"),
        ),
    }
    mine = own == bindparam("company_id")
    return [mine, *(known[name] for name in sorted(shape.asked))]


def _partner_name(shape: _Shape) -> Any:
    return _order.buyer_name if shape.is_seller else _order.seller_name


@cache
def _count(shape: _Shape) -> Select[tuple[int]]:
    few = select(_order.id).where(*_matches(shape)).limit(COUNTED_TO + 1).subquery()
    return select(func.count()).select_from(few)


@cache
def _rows(shape: _Shape) -> Select[Any]:
    return (
        select(
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
        )
        .where(*_matches(shape))
        .order_by(*SORTS[shape.sort])
        .limit(bindparam("size"))
        .offset(bindparam("skipped"))
    )


@cache
def _newer(shape: _Shape) -> Select[tuple[int]]:
    return (
        select(func.count())
        .select_from(Order.__table__)
        .where(*_matches(shape), _order.id > bindparam("than_id"))
    )


@cache
def _by_status(shape: _Shape) -> Select[Any]:
    return select(_order.status, func.count()).where(*_matches(shape)).group_by(_order.status)
