"""The only door to notices and inquiries: who may see which, and who may write them.

큐넥터's own notices belong to no company, and an inquiry to nobody is asked of 큐넥터.
"""

from sqlalchemy import ColumnElement, false, select
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.core.errors import NotFound
from qnector.domain.board.models import Inquiry, Notice
from qnector.domain.connections import access as connections

DESK = 0  # stands for 큐넥터 where the id of a company is asked for, as for an operator's actor
NO_NOTICE = "공지를 찾을 수 없어요. 내려간 공지일 수 있어요."
NO_INQUIRY = "문의를 찾을 수 없어요."


def owned_notices(actor: Actor) -> ColumnElement[bool]:
    """What the actor's side has published itself, taken down or not."""
    if actor.side is Side.OPERATOR:
        return Notice.company_id.is_(None)
    if actor.side is not Side.SELLER or not actor.company_id:
        return false()
    return Notice.company_id == actor.company_id


def shown_notices(actor: Actor) -> ColumnElement[bool]:
    """What is there to be read: 큐넥터's, and a seller's own or those of one's sellers."""
    is_up = Notice.retired_at.is_(None)
    if actor.side is Side.OPERATOR:
        return is_up & Notice.company_id.is_(None)
    if not actor.company_id:
        return false()
    if actor.side is Side.SELLER:
        return is_up & (Notice.company_id.is_(None) | (Notice.company_id == actor.company_id))
    sellers = connections.approved_seller_ids(actor.company_id)
    # Joined by OR, the two would make PostgreSQL read the notices of every seller there is.
    own = select(Notice.id).where(Notice.company_id.is_(None))
    theirs = select(Notice.id).where(Notice.company_id.in_(sellers))
    return is_up & Notice.id.in_(own.union_all(theirs))


def asked(actor: Actor) -> ColumnElement[bool]:
    """The inquiries that the actor's company has asked, as far as this side shows them.

    A buyer sees all of its company, a seller those asked of 큐넥터.
    """
    if not actor.company_id or actor.side is Side.OPERATOR:
        return false()
    own = Inquiry.from_company_id == actor.company_id
    return own if actor.side is Side.BUYER else own & Inquiry.to_company_id.is_(None)


def received(actor: Actor) -> ColumnElement[bool]:
    """The inquiries that the actor's side is to answer."""
    if actor.side is Side.OPERATOR:
        return Inquiry.to_company_id.is_(None)
    if actor.side is not Side.SELLER or not actor.company_id:
        return false()
    return Inquiry.to_company_id == actor.company_id


def own_notice(session: Session, actor: Actor, notice_id: int) -> Notice:
    """A notice that the actor's side has published. Raises NotFound."""
    statement = select(Notice).where(Notice.id == notice_id, owned_notices(actor))
    found = session.execute(statement, execution_options={"populate_existing": True}).scalar()
    if found is None:
        raise NotFound(NO_NOTICE)
    return found


def shown_notice(session: Session, actor: Actor, notice_id: int) -> int:
    """The id of a notice that the actor may read. Raises NotFound."""
    statement = select(Notice.id).where(
        Notice.id == notice_id, shown_notices(actor) | owned_notices(actor)
    )
    found = session.execute(statement).scalar()
    if found is None:
        raise NotFound(NO_NOTICE)
    return found


def inquiry(session: Session, actor: Actor, inquiry_id: int) -> Inquiry:
    """An inquiry that the actor's side asked or is asked. Raises NotFound."""
    return _inquiry(session, inquiry_id, asked(actor) | received(actor))


def received_inquiry(session: Session, actor: Actor, inquiry_id: int) -> Inquiry:
    """An inquiry that the actor's side is to answer. Raises NotFound."""
    return _inquiry(session, inquiry_id, received(actor))


def _inquiry(session: Session, inquiry_id: int, visible: ColumnElement[bool]) -> Inquiry:
    statement = select(Inquiry).where(Inquiry.id == inquiry_id, visible)
    found = session.execute(statement, execution_options={"populate_existing": True}).scalar()
    if found is None:
        raise NotFound(NO_INQUIRY)
    return found
