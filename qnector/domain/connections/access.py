"""The only door to connections."""

from sqlalchemy import ColumnElement, Select, false, select
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.core.errors import NotFound
from qnector.domain.accounts import access as companies
from qnector.domain.connections.models import Connection, ConnectionStatus

GONE = {
    Side.BUYER: "승인을 요청한 판매자가 아니에요. 목록을 다시 확인해 주세요.",
    Side.SELLER: "구매자를 찾을 수 없어요. 구매자가 요청을 거두었을 수 있어요.",
}


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


def between(session: Session, actor: Actor, partner_id: int) -> Connection:
    """The connection of the actor's company with this partner. Raises NotFound.

    Screens say whom they mean by company: the number of a withdrawn request may be given to the
    next one, and then an old row would answer somebody else.
    """
    column = Connection.buyer_id if actor.side is Side.SELLER else Connection.seller_id
    statement = select(Connection).where(column == partner_id, visible(actor))
    found = session.execute(statement).scalar()
    if found is None:
        raise NotFound(GONE.get(actor.side, ""))
    return found


def approved(session: Session, buyer_id: int, seller_id: int) -> Connection:
    """The connection over which this buyer may order from this seller. Raises NotFound."""
    statement = select(Connection).where(
        Connection.buyer_id == buyer_id,
        Connection.seller_id == seller_id,
        Connection.status == ConnectionStatus.APPROVED,
        companies.is_open(Connection.seller_id),
    )
    found = session.execute(statement).scalar()
    if found is None:
        raise NotFound("승인된 판매자의 품목만 주문할 수 있어요.")
    return found


def approved_seller_ids(buyer_id: int) -> Select[tuple[int]]:
    """A select of the sellers that let this buyer order, without those that are suspended."""
    return select(Connection.seller_id).where(
        Connection.buyer_id == buyer_id,
        Connection.status == ConnectionStatus.APPROVED,
        companies.is_open(Connection.seller_id),
    )


def hold_as_buyer(session: Session, actor: Actor) -> None:
    """Hold all that lets the actor's company order: whoever is just ordering has done so before,
    or comes after."""
    held = select(Connection.id).where(Connection.buyer_id == actor.company_id)
    session.execute(held.order_by(Connection.id).with_for_update(key_share=True))


def approved_buyer_ids(seller_id: int) -> Select[tuple[int]]:
    """A select of the buyers that this seller lets order."""
    return select(Connection.buyer_id).where(
        Connection.seller_id == seller_id, Connection.status == ConnectionStatus.APPROVED
    )


def partner_ids(session: Session, actor: Actor) -> set[int]:
    """The companies that the actor's company trades with, on whichever side it stands."""
    if not actor.company_id:
        return set()
    both = approved_seller_ids(actor.company_id).union_all(approved_buyer_ids(actor.company_id))
    return set(session.execute(both).scalars())
