"""Reading notices: the list, one of them, and what is new."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, literal, select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.errors import NotFound
from qnector.core.paging import Page
from qnector.domain.accounts.models import Company
from qnector.domain.board import access, rules
from qnector.domain.board.models import Notice, NoticeKind, NoticeRead
from qnector.domain.board.paging import containing, page_of

SORTS: dict[str, tuple[Any, ...]] = {
    "-published": (Notice.is_pinned.desc(), Notice.published_at.desc(), Notice.id.desc()),
    "published": (Notice.is_pinned.desc(), Notice.published_at, Notice.id),
}


@dataclass(frozen=True, slots=True)
class NoticeFilter:
    """What 공지사항 shows. `text` is a part of title or body, `sort` a key of SORTS.

    `is_retired` shows what one's own side has taken down instead of what is up.
    """

    text: str = ""
    kind: NoticeKind | None = None
    is_retired: bool = False
    sort: str = "-published"
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice of a list; `excerpt` is how its body begins, `author` a company or 큐넥터."""

    id: int
    kind: NoticeKind
    title: str
    excerpt: str
    author: str
    is_pinned: bool
    is_own: bool
    is_unread: bool
    published_at: datetime


@dataclass(frozen=True, slots=True)
class NoticeDetail:
    """One notice, whole. `updated_at` is what `edit_notice` wants to see again."""

    id: int
    kind: NoticeKind
    title: str
    body: str
    author: str
    is_pinned: bool
    is_own: bool
    is_retired: bool
    published_at: datetime
    updated_at: datetime


def notices(session: Session, actor: Actor, wanted: NoticeFilter) -> Page[NoticeRow]:
    """One page of what the actor may read, pinned ones first. Two queries."""
    rules.need(actor, "notices.read")
    return page_of(
        session, select(Notice.id).where(*_matching(actor, wanted)), _rows(actor),
        SORTS.get(wanted.sort, SORTS["-published"]), NoticeRow,
        number=wanted.page, size=wanted.size,
    )  # fmt: skip


def newest_notice(session: Session, actor: Actor, wanted: NoticeFilter) -> int:
    """The id of the notice that matches and came last; 0 when there is none."""
    rules.need(actor, "notices.read")
    statement = select(func.max(Notice.id)).where(*_matching(actor, wanted))
    return session.connection().execute(statement).scalar_one() or 0


def newer_notices(session: Session, actor: Actor, wanted: NoticeFilter, than_id: int) -> int:
    """How many matching notices were published after the one with this id."""
    rules.need(actor, "notices.read")
    statement = select(func.count(Notice.id)).where(
        *_matching(actor, wanted), Notice.id > than_id
    )  # fmt: skip
    return int(session.connection().execute(statement).scalar_one())


def notice(session: Session, actor: Actor, notice_id: int) -> NoticeDetail:
    """One notice. Raises NotFound for what is down or a stranger's."""
    rules.need(actor, "notices.read")
    visible = access.shown_notices(actor) | access.owned_notices(actor)
    statement = (
        select(
            Notice.id,
            Notice.kind,
            Notice.title,
            Notice.body,
            func.coalesce(Company.name, rules.QNECTOR),
            Notice.is_pinned,
            _is_own(actor).label("is_own"),
            Notice.retired_at.is_not(None).label("is_retired"),
            Notice.published_at,
            Notice.updated_at,
        )
        .outerjoin(Company, Company.id == Notice.company_id)
        .where(Notice.id == notice_id, visible)
    )
    found = session.connection().execute(statement).first()
    if found is None:
        raise NotFound(access.NO_NOTICE)
    return NoticeDetail(*found)


def latest(session: Session, actor: Actor, count: int = 3) -> list[NoticeRow]:
    """The first few of the list, for the dashboard."""
    return notices(session, actor, NoticeFilter(size=count)).rows


def unread_notices(session: Session, actor: Actor) -> int:
    """How many notices of the last 30 days this user has not opened; one's own do not count."""
    rules.need(actor, "notices.read")
    statement = select(func.count(Notice.id)).where(access.shown_notices(actor), _unread(actor))
    return int(session.connection().execute(statement).scalar_one())


def _rows(actor: Actor) -> Select[Any]:
    return select(
        Notice.id,
        Notice.kind,
        Notice.title,
        func.substr(Notice.body, 1, rules.EXCERPT),
        func.coalesce(Company.name, rules.QNECTOR),
        Notice.is_pinned,
        _is_own(actor).label("is_own"),
        _unread(actor).label("is_unread"),
        Notice.published_at,
    ).outerjoin(Company, Company.id == Notice.company_id)


def _matching(actor: Actor, wanted: NoticeFilter) -> list[ColumnElement[bool]]:
    known = [access.shown_notices(actor)]
    if wanted.is_retired:
        known = [access.owned_notices(actor), Notice.retired_at.is_not(None)]
    if wanted.kind is not None:
        known.append(Notice.kind == wanted.kind)
    if wanted.text:
        known.append(containing(wanted.text, Notice.title, Notice.body))
    return known


def _is_own(actor: Actor) -> ColumnElement[bool]:
    """Never NULL, which a comparison with the company of 큐넥터's notices would be."""
    return func.coalesce(access.owned_notices(actor), false())


def _unread(actor: Actor) -> ColumnElement[bool]:
    is_read = exists().where(NoticeRead.user_id == actor.user_id, NoticeRead.notice_id == Notice.id)
    return and_(
        Notice.published_at > literal(clock.now() - rules.NEWS_FOR, Notice.published_at.type),
        ~_is_own(actor),
        ~is_read,
    )
