"""Orders by what people type into a search: the beginning of a number."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.domain.accounts import rules as who
from qnector.domain.billing import service as billing
from qnector.domain.orders import access
from qnector.domain.orders.models import Order, OrderStatus
from qnector.domain.orders.rules import OPEN

_order = Order.__table__.c
_NUMBER = re.compile(r"[0-9]{2,8}(-[0-9]{0,6})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Found:
    """An order by its number; `partner` is the other party's name."""

    number: str
    partner: str
    status: OrderStatus


def by_number(session: Session, actor: Actor, text: str, most: int) -> list[Found]:
    """The newest orders whose number begins so: 20260213-6, 202602, 2026. Empty for other text.

    A number begins with its day, so the index over the days of a company serves.
    """
    who.require_may(actor, "orders.read")
    days = days_of(text)
    if days is None:
        return []
    first, last = days
    statement = _listed(session, actor).where(_order.placed_on >= first, _order.placed_on <= last)
    return _found(session, statement.where(_order.number.startswith(text)), most)


def newest(session: Session, actor: Actor, most: int) -> list[Found]:
    """The newest orders of the actor's company."""
    who.require_may(actor, "orders.read")
    return _found(session, _listed(session, actor), most)


def days_of(text: str) -> tuple[date, date] | None:
    """The first and last Seoul day that a number beginning so can have; None for no number."""
    if not _NUMBER.fullmatch(text):
        return None
    digits = text.partition("-")[0]
    if "-" in text and len(digits) != 8:
        return None
    return _day(digits.ljust(8, "0")), _day(digits.ljust(8, "9"))


def _day(digits: str) -> date:
    """The day that eight digits name, or the nearest one when there is no such day."""
    year, month, day = max(int(digits[:4]), 1), int(digits[4:6]), int(digits[6:])
    month = min(max(month, 1), 12)
    return date(year, month, min(max(day, 1), monthrange(year, month)[1]))


def _listed(session: Session, actor: Actor) -> Select[Any]:
    since = billing.history_from(session, actor.company_id) or date.min
    partner = _order.buyer_name if actor.side is Side.SELLER else _order.seller_name
    return (
        select(_order.number, partner, _order.status)
        .where(access.visible(actor), or_(_order.placed_on >= since, _order.status.in_(OPEN)))
        .order_by(_order.placed_on.desc(), _order.id.desc())
    )


def _found(session: Session, statement: Select[Any], most: int) -> list[Found]:
    return [Found(*row) for row in session.connection().execute(statement.limit(most))]
