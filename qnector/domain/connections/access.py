"""The only door to connections."""

from sqlalchemy import ColumnElement, Select, false, select
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.core.errors import NotFound
from qnector.domain.connections.models import Connection, ConnectionStatus


def visible(actor: Actor) -> ColumnElement[bool]:
    """The connections of the actor's company, on the side it stands on."""
    if not actor.company_id:
        return false()
    column = Connection.seller_id if actor.side is Side.SELLER else Connection.buyer_id
    return column == actor.company_id


def get(session: Session, actor: Actor, connection_id: int) -> Connection:
    """One connection of the actor's. Raises NotFound."""
    statement = select(Connection).where(Connection.id == connection_id, visible(actor))
    found = session.execute(statement).scalar()
    if found is None:
        raise NotFound
    return found


def approved(session: Session, buyer_id: int, seller_id: int) -> Connection:
    """The connection over which this buyer may order from this seller. Raises NotFound."""
    statement = select(Connection).where(
        Connection.buyer_id == buyer_id,
        Connection.seller_id == seller_id,
        Connection.status == ConnectionStatus.APPROVED,
    )
    found = session.execute(statement).scalar()
    if found is None:
        raise NotFound("승인된 판매자의 품목만 주문할 수 있어요.")
    return found


def approved_seller_ids(buyer_id: int) -> Select[tuple[int]]:
    """A select of the sellers that let this buyer order."""
    return select(Connection.seller_id).where(
        Connection.buyer_id == buyer_id, Connection.status == ConnectionStatus.APPROVED
    )


def approved_buyer_ids(seller_id: int) -> Select[tuple[int]]:
    """A select of the buyers that this seller lets order."""
    return select(Connection.buyer_id).where(
        Connection.seller_id == seller_id, Connection.status == ConnectionStatus.APPROVED
    )
