"""Reading 사용자 관리: who belongs to the company."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor, Role
from qnector.core.errors import NotFound
from qnector.core.paging import Page, clean_size
from qnector.domain.accounts import rules
from qnector.domain.accounts.models import (
    AccountPicture,
    LinkKind,
    LoginSession,
    OneTimeLink,
    User,
)
from qnector.domain.accounts.pictures import Shown
from qnector.domain.accounts.team import GONE

ROLES = tuple(role.value for role in Role)
STATES = ("active", "invited", "off")
_IS_INVITED: ColumnElement[bool] = and_(
    User.is_active, User.password_hash == "", User.email_verified_at.is_(None)
)
_RANK = case((User.role == Role.OWNER, 0), (User.role == Role.MANAGER, 1), else_=2)
SORTS: dict[str, tuple[Any, ...]] = {
    "role": (_RANK, User.name, User.id),
    "name": (User.name, User.id),
    "-created": (User.created_at.desc(), User.id.desc()),
}


@dataclass(frozen=True, slots=True)
class MemberFilter:
    """Text in name or e-mail; `role` of ROLES, `state` of STATES, sort of SORTS."""

    text: str = ""
    role: str = ""
    state: str = ""
    sort: str = "role"
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One login of the company. `state` is one of STATES; `until` is when an invitation ends."""

    id: int
    name: str
    email: str
    role: Role
    state: str
    until: datetime | None
    seen_at: datetime | None
    picture: Shown | None


def members(session: Session, actor: Actor, wanted: MemberFilter) -> Page[MemberRow]:
    """One page of the actor's colleagues and the actor. Raises NotAllowed."""
    rules.require_may(actor, "users.read")
    matches = _that(actor, wanted)
    total = int(session.execute(select(func.count()).where(*matches)).scalar_one())
    size = clean_size(wanted.size)
    number = min(max(1, wanted.page), max(1, -(-total // size)))
    order = SORTS.get(wanted.sort, SORTS["role"])
    rows = session.execute(
        _rows().where(*matches).order_by(*order).limit(size).offset((number - 1) * size)
    )
    return Page([_row(row) for row in rows], total, number, size)


def member(session: Session, actor: Actor, user_id: int) -> MemberRow:
    """One of them. Raises NotFound."""
    rules.require_may(actor, "users.read")
    matches = (*_that(actor, MemberFilter()), User.id == user_id)
    row = session.execute(_rows().where(*matches)).first()
    if row is None:
        raise NotFound(GONE)
    return _row(row)


def _that(actor: Actor, wanted: MemberFilter) -> tuple[ColumnElement[bool], ...]:
    found: list[Any] = [User.company_id == actor.company_id]
    if wanted.text:
        found.append(
            or_(
                User.name.icontains(wanted.text, autoescape=True),
                User.email.icontains(wanted.text, autoescape=True),
            )
        )
    if wanted.role in ROLES:
        found.append(User.role == Role(wanted.role))
    states = {
        "invited": _IS_INVITED,
        "active": and_(User.is_active, ~_IS_INVITED),
        "off": ~User.is_active,
    }
    if wanted.state in states:
        found.append(states[wanted.state])
    return tuple(found)


def _rows() -> Any:
    seen = (
        select(func.max(LoginSession.last_seen_at))
        .where(LoginSession.user_id == User.id, LoginSession.acting_operator_id.is_(None))
        .scalar_subquery()
    )
    until = (
        select(func.max(OneTimeLink.expires_at))
        .where(OneTimeLink.user_id == User.id, OneTimeLink.kind == LinkKind.INVITE)
        .scalar_subquery()
    )
    return select(
        User.id,
        User.name,
        User.email,
        User.role,
        User.is_active,
        _IS_INVITED.label("is_invited"),
        seen.label("seen_at"),
        until.label("until"),
        AccountPicture.id.label("picture_id"),
        AccountPicture.sha256,
    ).outerjoin(AccountPicture, AccountPicture.user_id == User.id)


def _row(row: Any) -> MemberRow:
    state = "invited" if row.is_invited else "active" if row.is_active else "off"
    return MemberRow(
        id=row.id,
        name=row.name,
        email=row.email,
        role=row.role,
        state=state,
        until=row.until if row.is_invited and (row.until or clock.now()) > clock.now() else None,
        seen_at=row.seen_at,
        picture=Shown(row.picture_id, row.sha256[:12]) if row.picture_id else None,
    )
