"""Writing messages in the transaction that causes them, and handing them to the job."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, or_, select, text, update
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.db import changed_one, touch
from qnector.domain.messages import rules
from qnector.domain.messages.models import Channel, Kind, Message, State

DELIVERIES = "deliveries"  # the topic of 수/발신 내역; the bell follows "messages"
# Where a company is written to, and which channels it switched off for a kind.
ADDRESS = text(
    "SELECT c.contact_email, s.channel FROM companies c LEFT JOIN message_switches s"
    " ON s.company_id = c.id AND s.kind = :kind WHERE c.id = :id"
)
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
    companies: tuple[int, ...] = ()  # whose 수/발신 내역 shows it


def write(
    session: Session,
    to_company: int,
    kind: Kind,
    ref: str,
    values: dict[str, str],
    *,
    sender: int | None = None,
) -> None:
    """Tell a company: a row inside the app, and an e-mail when it shows a contact address.

    What it switched off in 알림 설정 is not written. `sender` is the company that caused it.
    """
    asked = {"id": to_company, "kind": kind.value}
    found = session.connection().execute(ADDRESS, asked).all()
    off = {row.channel for row in found}
    address = found[0].contact_email if found else ""
    rows = []
    if Channel.IN_APP not in off:
        rows.append(_row((sender, to_company), None, kind, Channel.IN_APP, ref, values))
    if address and Channel.EMAIL not in off:
        rows.append(_row((sender, to_company), address, kind, Channel.EMAIL, ref, values))
    if rows:
        session.connection().execute(INSERT, rows)
    _wake(session, sender, to_company)


def write_mail(
    session: Session, to_email: str, kind: Kind, ref: str, values: dict[str, str]
) -> None:
    """An e-mail to an address that need not belong to anybody yet."""
    row = _row((None, None), to_email, kind, Channel.EMAIL, ref, values)
    session.connection().execute(INSERT, [row])


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
               Message.attempts, Message.from_company_id, Message.to_company_id)
        .where(_due(now))
        .order_by(Message.id)
        .limit(limit)
    )  # fmt: skip
    return [
        Due(
            row.id,
            row.to_email or "",
            row.kind,
            row.values,
            row.message_id,
            row.attempts + 1,
            tuple(filter(None, (row.from_company_id, row.to_company_id))),
        )
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
    parties: tuple[int | None, int | None],
    email: str | None,
    kind: Kind,
    channel: Channel,
    ref: str,
    values: dict[str, str],
) -> dict[str, Any]:
    now = clock.now()
    is_inside = channel is Channel.IN_APP
    sender, receiver = parties
    return {
        "from_company_id": sender,
        "to_company_id": receiver,
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
        "fee": 0,
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


def _wake(session: Session, sender: int | None, receiver: int) -> None:
    touch(session, receiver, "messages")
    for company_id in {sender, receiver} - {None}:
        touch(session, company_id or 0, DELIVERIES)


def _mark(session: Session, due: Due, **values: Any) -> None:
    """Only the claim that is still ours: a later one has counted on."""
    for company_id in due.companies:
        touch(session, company_id, DELIVERIES)
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
