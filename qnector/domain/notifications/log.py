"""수/발신 내역: what came to a company and what it caused, as one list.

A row belongs to the list by one of two columns. Each has its index in the order of ids; the two
are read as far as the page reaches, and put together.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    case,
    func,
    literal_column,
    select,
    union_all,
)
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.paging import COUNTED_TO, Page
from qnector.domain.accounts import rules as who
from qnector.domain.accounts.models import Company
from qnector.domain.messages.models import Channel, Kind, Message, State

DIRECTIONS = ("in", "out")
SORTS = ("-at", "at")
# What a screen asks for → where deliveries stand then.
STATES: dict[str, list[State]] = {
    "sent": [State.SENT],
    "waiting": [State.PENDING, State.CLAIMED],
    "failed": [State.FAILED],
    "unknown": [State.UNKNOWN],
}

# Two transactions may take their ids in one order and their moments in the other.
OUT_OF_STEP = timedelta(hours=1)

_message = Message.__table__.c
_company = Company.__table__.c


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What 수/발신 내역 shows. `direction` is in, out or ""; `state` a key of STATES or "".

    `text` is a part of the partner's name, `from_on` a day of Seoul.
    """

    text: str = ""
    direction: str = ""
    state: str = ""
    from_on: date | None = None
    sort: str = "-at"
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class LogRow:
    """One message; `partner` is "" for 큐넥터 itself. The fee is in won and the sender's."""

    id: int
    at: datetime
    is_inbound: bool
    partner: str
    fee: int
    kind: Kind
    values: dict[str, Any]
    channel: Channel
    state: State
    error: str


@dataclass(frozen=True, slots=True)
class Totals:
    """The cards: counts are exact to 10,000, `fee_amount` is in won."""

    count: int
    sent_count: int
    last_at: datetime | None
    fee_amount: int


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which conditions a filter has; their values are parameters."""

    direction: str = ""
    asked: frozenset[str] = frozenset()
    sort: str = "-at"


def log(session: Session, actor: Actor, wanted: LogFilter) -> Page[LogRow]:
    """One page of the messages of the actor's company, of both sides. Two queries."""
    who.require_may(actor, "messages.read")
    shape, asked = _shape(actor, wanted)
    execute = session.connection().execute
    total = execute(_count(shape), asked).scalar_one()
    number = min(max(wanted.page, 1), max(1, -(-min(total, COUNTED_TO) // wanted.size)))
    part = {**asked, "size": wanted.size, "skipped": (number - 1) * wanted.size}
    return Page([LogRow(*row) for row in execute(_rows(shape), part)], total, number, wanted.size)


def totals(session: Session, actor: Actor) -> Totals:
    """총 수발신, 성공, 최근 일자, 총 비용 of the actor's company."""
    who.require_may(actor, "messages.read")
    asked = {"company": actor.company_id}
    execute = session.connection().execute
    count = execute(_count(_Shape()), asked).scalar_one()
    sent = execute(_count(_Shape(asked=frozenset({"states"}))), {**asked, "states": STATES["sent"]})
    last = execute(LAST, asked).scalar()
    fees = execute(FEES, asked).scalar_one()
    return Totals(count, sent.scalar_one(), last, int(fees or 0))


def _shape(actor: Actor, wanted: LogFilter) -> tuple[_Shape, dict[str, Any]]:
    since = datetime.combine(wanted.from_on, time(), clock.SEOUL) if wanted.from_on else None
    values = {
        "text": _escaped(wanted.text),
        "states": STATES.get(wanted.state),
        "since": since,
    }
    given = {name: value for name, value in values.items() if value}
    direction = wanted.direction if wanted.direction in DIRECTIONS else ""
    sort = wanted.sort if wanted.sort in SORTS else "-at"
    asked = {**given, "company": actor.company_id}
    if since:
        asked["scan_since"] = since - OUT_OF_STEP
    return _Shape(direction, frozenset(given), sort), asked


def _escaped(text: str) -> str:
    for special in "\\%_":
        text = text.replace(special, f"\\{special}")
    return text


def _branch(shape: _Shape, direction: str) -> Select[Any]:
    """The ids of what came in, or of what went out to somebody else."""
    own, partner = _message.to_company_id, _message.from_company_id
    conditions = [own == bindparam("company")]
    if direction == "out":
        own, partner = partner, own
        conditions = [own == bindparam("company"), partner.is_distinct_from(bindparam("company"))]
    named = select(_company.id).where(
        _company.name.ilike("%" + bindparam("text") + "%", escape="\\")
    )
    known: dict[str, list[ColumnElement[bool]]] = {
        "text": [partner.in_(named)],
        "states": [_message.state.in_(bindparam("states", expanding=True))],
        "since": [
            _message.created_at >= bindparam("since"),
            _message.id > _last_before(own.name),
        ],
    }
    wanted = (condition for name in sorted(shape.asked) for condition in known[name])
    return select(_message.id).where(*conditions, *wanted)


def _last_before(own: str) -> Any:
    """Ids follow time, so a period ends a scan where its first day begins."""
    earlier = Message.__table__.alias("earlier").c
    last = (
        select(earlier.id)
        .where(earlier[own] == bindparam("company"), earlier.created_at < bindparam("scan_since"))
        .order_by(earlier.id.desc())
        .limit(1)
    )
    return func.coalesce(last.scalar_subquery(), 0)


def _directions(shape: _Shape) -> tuple[str, ...]:
    return (shape.direction,) if shape.direction else DIRECTIONS


@cache
def _count(shape: _Shape) -> Select[tuple[int]]:
    most = COUNTED_TO + 1
    few = [_branch(shape, one).limit(most).subquery() for one in _directions(shape)]
    ids = union_all(*(select(part.c.id) for part in few)).limit(most).subquery()
    return select(func.count()).select_from(ids)


def _page(shape: _Shape) -> Any:
    """The ids of one page: the ends of both branches, each no longer than the page reaches."""
    is_down = shape.sort == "-at"
    order = _message.id.desc() if is_down else _message.id
    reach: Any = bindparam("skipped") + bindparam("size")
    ends = [
        _branch(shape, one).order_by(order).limit(reach).subquery() for one in _directions(shape)
    ]
    ids = union_all(*(select(part.c.id) for part in ends)).subquery()
    return (
        select(ids.c.id)
        .order_by(ids.c.id.desc() if is_down else ids.c.id)
        .limit(bindparam("size"))
        .offset(bindparam("skipped"))
        .subquery()
    )


@cache
def _rows(shape: _Shape) -> Select[Any]:
    part = _page(shape)
    is_inbound = _message.to_company_id == bindparam("company")
    partner = case((is_inbound, _message.from_company_id), else_=_message.to_company_id)
    return (
        select(
            _message.id,
            _message.created_at,
            is_inbound.label("is_inbound"),
            func.coalesce(_company.name, "").label("partner"),
            _message.fee,
            _message.kind,
            _message["values"],
            _message.channel,
            _message.state,
            _message.error,
        )
        .join(part, part.c.id == _message.id)
        .outerjoin(Company.__table__, _company.id == partner)
        .order_by(_message.id.desc() if shape.sort == "-at" else _message.id)
    )


def _last() -> Any:
    parts = [
        select(_message.id, _message.created_at)
        .where(own == bindparam("company"))
        .order_by(_message.id.desc())
        .limit(1)
        .subquery()
        for own in (_message.to_company_id, _message.from_company_id)
    ]
    newest = union_all(*(select(part) for part in parts)).subquery()
    return select(newest.c.created_at).order_by(newest.c.id.desc()).limit(1)


LAST = _last()
# Written out, because a partial index is used only for the condition it was made with.
FEES = select(func.sum(_message.fee)).where(
    _message.from_company_id == bindparam("company"), _message.fee > literal_column("0")
)
