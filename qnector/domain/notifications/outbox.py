"""보낼 메일, as the operator reads it: what was not delivered, and what went last."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, text, update
from sqlmodel import Session

from qnector.core import clock, paging
from qnector.core.actor import Actor
from qnector.core.db import changed_one, touch
from qnector.core.errors import Conflict, NotFound
from qnector.core.paging import Page
from qnector.domain.accounts import rules as who
from qnector.domain.accounts.models import Company
from qnector.domain.audit import service as audit
from qnector.domain.messages import rules
from qnector.domain.messages.models import Kind, Message, State
from qnector.domain.messages.service import DELIVERIES, OPERATORS

STATES = ("open", "pending", "failed", "unknown", "sent")
SORTS = ("-written", "written")
UNDER_WAY = (State.PENDING, State.CLAIMED)
UNDELIVERED = (*UNDER_WAY, State.FAILED, State.UNKNOWN)
NO_MAIL = "메일을 찾을 수 없어요."
GONE = "이미 보냈거나 보내고 있는 메일이에요."
DEAD = "링크의 시간이 지난 메일이에요. 받는 사람이 새 링크를 요청해야 해요."
MOST_AGAIN = 1000

_mail = Message.__table__.c
# Said as it stands in the index of mails, which SQLite would not find for a parameter.
IS_MAIL: Any = text("messages.channel = 'email'")
_OF = {
    "open": UNDELIVERED,
    "pending": UNDER_WAY,
    "failed": (State.FAILED,),
    "unknown": (State.UNKNOWN,),
    "sent": (State.SENT,),
}


@dataclass(frozen=True, slots=True)
class OutboxFilter:
    """What 보낼 메일 shows: text in the address or the company's name, `state` of STATES."""

    text: str = ""
    state: str = "open"
    kind: Kind | None = None
    sort: str = "-written"
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One mail. Its one-time link is no part of `values` here; `may_go_again` tells whether it
    can be sent once more."""

    id: int
    to_email: str
    company: str
    kind: Kind
    state: State
    attempts: int
    error: str
    written_at: datetime
    next_at: datetime
    sent_at: datetime | None
    may_go_again: bool
    has_link: bool
    company_id: int
    values: dict[str, Any] = field(default_factory=dict)


def outbox(session: Session, actor: Actor, wanted: OutboxFilter) -> Page[OutboxRow]:
    """One page of mails, newest first unless asked otherwise. Two queries."""
    who.require_may(actor, "outbox.read")
    matches = _matches(wanted)
    total = paging.counted(session, _from(_mail.id).where(*matches))
    number, size = paging.place(wanted.page, wanted.size, total)
    order = _mail.id if wanted.sort == "written" else _mail.id.desc()
    chosen = paging.cut(_from(*_ROW).where(*matches).order_by(order), number, size)
    return Page([_row(row) for row in session.connection().execute(chosen)], total, number, size)


def counts(session: Session, actor: Actor) -> dict[str, int]:
    """How many undelivered mails stand where, by STATES; those that went are not counted."""
    who.require_may(actor, "outbox.read")
    counted = (
        select(_mail.state, func.count())
        .where(IS_MAIL, _mail.state.in_(UNDELIVERED))
        .group_by(_mail.state)
    )
    found: dict[Any, int] = dict(map(tuple, session.connection().execute(counted)))
    return {name: sum(found.get(state, 0) for state in _OF[name]) for name in STATES[:-1]}


def mail(session: Session, actor: Actor, message_id: int) -> OutboxRow:
    """One mail. Raises NotFound."""
    who.require_may(actor, "outbox.read")
    chosen = _from(*_ROW).where(_mail.id == message_id, IS_MAIL)
    found = session.connection().execute(chosen).first()
    if found is None:
        raise NotFound(NO_MAIL)
    return _row(found)


def send_again(session: Session, actor: Actor, message_id: int) -> None:
    """다시 보내기 of one that failed, or whose outcome is unknown: the operator takes the risk
    that it arrives twice. Raises Conflict when it went meanwhile or its link is over."""
    who.require_may(actor, "outbox.write")
    found = mail(session, actor, message_id)
    if found.state not in (State.FAILED, State.UNKNOWN):
        raise Conflict(GONE)
    if not found.may_go_again:
        raise Conflict(DEAD)
    if not _again(session, found.id, (State.FAILED, State.UNKNOWN)):
        raise Conflict(GONE)
    audit.write(session, actor, "message.send_again", f"message:{message_id}")
    _wake(session, [found])


def send_failed(session: Session, actor: Actor) -> int:
    """실패한 메일 모두 다시 보내기: at most 1,000, without those that carried a one-time link, and
    never one whose outcome is unknown. Says how many."""
    who.require_may(actor, "outbox.write")
    # Who gives a mail up takes its one-time link out of it: without that it is nothing.
    chosen = (
        _from(*_ROW)
        .where(IS_MAIL, _mail.state == State.FAILED, _mail.kind.not_in(rules.LINK_LIVES))
        .where(_mail.to_email.is_not(None))  # else its receiver is forgotten
        .order_by(_mail.id)
        .limit(MOST_AGAIN)
    )
    rows = [_row(row) for row in session.connection().execute(chosen)]
    going = [one for one in rows if _again(session, one.id, (State.FAILED,))]
    if going:
        audit.write(session, actor, "message.send_failed", "messages", f"{len(going)}통")
        _wake(session, going)
    return len(going)


_ROW = (
    _mail.id,
    func.coalesce(_mail.to_email, "").label("to_email"),
    func.coalesce(Company.__table__.c.name, "").label("company"),
    func.coalesce(_mail.to_company_id, 0).label("company_id"),
    _mail.kind,
    _mail.state,
    _mail.attempts,
    _mail.error,
    _mail["values"],
    _mail.created_at.label("written_at"),
    _mail.next_at,
    _mail.sent_at,
)


def _from(*columns: Any) -> Select[Any]:
    companies = Company.__table__
    joined = Message.__table__.outerjoin(companies, companies.c.id == _mail.to_company_id)
    return select(*columns).select_from(joined)


def _matches(wanted: OutboxFilter) -> list[ColumnElement[bool]]:
    states = _OF.get(wanted.state, UNDELIVERED)
    is_there = _mail.state == states[0] if len(states) == 1 else _mail.state.in_(states)
    found: list[ColumnElement[bool]] = [IS_MAIL, is_there]
    if wanted.kind is not None:
        found.append(_mail.kind == wanted.kind)
    if words := wanted.text.strip():
        named = (_mail.to_email, Company.__table__.c.name)
        found.append(or_(*(column.icontains(words, autoescape=True) for column in named)))
    return found


def _row(row: Any) -> OutboxRow:
    found = row._asdict()
    given = found.pop("values") or {}
    values = {name: value for name, value in given.items() if name != rules.LINK}
    is_useful = rules.is_useful(row.kind, row.written_at, clock.now())
    return OutboxRow(
        **found,
        values=values,
        has_link=row.kind in rules.LINK_LIVES,
        may_go_again=is_useful and row.to_email != "" and rules.can_go_again(row.kind, given),
    )


def _again(session: Session, message_id: int, before: tuple[State, ...]) -> bool:
    return changed_one(
        session,
        update(Message)
        .where(Message.id == message_id, Message.state.in_(before))
        .values(
            state=State.PENDING, attempts=0, next_at=clock.now(), claimed_at=None, error=""
        ),
    )  # fmt: skip


def _wake(session: Session, mails: list[OutboxRow]) -> None:
    touch(session, OPERATORS, DELIVERIES)
    for company_id in {one.company_id for one in mails} - {0}:
        touch(session, company_id, DELIVERIES)
