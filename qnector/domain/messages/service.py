"""Writing messages in the transaction that causes them, and handing them to the job."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, insert, literal_column, or_, select, text, update
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.db import changed_one, touch
from qnector.domain.messages import reasons, rules
from qnector.domain.messages.models import Channel, Kind, Message, State

DELIVERIES = "deliveries"  # the topic of 수/발신 내역; the bell follows "messages"
OPERATORS = 0  # whose screens show what is still to be delivered
# Where a company is written to, and which channels it switched off for a kind.
ADDRESS = text(
    "SELECT c.contact_email, s.channel FROM companies c LEFT JOIN message_switches s"
    " ON s.company_id = c.id AND s.kind = :kind WHERE c.id = :id"
)
INSERT = insert(Message.__table__)
DUE = (
    Message.id,
    Message.to_email,
    Message.kind,
    Message.values,
    Message.message_id,
    Message.attempts,
    Message.created_at,
    Message.from_company_id,
    Message.to_company_id,
    Message.ref,
)


@dataclass(frozen=True, slots=True)
class Due:
    """An e-mail that the job may deliver now; `attempts` counts this one too."""

    id: int
    to_email: str
    kind: Kind
    values: dict[str, Any]
    message_id: str
    attempts: int
    created_at: datetime
    from_company_id: int | None = None
    to_company_id: int | None = None
    ref: str = ""

    @property
    def companies(self) -> set[int]:
        """Whose 수/발신 내역 shows it."""
        return {one for one in (self.from_company_id, self.to_company_id) if one}


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
    touch(session, OPERATORS, DELIVERIES)


def blank_mails(session: Session, refs: Collection[str]) -> None:
    """Leave neither address nor words in mails to people about these: who they were about is
    forgotten. One that was still to be delivered is not."""
    row = Message.__table__.c
    was_due = row.state.in_([State.PENDING, State.CLAIMED])
    session.execute(
        update(Message)
        # Mails to people are found in the index of receivers, as those to no company.
        .where(row.to_company_id.is_(None), row.ref.in_(refs))
        .values(
            to_email=None,
            values={},
            state=case((was_due, State.FAILED), else_=row.state),
            error=case((was_due, reasons.ADDRESS), else_=row.error),
        )
        .execution_options(synchronize_session=False)
    )
    touch(session, OPERATORS, DELIVERIES)


def count_to_person(
    session: Session, to_email: str, kinds: Collection[Kind], since: datetime
) -> int:
    """How many mails of these kinds were written to an address since then."""
    statement = select(func.count()).where(*_to_person(to_email, kinds), Message.created_at > since)
    return int(session.execute(statement).scalar_one())


def last_to_person(session: Session, to_email: str, kinds: Collection[Kind]) -> datetime | None:
    """When the last mail of these kinds was written to an address."""
    statement = (
        select(Message.created_at)
        .where(*_to_person(to_email, kinds))
        .order_by(Message.created_at.desc())
        .limit(1)
    )
    found: datetime | None = session.execute(statement).scalar()
    return found


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
    statement = select(*DUE).where(_due(now)).order_by(Message.id).limit(limit)
    return [
        Due(**{**row._mapping, "to_email": row.to_email or "", "attempts": row.attempts + 1})
        for row in session.execute(statement).all()
        if _take(session, row.id, row.attempts, now)
    ]


def mark_sent(session: Session, due: Due) -> None:
    """The mail server took it; a one-time link does not lie about any longer."""
    said = _without_link(due.values)
    _mark(session, due, state=State.SENT, sent_at=clock.now(), error="", **said)


def mark_failed(session: Session, due: Due, error: str, *, may_retry: bool) -> None:
    """It was not taken: try again later, or give up after six times or a clear refusal.

    One whose link will be over by then is given up too. `error` is a code of `reasons`.
    """
    wait = rules.retry_in(due.attempts) if may_retry else None
    now = clock.now()
    if wait is None or not rules.is_useful(due.kind, due.created_at, now + wait):
        said = _without_link(due.values)
        _mark(session, due, state=State.FAILED, error=error[:300], **said)
        return
    _mark(session, due, state=State.PENDING, next_at=now + wait, error=error[:300])


def record_bounce(session: Session, message_id: str, error: str) -> bool:
    """A mail that was taken came back from further on: it counts as failed. `error` as above.

    Tells whether there is such a mail; one that bounced before stays as it is.
    """
    statement = select(Message.id, Message.state, Message.from_company_id, Message.to_company_id)
    # Written out, because a partial index is used only for the condition it was made with.
    is_mail: ColumnElement[bool] = literal_column("messages.message_id <> ''")
    found = session.execute(statement.where(Message.message_id == message_id, is_mail)).first()
    if found is None:
        return False
    bounced = (
        update(Message)
        .where(Message.id == found.id, Message.state.in_([State.SENT, State.UNKNOWN]))
        .values(state=State.FAILED, error=error[:300])
        .execution_options(synchronize_session=False)
    )
    if changed_one(session, bounced):
        for company_id in {found.from_company_id, found.to_company_id, OPERATORS} - {None}:
            touch(session, company_id, DELIVERIES)
    return True


def _to_person(to_email: str, kinds: Collection[Kind]) -> list[ColumnElement[bool]]:
    row = Message.__table__.c
    return [row.to_email == to_email, row.to_company_id.is_(None), row.kind.in_(kinds)]


def _due(now: datetime) -> ColumnElement[bool]:
    return (Message.channel == Channel.EMAIL) & or_(
        (Message.state == State.PENDING) & (Message.next_at <= now),
        (Message.state == State.CLAIMED) & (Message.claimed_at < now - rules.LEASE),
    )


def _give_up(session: Session, now: datetime) -> None:
    """A mail that ends the process each time must not end it for ever."""
    hopeless = select(*DUE).where(_due(now), Message.attempts >= rules.MOST_ATTEMPTS)
    for row in session.execute(hopeless).all():
        given_up = {"state": State.FAILED, "error": reasons.NO_ANSWER, **_without_link(row.values)}
        statement = update(Message).where(Message.id == row.id, Message.attempts == row.attempts)
        session.execute(statement.values(**given_up).execution_options(synchronize_session=False))


def _without_link(values: dict[str, Any]) -> dict[str, Any]:
    if rules.LINK not in values:
        return {}
    return {"values": {name: said for name, said in values.items() if name != rules.LINK}}


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
    for company_id in due.companies | {OPERATORS}:
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
