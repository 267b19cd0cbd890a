"""Reading inquiries: the list, one of them, what is new, and whom one may ask."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.core.errors import NotFound
from qnector.core.paging import Page
from qnector.domain.accounts import rules as who
from qnector.domain.accounts.models import Company
from qnector.domain.board import access, rules
from qnector.domain.board.models import Inquiry, InquiryStatus
from qnector.domain.board.paging import containing, page_of
from qnector.domain.connections import access as connections

SORTS: dict[str, tuple[Any, ...]] = {"-asked": (Inquiry.id.desc(),), "asked": (Inquiry.id,)}
PARTS = ("received", "asked")

_asker = aliased(Company)
_seller = aliased(Company)


@dataclass(frozen=True, slots=True)
class InquiryFilter:
    """What 문의 shows. `text` is a part of title, body, answer or the partner's name.

    `part` is "received" or "asked", for a seller who has both; `sort` is a key of SORTS.
    """

    text: str = ""
    status: InquiryStatus | None = None
    part: str = ""
    sort: str = "-asked"
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class InquiryRow:
    """One inquiry of a list. `partner` is who is asked, or who asks when that is the actor's.

    `answer` is how the answer begins, "" while there is none.
    """

    id: int
    title: str
    answer: str
    partner: str
    status: InquiryStatus
    is_asked: bool
    is_unread: bool
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class InquiryDetail:
    """One inquiry, whole. `is_asked`: this company asked it; else it is the one to answer."""

    id: int
    title: str
    body: str
    answer: str
    asker: str
    seller: str
    status: InquiryStatus
    is_asked: bool
    asked_at: datetime
    answered_at: datetime | None


def inquiries(session: Session, actor: Actor, wanted: InquiryFilter) -> Page[InquiryRow]:
    """One page of what the actor's side asked or is asked. Two queries."""
    rules.need(actor, "inquiries.read")
    return page_of(
        session, _matching(Inquiry.id, actor, wanted), _with_companies(_columns(actor)),
        SORTS.get(wanted.sort, SORTS["-asked"]), InquiryRow,
        number=wanted.page, size=wanted.size,
    )  # fmt: skip


def newest_inquiry(session: Session, actor: Actor, wanted: InquiryFilter) -> int:
    """The id of the inquiry that matches and came last; 0 when there is none."""
    rules.need(actor, "inquiries.read")
    statement = _matching(func.max(Inquiry.id), actor, wanted)
    return session.connection().execute(statement).scalar_one() or 0


def newer_inquiries(session: Session, actor: Actor, wanted: InquiryFilter, than_id: int) -> int:
    """How many matching inquiries were asked after the one with this id."""
    rules.need(actor, "inquiries.read")
    statement = _matching(func.count(Inquiry.id), actor, wanted).where(Inquiry.id > than_id)
    return int(session.connection().execute(statement).scalar_one())


def inquiry(session: Session, actor: Actor, inquiry_id: int) -> InquiryDetail:
    """One inquiry. Raises NotFound for a stranger's."""
    rules.need(actor, "inquiries.read")
    columns = select(
        Inquiry.id,
        Inquiry.title,
        Inquiry.body,
        Inquiry.answer,
        _asker.name,
        func.coalesce(_seller.name, rules.QNECTOR),
        Inquiry.status,
        access.asked(actor).label("is_asked"),
        Inquiry.asked_at,
        Inquiry.answered_at,
    )
    visible = or_(access.asked(actor), access.received(actor))
    statement = _with_companies(columns).where(Inquiry.id == inquiry_id, visible)
    found = session.connection().execute(statement).first()
    if found is None:
        raise NotFound(access.NO_INQUIRY)
    return InquiryDetail(*found)


def unread_inquiries(session: Session, actor: Actor) -> int:
    """How many answers, and how many questions to this side, nobody of it has opened."""
    rules.need(actor, "inquiries.read")
    statement = select(func.count(Inquiry.id)).where(_unread(actor))
    return int(session.connection().execute(statement).scalar_one())


def may_ask(session: Session, actor: Actor) -> list[tuple[int, str]]:
    """The sellers that a buyer may ask, by name; 큐넥터 may be asked by everybody."""
    who.require_may(actor, "inquiries.ask")
    if actor.side is not Side.BUYER:
        return []
    sellers = connections.approved_seller_ids(actor.company_id)
    statement = (
        select(Company.id, Company.name)
        .where(Company.id.in_(sellers))
        .order_by(Company.name, Company.id)
    )
    return [(key, name) for key, name in session.connection().execute(statement)]


def _columns(actor: Actor) -> Select[Any]:
    return select(
        Inquiry.id,
        Inquiry.title,
        func.substr(Inquiry.answer, 1, rules.EXCERPT),
        _partner(actor),
        Inquiry.status,
        access.asked(actor).label("is_asked"),
        func.coalesce(_unread(actor), false()).label("is_unread"),
        Inquiry.asked_at,
    )


def _partner(actor: Actor) -> ColumnElement[str]:
    seller = func.coalesce(_seller.name, rules.QNECTOR)
    return case((access.asked(actor), seller), else_=_asker.name)


def _with_companies(statement: Select[Any]) -> Select[Any]:
    return (
        statement.select_from(Inquiry)
        .join(_asker, _asker.id == Inquiry.from_company_id)
        .outerjoin(_seller, _seller.id == Inquiry.to_company_id)
    )


def _matching(wished: Any, actor: Actor, wanted: InquiryFilter) -> Select[Any]:
    """A select of one thing from what matches; the companies are joined only to find a name."""
    parts = {"asked": access.asked(actor), "received": access.received(actor)}
    found = select(wished).where(parts.get(wanted.part, or_(*parts.values())))
    if wanted.status is not None:
        found = found.where(Inquiry.status == wanted.status)
    if not wanted.text:
        return found
    texts = (Inquiry.title, Inquiry.body, Inquiry.answer, _partner(actor))
    return _with_companies(found).where(containing(wanted.text, *texts))


def _unread(actor: Actor) -> ColumnElement[bool]:
    news = []
    # A condition that can never hold, joined by OR, would keep SQLite from using an index.
    if actor.side is not Side.OPERATOR:
        has_answer = Inquiry.status == InquiryStatus.ANSWERED
        news.append(and_(access.asked(actor), has_answer, Inquiry.answer_seen_at.is_(None)))
    if actor.side is not Side.BUYER:
        # Who answers has seen it, so that only those that wait need to be looked at.
        is_waiting = Inquiry.status == InquiryStatus.WAITING
        news.append(and_(access.received(actor), is_waiting, Inquiry.seen_at.is_(None)))
    return or_(*news)
