"""What partners sell and buy, for the lists of partners. Both ask once for a whole page."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.domain.accounts import rules as who
from qnector.domain.catalog import access as products
from qnector.domain.catalog.models import Product, ProductStatus
from qnector.domain.orders.models import PartnerMonth

_product = Product.__table__.c
_month = PartnerMonth.__table__.c

PRODUCTS = (
    select(_product.seller_id, func.count().label("number"))
    .where(_product.seller_id.in_(bindparam("sellers", expanding=True)))
    .where(products.buyable(bindparam("buyer")), _product.status != ProductStatus.HIDDEN)
    .group_by(_product.seller_id)
)
MONTHS = select(_month.buyer_id, _month.order_count, _month.total_amount).where(
    _month.buyer_id.in_(bindparam("buyers", expanding=True)),
    _month.month == bindparam("month"),
    _month.seller_id == bindparam("seller"),
)


@dataclass(frozen=True, slots=True)
class Bought:
    """What a buyer bought this month (won), cancelled orders aside."""

    order_count: int
    total_amount: int


def products_by_seller(session: Session, actor: Actor, seller_ids: list[int]) -> dict[int, int]:
    """How many products the actor may order from each of these sellers; 0 is left out."""
    who.require_may(actor, "products.read")
    if not seller_ids:
        return {}
    asked = {"sellers": seller_ids, "buyer": actor.company_id}
    return {row.seller_id: row.number for row in session.connection().execute(PRODUCTS, asked)}


def month_by_buyer(session: Session, actor: Actor, buyer_ids: list[int]) -> dict[int, Bought]:
    """What each of these buyers bought this month from the actor's company."""
    who.require_may(actor, "orders.read")
    if not buyer_ids:
        return {}
    asked = {
        "buyers": buyer_ids,
        "seller": actor.company_id,
        "month": clock.today().replace(day=1),
    }
    rows = session.connection().execute(MONTHS, asked)
    return {row.buyer_id: Bought(row.order_count, row.total_amount) for row in rows}
