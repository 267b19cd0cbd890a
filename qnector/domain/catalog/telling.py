"""Who is told when a seller changed something: the audit log, and every screen that shows it."""

from sqlmodel import Session

from qnector.core.actor import Actor
from qnector.core.db import touch
from qnector.domain.audit import service as audit
from qnector.domain.catalog.models import Product
from qnector.domain.connections import access as connections


def tell_buyers(session: Session, seller_id: int, topic: str) -> None:
    """Wake the screens of a seller and of everybody it sells to; one query."""
    touch(session, seller_id, topic)
    for buyer_id in session.execute(connections.approved_buyer_ids(seller_id)).scalars():
        touch(session, buyer_id, topic)


def changed(
    session: Session, actor: Actor, product: Product, action: str, topic: str, detail: str = ""
) -> None:
    """Note in the audit log what was done to a product, and wake by `topic`."""
    audit.write(session, actor, action, f"product:{product.id}", detail)
    tell_buyers(session, product.seller_id, topic)
