"""What the operator reads of companies and of the people in them: 회사 관리, 사용자 관리."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlmodel import Session

from qnector.core.actor import Actor, Role
from qnector.core.errors import NotFound
from qnector.core.paging import COUNTED_TO, Page, clean_size
from qnector.domain.accounts import rules
from qnector.domain.accounts.models import Company, LoginSession, User, Verification

NO_COMPANY = "회사를 찾을 수 없어요."
NO_PERSON = "사용자를 찾을 수 없어요."
STANDINGS = ("unverified", "verified", "suspended")
SIDES = ("buyer", "seller", "both", "managed")
ROLES = (*(role.value for role in Role), "operator")
STATES = ("active", "inactive", "unverified", "waiting")

_company = Company.__table__.c
_user = User.__table__.c
_session = LoginSession.__table__.c
COMPANY_SORTS: dict[str, tuple[Any, ...]] = {
    "-created": (_company.id.desc(),),
    "name": (_company.name, _company.id),
    "created": (_company.id,),
}
PEOPLE_SORTS: dict[str, tuple[Any, ...]] = {
    "-created": (_user.id.desc(),),
    "email": (_user.email,),
    "name": (_user.name, _user.id),
}


@dataclass(frozen=True, slots=True)
class CompanyFilter:
    """What 회사 관리 shows: text in name, number or an e-mail; `standing` of STANDINGS,
    `side` of SIDES, sort of COMPANY_SORTS."""

    text: str = ""
    standing: str = ""
    side: str = ""
    sort: str = "-created"
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """One company of the list; `people` counts its users."""

    id: int
    name: str
    business_number: str
    representative_name: str
    contact_email: str
    is_buyer: bool
    is_seller: bool
    is_managed: bool
    verification: Verification
    suspended_at: datetime | None
    created_at: datetime
    people: int


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


def companies(session: Session, actor: Actor, wanted: CompanyFilter) -> Page[CompanyRow]:
    """One page of every company there is. Three queries."""
    rules.require_may(actor, "companies.read")
    matches = _companies_that(wanted)
    total = _count(session, select(_company.id).where(*matches))
    number, size = _place(wanted.page, wanted.size, total)
    order = COMPANY_SORTS.get(wanted.sort, COMPANY_SORTS["-created"])
    chosen = select(
        *(_company[name] for name in _LISTED),
        _company.managed_by.is_not(None).label("is_managed"),
    ).where(*matches)
    rows = session.connection().execute(_cut(chosen.order_by(*order), number, size)).all()
    counted = _people_in(session, [row.id for row in rows])
    found = [CompanyRow(**row._asdict(), people=counted.get(row.id, 0)) for row in rows]
    return Page(found, total, number, size)


def standings(session: Session, actor: Actor) -> dict[str, int]:
    """How many companies stand where; "" counts all of them."""
    rules.require_may(actor, "companies.read")
    counted = select(_company.verification, func.count()).group_by(_company.verification)
    by_check: dict[Any, int] = dict(map(tuple, session.connection().execute(counted)))
    suspended = select(func.count()).where(_company.suspended_at.is_not(None))
    return {
        "": sum(by_check.values()),
        "unverified": by_check.get(Verification.UNVERIFIED, 0),
        "verified": by_check.get(Verification.VERIFIED, 0),
        "suspended": int(session.connection().execute(suspended).scalar_one()),
    }


def company(session: Session, actor: Actor, company_id: int) -> Company:
    """One company, fresh from the database. Raises NotFound."""
    rules.require_may(actor, "companies.read")
    found = session.get(Company, company_id, populate_existing=True)
    if found is None:
        raise NotFound(NO_COMPANY)
    return found


def people(session: Session, actor: Actor, wanted: PersonFilter) -> Page[PersonRow]:
    """One page of everybody who can sign in. Three queries."""
    rules.require_may(actor, "people.read")
    matches = _people_that(wanted)
    total = _count(session, _of_people(_user.id).where(*matches))
    number, size = _place(wanted.page, wanted.size, total)
    order = PEOPLE_SORTS.get(wanted.sort, PEOPLE_SORTS["-created"])
    return Page(
        _persons(
            session, _cut(_of_people(*_PERSON).where(*matches).order_by(*order), number, size)
        ),
        total,
        number,
        size,
    )


def colleagues(session: Session, actor: Actor, company_id: int) -> list[PersonRow]:
    """Everybody of one company, its owner first; at most 200."""
    rules.require_may(actor, "people.read")
    chosen = _of_people(*_PERSON).where(_user.company_id == company_id).order_by(_user.id)
    found = _persons(session, chosen.limit(200))
    return sorted(found, key=lambda person: list(Role).index(person.role))


def person(session: Session, actor: Actor, user_id: int) -> PersonRow:
    """One login. Raises NotFound."""
    rules.require_may(actor, "people.read")
    found = _persons(session, _of_people(*_PERSON).where(_user.id == user_id))
    if not found:
        raise NotFound(NO_PERSON)
    return found[0]


_LISTED = (
    "id", "name", "business_number", "representative_name", "contact_email", "is_buyer",
    "is_seller", "verification", "suspended_at", "created_at",
)  # fmt: skip
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


def _people_in(session: Session, company_ids: Sequence[int]) -> dict[int, int]:
    chosen = (
        select(_user.company_id, func.count().label("number"))
        .where(_user.company_id.in_(company_ids))
        .group_by(_user.company_id)
    )
    return {row.company_id: row.number for row in session.connection().execute(chosen)}


def _companies_that(wanted: CompanyFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if text := wanted.text.strip():
        has_user = exists().where(
            _user.company_id == _company.id, _user.email.icontains(text, autoescape=True)
        )
        digits = re.sub(r"[\s-]", "", text)
        is_number = digits.isascii() and digits.isdecimal()
        found.append(
            or_(
                _company.name.icontains(text, autoescape=True),
                _company.contact_email.icontains(text, autoescape=True),
                *([_company.business_number.contains(digits)] if is_number else []),
                has_user,
            )
        )
    if wanted.standing == "suspended":
        found.append(_company.suspended_at.is_not(None))
    elif wanted.standing in STANDINGS:
        found.append(_company.verification == Verification(wanted.standing))
    return found + _SIDES.get(wanted.side, [])


_SIDES: dict[str, list[ColumnElement[bool]]] = {
    "buyer": [_company.is_buyer],
    "seller": [_company.is_seller],
    "both": [_company.is_buyer, _company.is_seller],
    "managed": [_company.managed_by.is_not(None)],
}


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
    return found + _STATES.get(wanted.state, [])


_STATES: dict[str, list[ColumnElement[bool]]] = {
    "active": [_user.is_active],
    "inactive": [~_user.is_active],
    "unverified": [_user.email_verified_at.is_(None)],
    "waiting": [_user.password_hash == "", _user.is_active],
}


def _count(session: Session, chosen: Select[Any]) -> int:
    few = chosen.limit(COUNTED_TO + 1).subquery()
    counted = select(func.count()).select_from(few)
    return int(session.connection().execute(counted).scalar_one())


def _place(page: int, size: int, total: int) -> tuple[int, int]:
    size = clean_size(size)
    last = max(1, -(-min(total, COUNTED_TO) // size))
    return min(max(page, 1), last), size


def _cut(chosen: Select[Any], number: int, size: int) -> Select[Any]:
    return chosen.limit(size).offset((number - 1) * size)
