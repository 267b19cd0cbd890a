"""What a company still has to finish on either side: before it leaves that side."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.domain.accounts import rules as who
from qnector.domain.connections import access as connections
from qnector.domain.orders.models import Order
from qnector.domain.orders.rules import OPEN


@dataclass(frozen=True, slots=True)
class Standing:
    """Orders that are not finished, per side, and buyers who may order."""

    open_orders: dict[Side, int]
    buyers: int


def standing(session: Session, actor: Actor) -> Standing:
    """Of the actor's company, on both sides. Raises NotAllowed."""
    who.require_may(actor, "company.read")
    parties = {Side.BUYER: Order.buyer_id, Side.SELLER: Order.seller_id}
    orders = {
        side: select(func.count()).where(party == actor.company_id, Order.status.in_(OPEN))
        for side, party in parties.items()
    }
    buyers = connections.approved_buyer_ids(actor.company_id).subquery()
    return Standing(
        {side: int(session.execute(one).scalar_one()) for side, one in orders.items()},
        int(session.execute(select(func.count()).select_from(buyers)).scalar_one()),
    )
