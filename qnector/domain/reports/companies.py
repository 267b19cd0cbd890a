"""What a company does on this server, in figures, for the operator's window of it."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.domain.accounts import rules as who
from qnector.domain.catalog.models import Product
from qnector.domain.connections.models import Connection, ConnectionStatus
from qnector.domain.orders.models import OrderDay


@dataclass(frozen=True, slots=True)
class Doings:
    """How many products it registered, partners it trades with, orders it placed and received."""

    products: int
    sellers: int
    buyers: int
    placed: int
    received: int


def doings(session: Session, actor: Actor, company_id: int) -> Doings:
    """Five small counts. Raises NotAllowed for anybody but the operator."""
    who.require_may(actor, "companies.read")
    approved = select(func.count()).where(Connection.status == ConnectionStatus.APPROVED)
    orders = select(func.coalesce(func.sum(OrderDay.order_count), 0)).where(
        OrderDay.company_id == company_id
    )
    counted = (
        select(func.count()).where(Product.seller_id == company_id),
        approved.where(Connection.buyer_id == company_id),
        approved.where(Connection.seller_id == company_id),
        orders.where(OrderDay.side == Side.BUYER),
        orders.where(OrderDay.side == Side.SELLER),
    )
    run = session.connection().execute
    return Doings(*(int(run(one).scalar_one()) for one in counted))
