"""이미지: one per product; what no product shows any more is swept up by a job."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.domain.accounts import rules as who
from qnector.domain.catalog import access, telling
from qnector.domain.catalog.models import Picture, Product

KEPT_FOR = timedelta(days=1)


def add_picture(session: Session, actor: Actor, sha256: str) -> int:
    """Own a picture file that lies under this hash. Returns its id."""
    who.require_may(actor, "products.write")
    made = Picture(company_id=actor.company_id, sha256=sha256, created_at=clock.now())
    session.add(made)
    session.flush()
    return made.id or 0


def set_picture(session: Session, actor: Actor, product_id: int, sha256: str) -> int:
    """Show the picture file under this hash with a product. Returns the picture's id. NotFound."""
    who.require_may(actor, "products.write")
    access.lock(session, actor, [product_id])
    picture_id = add_picture(session, actor, sha256)
    use_picture(session, actor, product_id, picture_id)
    return picture_id


def use_picture(
    session: Session, actor: Actor, product_id: int, picture_id: int | None
) -> int | None:
    """Show a picture that the company has, or none. Returns the one before, to put it back."""
    who.require_may(actor, "products.write")
    product = access.lock(session, actor, [product_id])[0]
    before = product.picture_id
    product.picture_id = picture_id and access.own_picture(session, actor, picture_id)
    product.updated_at = clock.now()
    session.add(product)
    session.flush()
    telling.changed(session, actor, product, "product.picture", "stock")
    return before


def forget_pictures(session: Session, now: datetime) -> int:
    """Drop the pictures that no product shows and that are older than a day; says how many."""
    # NOT IN reads the products once; NOT EXISTS would look for each picture without an index.
    shown = select(Product.picture_id).where(Product.picture_id.is_not(None))
    statement = delete(Picture).where(Picture.created_at < now - KEPT_FOR, Picture.id.not_in(shown))
    return int(session.connection().execute(statement).rowcount)


def unknown(session: Session, hashes: Collection[str]) -> set[str]:
    """Which of these hashes (at most 500) no picture has: their files belong to nobody."""
    statement = select(Picture.sha256).where(Picture.sha256.in_(hashes)).distinct()
    return set(hashes) - set(session.connection().execute(statement).scalars())
