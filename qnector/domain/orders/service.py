"""The verbs of orders, under one name: `from qnector.domain.orders import service as orders`."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlmodel import Session

from qnector.core.actor import Actor
from qnector.domain.accounts import rules as who
from qnector.domain.cart import service as cart
from qnector.domain.orders import access
from qnector.domain.orders.models import Order, OrderLine, Placement
from qnector.domain.orders.moves import (
    accept,
    answer_cancel,
    cancel,
    complete,
    release,
    request_cancel,
    withdraw_cancel,
)
from qnector.domain.orders.placing import Confirmation, Placed, Wanted, open_confirmation, place
from qnector.domain.orders.shipping import Parcel, complete_delivered, ship

__all__ = [
    "Confirmation",
    "Parcel",
    "Placed",
    "Reordered",
    "Wanted",
    "accept",
    "answer_cancel",
    "cancel",
    "complete",
    "complete_delivered",
    "forget_keys",
    "open_confirmation",
    "place",
    "release",
    "reorder",
    "request_cancel",
    "ship",
    "withdraw_cancel",
]

KEYS_LIVE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Reordered:
    """Names of what went into the cart, and of what could not."""

    added: list[str]
    skipped: list[str]


def reorder(session: Session, actor: Actor, order_id: int) -> Reordered:
    """재주문: put an order's lines into the cart, as far as they can be ordered now."""
    who.require_may(actor, "orders.place")
    order = access.get(session, actor, order_id)
    lines = session.execute(
        select(OrderLine.product_id, OrderLine.name, OrderLine.quantity)
        .where(OrderLine.order_id == order.id)
        .order_by(OrderLine.position)
    ).all()
    added = cart.refill(session, actor, {line.product_id: line.quantity for line in lines})
    return Reordered(
        [line.name for line in lines if line.product_id in added],
        [line.name for line in lines if line.product_id not in added],
    )


def forget_keys(session: Session, now: datetime) -> int:
    """Forget the keys of placements older than 30 days; their orders stay. Returns how many."""
    old = select(Placement.id).where(Placement.created_at < now - KEYS_LIVE)
    session.execute(
        update(Order)
        .where(Order.placement_id.in_(old))
        .values(placement_id=None)
        .execution_options(synchronize_session=False)
    )
    gone = session.execute(delete(Placement).where(Placement.created_at < now - KEYS_LIVE))
    return int(getattr(gone, "rowcount", 0))
