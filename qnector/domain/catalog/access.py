"""The only door to products: sellers see their own, buyers those of sellers that let them in."""

from sqlalchemy import ColumnElement, false, select
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.core.errors import NotFound
from qnector.domain.catalog.models import Picture, Product, ProductStatus
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


def picture(session: Session, actor: Actor, picture_id: int) -> str:
    """The hash of a picture whose owner the actor may look at. Raises NotFound."""
    owner = Picture.company_id == actor.company_id
    if actor.side is not Side.SELLER:
        owner = owner | Picture.company_id.in_(connections.approved_seller_ids(actor.company_id))
    found = session.execute(select(Picture.sha256).where(Picture.id == picture_id, owner)).scalar()
    if not actor.company_id or found is None:
        raise NotFound
    return found
