"""Stock that orders hold: taken when they are placed, given back when they are cancelled.

Rows are locked in product order, so that two orders never wait for each other in a circle.
"""

from collections.abc import Iterable

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from qnector.core.db import touch
from qnector.core.errors import Conflict
from qnector.domain.catalog.models import Product, ProductStatus
from qnector.domain.connections.models import Connection, ConnectionStatus
from qnector.domain.orders.models import OrderLine

_product = Product.__table__.c
_line = OrderLine.__table__.c
_connection = Connection.__table__.c

LOCK = (
    select(_product.id)
    .where(_product.id.in_(bindparam("products", expanding=True)))
    .order_by(_product.id)
    .with_for_update(key_share=True)
)
TAKE = (
    update(Product.__table__)
    .where(_product.id == bindparam("product"), _product.stock >= bindparam("quantity"))
    .where(_product.status == ProductStatus.ON_SALE)
    .values(stock=_product.stock - bindparam("quantity"))
)
GIVE_BACK = (
    update(Product.__table__)
    .where(_product.id == bindparam("product"))
    .values(stock=_product.stock + bindparam("quantity"))
)
HELD = select(_line.product_id, _line.quantity).where(_line.order_id == bindparam("order"))

LOOKING = select(_connection.buyer_id).where(
    _connection.seller_id.in_(bindparam("sellers", expanding=True)),
    _connection.status == ConnectionStatus.APPROVED,
)


def lock(session: Session, product_ids: list[int]) -> None:
    """Let nobody else change these products; on SQLite a writer is alone anyway."""
    if session.get_bind().dialect.name != "sqlite":
        session.connection().execute(LOCK, {"products": product_ids}).all()


def take(session: Session, wanted: dict[int, int]) -> None:
    """Take so many thousandths of each product, all or nothing. Raises Conflict."""
    rows = [{"product": one, "quantity": wanted[one]} for one in sorted(wanted)]
    if session.connection().execute(TAKE, rows).rowcount != len(rows):
        raise Conflict


def give_back(session: Session, order_id: int, seller_id: int) -> None:
    """Return what an order that is cancelled held, and wake whoever looks at the stock."""
    held = dict(map(tuple, session.connection().execute(HELD, {"order": order_id})))
    lock(session, sorted(held))
    rows = [{"product": one, "quantity": held[one]} for one in sorted(held)]
    session.connection().execute(GIVE_BACK, rows)
    wake(session, [seller_id])


def wake(session: Session, seller_ids: Iterable[int]) -> None:
    """Tell everybody who looks at the stock of these sellers that it moved; one query for all."""
    sellers = list(seller_ids)
    buyers = session.connection().execute(LOOKING, {"sellers": sellers}).scalars()
    for company_id in [*sellers, *buyers]:
        touch(session, company_id, "stock")
