"""What the operator reads of everybody who can sign in: 사용자 관리."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlmodel import Session

from qnector.core import paging
from qnector.core.actor import Actor, Role
from qnector.core.errors import NotFound
from qnector.core.paging import Page
from qnector.domain.accounts import rules
from qnector.domain.accounts.models import Company, LoginSession, User

NO_PERSON = "사용자를 찾을 수 없어요."
ROLES = (*(role.value for role in Role), "operator")
MOST_IN_WINDOW = 50  # all of them are a page of their own
WAITS = "unverified"  # 인증 전
STATES = ("active", "inactive", WAITS, "waiting")

_company = Company.__table__.c
_user = User.__table__.c
_session = LoginSession.__table__.c
PEOPLE_SORTS: dict[str, tuple[Any, ...]] = {
    "-created": (_user.id.desc(),),
    "email": (_user.email,),
    "name": (_user.name, _user.id),
}


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """What 사용자 관리 shows: text in e-mail, name or company; `role` of ROLES, `state` of
    STATES, sort of PEOPLE_SORTS."""

    text: str = ""
    role: str = ""
    state: str = ""
    company_id: int = 0
    sort: str = "-created"
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One login. `seen_at` is when a session of theirs was last in use, as far as remembered."""

    id: int
    email: str
    name: str
    role: Role
    is_operator: bool
    is_active: bool
    is_verified: bool
    has_password: bool
    company_id: int
    company_name: str
    is_suspended: bool
    created_at: datetime
    seen_at: datetime | None


def people(session: Session, actor: Actor, wanted: PersonFilter) -> Page[PersonRow]:
    """One page of everybody who can sign in; who has yet to prove the address only when asked for,
    by `state` or company. Three queries."""
    rules.require_may(actor, "people.read")
    matches = _people_that(wanted)
    total = paging.counted(session, _of_people(_user.id).where(*matches))
    number, size = paging.place(wanted.page, wanted.size, total)
    order = PEOPLE_SORTS.get(wanted.sort, PEOPLE_SORTS["-created"])
    return Page(
        _persons(
            session, paging.cut(_of_people(*_PERSON).where(*matches).order_by(*order), number, size)
        ),
        total,
        number,
        size,
    )


def colleagues(session: Session, actor: Actor, company_id: int) -> list[PersonRow]:
    """The first of one company, its owner before managers and staff; at most MOST_IN_WINDOW."""
    rules.require_may(actor, "people.read")
    rank = case({role: place for place, role in enumerate(Role)}, value=_user.role)
    chosen = _of_people(*_PERSON).where(_user.company_id == company_id).order_by(rank, _user.id)
    return _persons(session, chosen.limit(MOST_IN_WINDOW))


def names(session: Session, actor: Actor, user_ids: Sequence[int]) -> dict[int, str]:
    """The names of these users."""
    rules.require_may(actor, "people.read")
    chosen = select(_user.id, _user.name).where(_user.id.in_(user_ids))
    return {row.id: row.name for row in session.connection().execute(chosen)}


def person(session: Session, actor: Actor, user_id: int) -> PersonRow:
    """One login. Raises NotFound."""
    rules.require_may(actor, "people.read")
    found = _persons(session, _of_people(*_PERSON).where(_user.id == user_id))
    if not found:
        raise NotFound(NO_PERSON)
    return found[0]


_PERSON = (
    _user.id,
    _user.email,
    _user.name,
    _user.role,
    _user.is_operator,
    _user.is_active,
    _user.email_verified_at.is_not(None).label("is_verified"),
    (_user.password_hash != "").label("has_password"),
    func.coalesce(_user.company_id, 0).label("company_id"),
    func.coalesce(_company.name, "").label("company_name"),
    _company.suspended_at.is_not(None).label("is_suspended"),
    _user.created_at,
)


def _of_people(*columns: Any) -> Select[Any]:
    joined = User.__table__.outerjoin(Company.__table__, _company.id == _user.company_id)
    return select(*columns).select_from(joined)


def _persons(session: Session, chosen: Select[Any]) -> list[PersonRow]:
    rows = session.connection().execute(chosen).all()
    seen = _seen(session, [row.id for row in rows])
    return [PersonRow(**row._asdict(), seen_at=seen.get(row.id)) for row in rows]


def _seen(session: Session, user_ids: Sequence[int]) -> dict[int, datetime]:
    """When each was here last. An operator who acted as somebody is not that person."""
    chosen = (
        select(_session.user_id, func.max(_session.last_seen_at).label("at"))
        .where(_session.user_id.in_(user_ids), _session.acting_operator_id.is_(None))
        .group_by(_session.user_id)
    )
    return {row.user_id: row.at for row in session.connection().execute(chosen)}


def _people_that(wanted: PersonFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if text := wanted.text.strip():
        named = (_user.email, _user.name, _company.name)
        found.append(or_(*(column.icontains(text, autoescape=True) for column in named)))
    if wanted.role == "operator":
        found.append(_user.is_operator)
    elif wanted.role in ROLES:
        found += [~_user.is_operator, _user.role == Role(wanted.role)]
    if wanted.company_id:
        found.append(_user.company_id == wanted.company_id)
    if not (wanted.state == WAITS or wanted.company_id):
        found.append(_PROVEN)
    return found + _STATES.get(wanted.state, [])


# Operators have no company.
_PROVEN = func.coalesce(_company.is_confirmed, True)
_STATES: dict[str, list[ColumnElement[bool]]] = {
    "active": [_user.is_active],
    "inactive": [~_user.is_active],
    WAITS: [_user.email_verified_at.is_(None), _user.is_active],
    "waiting": [_user.password_hash == "", _user.is_active],
}
