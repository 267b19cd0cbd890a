"""Writing messages in the transaction that causes them, and handing them to the job."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, or_, select, text, update
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.db import changed_one
from qnector.domain.messages import rules
from qnector.domain.messages.models import Channel, Kind, Message, State

ADDRESS = text("SELECT contact_email FROM companies WHERE id = :id")
INSERT = insert(Message.__table__)


@dataclass(frozen=True, slots=True)
class Due:
    """An e-mail that the job may deliver now; `attempts` counts this one too."""

    id: int
    to_email: str
    kind: Kind
    values: dict[str, Any]
    message_id: str
    attempts: int


def write(session: Session, to_company: int, kind: Kind, ref: str, values: dict[str, str]) -> None:
    """Tell a company: a row inside the app, and an e-mail when it shows a contact address."""
    address = session.connection().execute(ADDRESS, {"id": to_company}).scalar()
    rows = [_row(to_company, None, kind, Channel.IN_APP, ref, values)]
    if address:
        rows.append(_row(to_company, address, kind, Channel.EMAIL, ref, values))
    session.connection().execute(INSERT, rows)


def write_mail(
    session: Session, to_email: str, kind: Kind, ref: str, values: dict[str, str]
) -> None:
    """An e-mail to an address that need not belong to anybody yet."""
    session.connection().execute(INSERT, [_row(None, to_email, kind, Channel.EMAIL, ref, values)])


def is_any_due(session: Session) -> bool:
    """Whether `claim` would find something; asked often, writes nothing."""
    statement = select(Message.id).where(_due(clock.now())).limit(1)
    return session.execute(statement).first() is not None


def claim(session: Session, limit: int) -> list[Due]:
    """Take mails that are due, so that no other process delivers them too.

    What a process claimed that then died comes back after five minutes: a mail goes at least
    once, and its Message-ID stays. After six attempts it is given up.
    """
    now = clock.now()
    _give_up(session, now)
    statement = (
        select(Message.id, Message.to_email, Message.kind, Message.values, Message.message_id,
               Message.attempts)
        .where(_due(now))
        .order_by(Message.id)
        .limit(limit)
    )  # fmt: skip
    return [
        Due(row.id, row.to_email or "", row.kind, row.values, row.message_id, row.attempts + 1)
        for row in session.execute(statement).all()
        if _take(session, row.id, row.attempts, now)
    ]


def mark_sent(session: Session, due: Due) -> None:
    """The mail server took it."""
    _mark(session, due, state=State.SENT, sent_at=clock.now(), error="")


def mark_failed(session: Session, due: Due, error: str, *, may_retry: bool) -> None:
    """It was not taken: try again later, or give up after six times or a clear refusal."""
    wait = rules.retry_in(due.attempts) if may_retry else None
    if wait is None:
        _mark(session, due, state=State.FAILED, error=error[:300])
        return
    _mark(session, due, state=State.PENDING, next_at=clock.now() + wait, error=error[:300])


def _due(now: datetime) -> ColumnElement[bool]:
    return (Message.channel == Channel.EMAIL) & or_(
        (Message.state == State.PENDING) & (Message.next_at <= now),
        (Message.state == State.CLAIMED) & (Message.claimed_at < now - rules.LEASE),
    )


def _give_up(session: Session, now: datetime) -> None:
    """A mail that ends the process each time must not end it for ever."""
    session.execute(
        update(Message)
        .where(_due(now), Message.attempts >= rules.MOST_ATTEMPTS)
        .values(state=State.FAILED, error="no answer")
        .execution_options(synchronize_session=False)
    )


def _row(
    company_id: int | None,
    email: str | None,
    kind: Kind,
    channel: Channel,
    ref: str,
    values: dict[str, str],
) -> dict[str, Any]:
    now = clock.now()
    is_inside = channel is Channel.IN_APP
    return {
        "to_company_id": company_id,
        "to_email": email,
        "kind": kind,
        "channel": channel,
        "ref": ref,
        "values": values,
        "state": State.SENT if is_inside else State.PENDING,
        "attempts": 0,
        "next_at": now,
        "sent_at": now if is_inside else None,
        "error": "",
        "message_id": "" if is_inside else f"<{secrets.new_key()}@qnector>",
        "created_at": now,
    }


def _take(session: Session, message_id: int, attempts: int, now: datetime) -> bool:
    return changed_one(
        session,
        update(Message)
        .where(Message.id == message_id, Message.attempts == attempts)
        .where(Message.state.in_([State.PENDING, State.CLAIMED]))
        .values(state=State.CLAIMED, claimed_at=now, attempts=attempts + 1),
    )


def _mark(session: Session, due: Due, **values: Any) -> None:
    """Only the claim that is still ours: a later one has counted on."""
    session.execute(
        update(Message)
        .where(
            Message.id == due.id,
            Message.state == State.CLAIMED,
            Message.attempts == due.attempts,
        )
        .values(**values)
        .execution_options(synchronize_session=False)
    )
