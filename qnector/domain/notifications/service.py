"""Reading notifications, switching them, and sending a mail again that did not arrive."""

from typing import Any

from sqlalchemy import delete, exists, func, literal, select, update
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.db import changed_one, insert_or_ignore, touch
from qnector.core.errors import Conflict, Invalid, NotAllowed
from qnector.domain.accounts import rules as who
from qnector.domain.accounts.models import Company
from qnector.domain.audit import service as audit
from qnector.domain.messages import rules
from qnector.domain.messages.models import (
    Channel,
    Kind,
    Message,
    MessageSwitch,
    NotificationMark,
    NotificationRead,
    State,
)
from qnector.domain.messages.service import DELIVERIES
from qnector.domain.notifications import access

TOPIC = "messages"
NOT_YOURS = "보낸 회사만 다시 보낼 수 있어요."
UNSURE = "도착했는지 알 수 없는 메일이에요. 두 번 갈 수 있어요."
UNDER_WAY = "이미 보냈거나 보내고 있는 메일이에요."
UNWANTED = "받는 회사가 이메일을 받지 않기로 했어요."
NO_ADDRESS = "받는 회사가 이메일 주소를 지웠어요."


def read_one(session: Session, actor: Actor, message_id: int) -> None:
    """The user has seen a notification. Raises NotFound for what the company did not receive.

    An operator in a borrowed login leaves no mark.
    """
    who.require_may(actor, "messages.read")
    found = access.notification(session, actor, message_id)
    if actor.acting_operator_id is not None:
        return
    statement = insert_or_ignore(session, NotificationRead, ["user_id", "message_id"])
    session.connection().execute(statement, {"user_id": actor.user_id, "message_id": found})
    touch(session, actor.company_id, TOPIC)


def read_all(session: Session, actor: Actor) -> None:
    """모두 읽음, on the side where one stands: what waits only on the other side still waits.

    The mark goes up to the first notification that waits there; beyond it every one that was
    read has its own row. An operator in a borrowed login leaves no mark.
    """
    who.require_may(actor, "messages.read")
    if actor.acting_operator_id is not None:
        return
    here = rules.kinds_of(actor.side)
    waiting = [
        access.received(actor),
        Message.id > _read_to(actor),
        ~exists().where(
            NotificationRead.user_id == actor.user_id, NotificationRead.message_id == Message.id
        ),
    ]
    execute = session.connection().execute
    there = execute(select(func.min(Message.id)).where(*waiting, Message.kind.not_in(here)))
    first_there = there.scalar()
    if first_there is None:
        newest = select(func.coalesce(func.max(Message.id), 0)).where(access.received(actor))
        _set_mark(session, actor, execute(newest).scalar_one())
    else:
        read = select(literal(actor.user_id), Message.id).where(*waiting, Message.kind.in_(here))
        rows = insert_or_ignore(session, NotificationRead, ["user_id", "message_id"])
        execute(rows.from_select(["user_id", "message_id"], read))
        _set_mark(session, actor, first_there - 1)
    touch(session, actor.company_id, TOPIC)


def switch(session: Session, actor: Actor, kind: Kind, channel: Channel, *, is_on: bool) -> None:
    """알림 설정: whether the company hears of a kind over a channel from now on.

    Raises Invalid for a kind that does not concern the side where the actor stands.
    """
    who.require_may(actor, "messages.switch")
    if actor.side not in rules.SIDES[kind]:
        raise Invalid("이 화면에서 바꿀 수 없는 알림이에요.")
    row = {"company_id": actor.company_id, "kind": kind, "channel": channel}
    if is_on:
        off = (getattr(MessageSwitch, name) == value for name, value in row.items())
        session.connection().execute(delete(MessageSwitch).where(*off))
    else:
        unique = ["company_id", "kind", "channel"]
        session.connection().execute(insert_or_ignore(session, MessageSwitch, unique), row)
    audit.write(session, actor, "message.switch", f"{kind}:{channel}", "on" if is_on else "off")
    touch(session, actor.company_id, TOPIC)


def send_again(session: Session, actor: Actor, message_id: int, *, is_sure: bool = False) -> None:
    """다시 보내기: a mail that failed goes once more, to the address that the receiver shows now.

    Its Message-ID stays. One whose outcome is unknown may have arrived: it goes only when the
    actor `is_sure`. Raises NotAllowed for the receiver, Conflict when it is not to be sent.
    """
    who.require_may(actor, "messages.switch")
    found = access.get(session, actor, message_id)
    if found.from_company_id != actor.company_id or found.channel is not Channel.EMAIL:
        raise NotAllowed(NOT_YOURS)
    if found.state is State.UNKNOWN and not is_sure:
        raise Conflict(UNSURE)
    again = (
        update(Message)
        .where(Message.id == found.id, Message.state.in_([State.FAILED, State.UNKNOWN]))
        .values(
            state=State.PENDING, attempts=0, next_at=clock.now(), claimed_at=None, error="",
            to_email=_address(session, found),
        )
        .execution_options(synchronize_session="fetch")
    )  # fmt: skip
    if not changed_one(session, again):
        raise Conflict(UNDER_WAY)
    session.expire(found)
    audit.write(session, actor, "message.send_again", f"message:{message_id}")
    for company_id in {actor.company_id, found.to_company_id} - {None}:
        touch(session, company_id or 0, DELIVERIES)


def _address(session: Session, message: Message) -> str:
    """Where the receiver wants its mail now. Raises Conflict when it wants none."""
    if message.to_company_id is None:
        return message.to_email or ""
    row = (message.to_company_id, message.kind, Channel.EMAIL)
    if session.get(MessageSwitch, row) is not None:
        raise Conflict(UNWANTED)
    statement = select(Company.contact_email).where(Company.id == message.to_company_id)
    address = session.execute(statement).scalar_one()
    if not address:
        raise Conflict(NO_ADDRESS)
    return str(address)


def _read_to(actor: Actor) -> Any:
    mark = select(NotificationMark.read_to).where(NotificationMark.user_id == actor.user_id)
    return func.coalesce(mark.scalar_subquery(), 0)


def _set_mark(session: Session, actor: Actor, read_to: int) -> None:
    """The mark never goes back; rows below it are not needed any more."""
    row = {"user_id": actor.user_id, "read_to": read_to}
    made = changed_one(
        session, insert_or_ignore(session, NotificationMark, ["user_id"]).values(**row)
    )
    if not made:
        session.connection().execute(
            update(NotificationMark)
            .where(NotificationMark.user_id == actor.user_id, NotificationMark.read_to < read_to)
            .values(read_to=read_to)
        )
    session.connection().execute(
        delete(NotificationRead).where(
            NotificationRead.user_id == actor.user_id, NotificationRead.message_id <= read_to
        )
    )
