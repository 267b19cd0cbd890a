"""Which orders a filter means: its conditions, so that an index serves each of them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.domain.accounts import rules as who
from qnector.domain.billing import service as billing
from qnector.domain.orders import sums
from qnector.domain.orders.finding import days_of
from qnector.domain.orders.models import Order, OrderStatus
from qnector.domain.orders.rules import OPEN

_order = Order.__table__.c


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """What 주문 관리 shows. Days are of Seoul; sort is a key of listing.SORTS.

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
class Shape:
    """Which conditions a filter has; their values are parameters, so a statement is built once."""

    is_seller: bool
    asked: frozenset[str]
    sort: str


def read(
    session: Session, actor: Actor, wanted: OrderFilter
) -> tuple[Shape, dict[str, Any]] | None:
    """The shape of a filter and its values; None when nothing can match."""
    who.require_may(actor, "orders.read")
    wanted = replace(wanted, status=wanted.status and OrderStatus(wanted.status))
    searched = _searched(session, actor, wanted)
    if searched is None:
        return None
    values = searched | _days(wanted, billing.history_from(session, actor.company_id))
    values |= {"to_on": wanted.to_on, "status": wanted.status}
    given = {name: value for name, value in values.items() if value is not None}
    shape = Shape(actor.side is Side.SELLER, frozenset(given), wanted.sort)
    return shape, {**given, "company_id": actor.company_id}


def conditions(shape: Shape) -> list[ColumnElement[bool]]:
    """What the shape asks of an order of `company_id`."""
    own, partner = _order.buyer_id, _order.seller_id
    if shape.is_seller:
        own, partner = partner, own
    named = partner.in_(bindparam("partners", expanding=True))
    numbered = and_(
        _order.placed_on.between(bindparam("first_on"), bindparam("last_on")),
        *([_order.number.like(bindparam("number") + "%")] if "number" in shape.asked else []),
    )
    known: dict[str, ColumnElement[bool]] = {
        "shown_from": or_(_order.placed_on >= bindparam("shown_from"), _order.status.in_(OPEN)),
        "from_on": _order.placed_on >= bindparam("from_on"),
        "to_on": _order.placed_on <= bindparam("to_on"),
        "status": _order.status == bindparam("status"),
        "partner_id": partner == bindparam("partner_id"),
        "partners": or_(numbered, named) if "first_on" in shape.asked else named,
    }
    mine = [own == bindparam("company_id")]
    if "first_on" in shape.asked and "partners" not in shape.asked:
        mine.append(numbered)
    return mine + [known[name] for name in sorted(shape.asked & known.keys())]


def _days(wanted: OrderFilter, window: date | None) -> dict[str, date | None]:
    """From which day on; a plan's window hides what is closed, and only that."""
    from_on = wanted.from_on
    if window is None or wanted.status in OPEN or (from_on is not None and from_on >= window):
        return {"from_on": from_on}
    if wanted.status is not None:
        return {"from_on": window}
    return {"from_on": from_on, "shown_from": window}


def _searched(session: Session, actor: Actor, wanted: OrderFilter) -> dict[str, Any] | None:
    """Whom and which number the text names. Names are looked up among the partners, who are few,
    rather than in the orders, and a number begins with its day."""
    if not wanted.text:
        return {"partner_id": wanted.partner_id}
    found = sums.partners_named(session, actor, wanted.text)
    if wanted.partner_id is not None:
        found = [one for one in found if one == wanted.partner_id]
    days = days_of(wanted.text)
    if days is None:
        return _one_of(found) if found else None
    values: dict[str, Any] = {"first_on": days[0], "last_on": days[1]}
    if not all(f"{day:%Y%m%d}".startswith(wanted.text) for day in days):
        values["number"] = wanted.text
    return values | {"partner_id": wanted.partner_id, "partners": found or None}


def _one_of(partners: list[int]) -> dict[str, Any]:
    return {"partner_id": partners[0]} if len(partners) == 1 else {"partners": partners}
