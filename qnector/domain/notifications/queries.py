"""What the bell shows, and what is switched off."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.domain.accounts import access as companies
from qnector.domain.accounts import rules as who
from qnector.domain.messages import rules
from qnector.domain.messages.models import (
    Channel,
    Kind,
    Message,
    MessageSwitch,
    NotificationMark,
    NotificationRead,
)

SHOWN = 20
COUNTED = 300  # the newest unread ones; the bell says 99+ long before
LOOKED_AT = 500  # so far back the bell looks for entries of its side

_message = Message.__table__.c
_mark = NotificationMark.__table__.c
_read = NotificationRead.__table__.c
_switch = MessageSwitch.__table__.c

OTHER = {Side.BUYER: Side.SELLER, Side.SELLER: Side.BUYER}
READ_TO = func.coalesce(
    select(_mark.read_to).where(_mark.user_id == bindparam("user")).scalar_subquery(), 0
)
IS_OPENED = exists().where(_read.user_id == bindparam("user"), _read.message_id == _message.id)
MINE = and_(_message.to_company_id == bindparam("company"), _message.channel == Channel.IN_APP)


def _unread() -> Select[Any]:
    newest = (
        select(_message.kind)
        .where(MINE, _message.id > READ_TO, ~IS_OPENED)
        .order_by(_message.id.desc())
        .limit(COUNTED)
        .subquery()
    )
    return select(newest.c.kind, func.count()).group_by(newest.c.kind)


def _latest() -> Select[Any]:
    # A company with both sides may have thousands of entries of the other one before the first
    # of this one: the bell does not look for ever.
    newest = (
        select(_message.id).where(MINE).order_by(_message.id.desc()).limit(LOOKED_AT).subquery()
    )
    return (
        select(
            _message.id,
            _message.kind,
            _message.ref,
            _message["values"],
            _message.created_at,
            or_(_message.id <= READ_TO, IS_OPENED).label("is_read"),
        )
        .join(newest, newest.c.id == _message.id)
        .where(_message.kind.in_(bindparam("kinds", expanding=True)))
        .order_by(_message.id.desc())
        .limit(bindparam("count"))
    )


UNREAD, LATEST = _unread(), _latest()
SWITCHED_OFF = select(_switch.kind, _switch.channel).where(
    _switch.company_id == bindparam("company")
)


@dataclass(frozen=True, slots=True)
class Unread:
    """How many notifications wait on the side where one stands, and how many only on the other."""

    here: int
    there: int


@dataclass(frozen=True, slots=True)
class Notification:
    """One entry of the bell; `values` are those of the message's words."""

    id: int
    kind: Kind
    ref: str
    values: dict[str, Any]
    at: datetime
    is_read: bool


@dataclass(frozen=True, slots=True)
class SwitchRow:
    """Over which channels a company wants to hear of a kind."""

    kind: Kind
    channels: frozenset[Channel]


@dataclass(frozen=True, slots=True)
class Switches:
    """알림 설정 of one side; `email` is where mails go, "" while the company shows none."""

    rows: list[SwitchRow]
    email: str


def unread(session: Session, actor: Actor) -> Unread:
    """What nobody has to count beyond: of the newest 300 unread ones. One query."""
    who.require_may(actor, "messages.read")
    here = rules.kinds_of(actor.side)
    found = session.connection().execute(UNREAD, _asker(actor)).all()
    return Unread(
        sum(count for kind, count in found if kind in here),
        sum(count for kind, count in found if kind not in here),
    )


def latest(session: Session, actor: Actor, count: int = SHOWN) -> list[Notification]:
    """The newest notifications of the side where the actor stands. One query."""
    who.require_may(actor, "messages.read")
    asked = {**_asker(actor), "kinds": rules.kinds_of(actor.side), "count": count}
    return [Notification(*row) for row in session.connection().execute(LATEST, asked)]


def switches(session: Session, actor: Actor) -> Switches:
    """What concerns the side where the actor stands, and what of it is switched on."""
    who.require_may(actor, "messages.read")
    found = session.connection().execute(SWITCHED_OFF, {"company": actor.company_id})
    off = {(row.kind, row.channel) for row in found}
    rows = [
        SwitchRow(kind, frozenset(one for one in Channel if (kind, one) not in off))
        for kind in rules.kinds_of(actor.side)
    ]
    return Switches(rows, companies.company(session, actor).contact_email)


def _asker(actor: Actor) -> dict[str, Any]:
    return {"user": actor.user_id, "company": actor.company_id}
