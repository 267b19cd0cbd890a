"""The only door to carts: everybody has one's own and no other."""

from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlmodel import Session

from qnector.core.actor import Actor
from qnector.domain.accounts.models import Company
from qnector.domain.cart.models import Cart, CartLine
from qnector.domain.catalog.models import Product

# Statements are built once: to build one costs more than to run it.
_cart = Cart.__table__.c
_line = CartLine.__table__.c
_product = Product.__table__.c
_company = Company.__table__.c

LINES: Select[Any] = (
    select(
        _cart.revision,
        _line.product_id,
        _line.quantity,
        _line.seen_price,
        _line.seen_rule,
        _line.is_checked,
        _product.seller_id,
        _company.name.label("seller_name"),
        _product.name,
        _product.spec,
        _product.unit,
        _product.decimals,
    )
    .select_from(
        Cart.__table__.outerjoin(CartLine.__table__, _line.user_id == _cart.user_id)
        .outerjoin(Product.__table__, _product.id == _line.product_id)
        .outerjoin(Company.__table__, _company.id == _product.seller_id)
    )
    .where(_cart.user_id == bindparam("user_id"))
    .order_by(_company.name, _product.seller_id, _line.id)
)
LOCKED: Select[Any] = (
    select(_cart.revision)
    .where(_cart.user_id == bindparam("user_id"))
    .with_for_update(key_share=True)
)


def own(actor: Actor) -> ColumnElement[bool]:
    """The actor's own lines."""
    return CartLine.user_id == actor.user_id


def lines(session: Session, actor: Actor) -> tuple[int, list[Any]]:
    """The revision of the actor's cart and its lines by seller, as rows of LINES."""
    rows = session.connection().execute(LINES, {"user_id": actor.user_id}).all()
    if not rows:
        return 0, []
    return rows[0].revision, [row for row in rows if row.product_id is not None]


def lock(session: Session, actor: Actor) -> None:
    """Let nobody else change the actor's cart; on SQLite a writer is alone anyway."""
    if session.get_bind().dialect.name == "sqlite":
        return
    session.connection().execute(LOCKED, {"user_id": actor.user_id}).first()
