"""The only door to what a company reads of its messages: what came to it, and what it caused."""

from sqlalchemy import ColumnElement, false, or_, select
from sqlmodel import Session

from qnector.core.actor import Actor
from qnector.core.errors import NotFound
from qnector.domain.messages.models import Channel, Message


def received(actor: Actor) -> ColumnElement[bool]:
    """What the bell of the actor's company rings for."""
    if not actor.company_id:
        return false()
    return (Message.to_company_id == actor.company_id) & (Message.channel == Channel.IN_APP)


def visible(actor: Actor) -> ColumnElement[bool]:
    """What came to the actor's company or was caused by it."""
    if not actor.company_id:
        return false()
    return or_(
        Message.to_company_id == actor.company_id, Message.from_company_id == actor.company_id
    )


def notification(session: Session, actor: Actor, message_id: int) -> int:
    """The id of a notification of the actor's company. Raises NotFound."""
    found = session.execute(
        select(Message.id).where(Message.id == message_id, received(actor))
    ).scalar()
    if found is None:
        raise NotFound("알림을 찾을 수 없어요.")
    return int(found)


def get(session: Session, actor: Actor, message_id: int) -> Message:
    """One message of the actor's company. Raises NotFound."""
    found = session.execute(
        select(Message).where(Message.id == message_id, visible(actor))
    ).scalar()
    if found is None:
        raise NotFound("메세지를 찾을 수 없어요.")
    return found
