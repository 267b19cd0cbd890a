"""The only door to products: sellers see their own, buyers those of sellers that let them in."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Row, false, select
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.core.errors import NotFound
from qnector.domain.catalog.models import Category, Picture, Product, ProductStatus
from qnector.domain.connections import access as connections


def visible(actor: Actor) -> ColumnElement[bool]:
    """Products the actor may see."""
    if not actor.company_id:
        return false()
    if actor.side is Side.SELLER:
        return Product.seller_id == actor.company_id
    if actor.side is not Side.BUYER:
        return false()
    return buyable(actor.company_id) & (Product.status != ProductStatus.HIDDEN)


def own(actor: Actor) -> ColumnElement[bool]:
    """Products that the actor keeps: its company's, while it stands on the seller's side."""
    if not actor.company_id or actor.side is not Side.SELLER:
        return false()
    return Product.seller_id == actor.company_id


def buyable(buyer_id: int) -> ColumnElement[bool]:
    """Products of sellers that approved this buyer, whatever their 판매상태."""
    return Product.seller_id.in_(connections.approved_seller_ids(buyer_id))


def get(session: Session, actor: Actor, product_id: int) -> Product:
    """One visible product. Raises NotFound."""
    found = session.execute(
        select(Product).where(Product.id == product_id, visible(actor))
    ).scalar()
    if found is None:
        raise NotFound("품목을 찾을 수 없어요.")
    return found


def require_own(session: Session, actor: Actor, product_id: int) -> None:
    """Raises NotFound unless this is a product of the actor's own."""
    statement = select(Product.id).where(Product.id == product_id, own(actor))
    if session.connection().execute(statement).first() is None:
        raise NotFound("품목을 찾을 수 없어요.")


def lock(session: Session, actor: Actor, product_ids: Iterable[int]) -> list[Product]:
    """The actor's own products in id order, fresh and held until the transaction ends. NotFound.

    All of them or none: one that is not the actor's own is as good as not there.
    """
    wanted = set(product_ids)
    statement = select(Product).where(Product.id.in_(wanted), own(actor)).order_by(Product.id)
    rows = session.execute(
        statement.with_for_update(key_share=True), execution_options={"populate_existing": True}
    )
    found = list(rows.scalars())
    if len(found) != len(wanted):
        raise NotFound("품목을 찾을 수 없어요.")
    return found


def category(session: Session, actor: Actor, category_id: int) -> Row[Any]:
    """Id and name of one of the actor's own 분류. Raises NotFound."""
    statement = select(Category.id, Category.name).where(
        Category.id == category_id, Category.seller_id == actor.company_id
    )
    found = session.connection().execute(statement).first()
    if found is None or actor.side is not Side.SELLER:
        raise NotFound("분류를 찾을 수 없어요.")
    return found


def own_picture(session: Session, actor: Actor, picture_id: int) -> int:
    """A picture that belongs to the actor's company. Raises NotFound."""
    statement = select(Picture.id).where(
        Picture.id == picture_id, Picture.company_id == actor.company_id
    )
    found = session.connection().execute(statement).scalar()
    if found is None or actor.side is not Side.SELLER:
        raise NotFound("이미지를 찾을 수 없어요.")
    return int(found)


def picture(session: Session, actor: Actor, picture_id: int) -> str:
    """The hash of a picture whose owner the actor may look at. Raises NotFound."""
    # On either side: a page's pictures are still coming when its person has switched.
    sellers = connections.approved_seller_ids(actor.company_id)
    owner = (Picture.company_id == actor.company_id) | Picture.company_id.in_(sellers)
    found = session.execute(select(Picture.sha256).where(Picture.id == picture_id, owner)).scalar()
    if not actor.company_id or found is None:
        raise NotFound
    return found
