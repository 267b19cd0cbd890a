"""What the operator reads of companies: 회사 관리."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlmodel import Session

from qnector.core import paging
from qnector.core.actor import Actor
from qnector.core.errors import NotFound
from qnector.core.paging import Page
from qnector.domain.accounts import rules
from qnector.domain.accounts.models import Company, User, Verification

NO_COMPANY = "회사를 찾을 수 없어요."
STANDINGS = ("unverified", "verified", "suspended")
SIDES = ("buyer", "seller", "both", "managed")

_company = Company.__table__.c
_user = User.__table__.c
COMPANY_SORTS: dict[str, tuple[Any, ...]] = {
    "-created": (_company.id.desc(),),
    "name": (_company.name, _company.id),
    "created": (_company.id,),
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


def companies(session: Session, actor: Actor, wanted: CompanyFilter) -> Page[CompanyRow]:
    """One page of every company whose owner has proven the address. Three queries."""
    rules.require_may(actor, "companies.read")
    matches = _companies_that(wanted)
    total = paging.counted(session, select(_company.id).where(*matches))
    number, size = paging.place(wanted.page, wanted.size, total)
    order = COMPANY_SORTS.get(wanted.sort, COMPANY_SORTS["-created"])
    chosen = select(
        *(_company[name] for name in _LISTED),
        _company.managed_by.is_not(None).label("is_managed"),
    ).where(*matches)
    rows = session.connection().execute(paging.cut(chosen.order_by(*order), number, size)).all()
    counted = _people_in(session, [row.id for row in rows])
    found = [CompanyRow(**row._asdict(), people=counted.get(row.id, 0)) for row in rows]
    return Page(found, total, number, size)


def standings(session: Session, actor: Actor) -> dict[str, int]:
    """How many companies stand where; "" counts all of them."""
    rules.require_may(actor, "companies.read")
    run = session.connection().execute
    counted = select(_company.verification, func.count()).where(_company.is_confirmed)
    by_check: dict[Any, int] = dict(map(tuple, run(counted.group_by(_company.verification))))
    suspended = select(func.count()).where(
        _company.is_confirmed, _company.suspended_at.is_not(None)
    )
    return {
        "": sum(by_check.values()),
        "unverified": by_check.get(Verification.UNVERIFIED, 0),
        "verified": by_check.get(Verification.VERIFIED, 0),
        "suspended": int(run(suspended).scalar_one()),
    }


def company(session: Session, actor: Actor, company_id: int) -> Company:
    """One company, fresh from the database. Raises NotFound."""
    rules.require_may(actor, "companies.read")
    found = session.get(Company, company_id, populate_existing=True)
    if found is None:
        raise NotFound(NO_COMPANY)
    return found


_LISTED = (
    "id", "name", "business_number", "representative_name", "contact_email", "is_buyer",
    "is_seller", "verification", "suspended_at", "created_at",
)  # fmt: skip


def _people_in(session: Session, company_ids: Sequence[int]) -> dict[int, int]:
    chosen = (
        select(_user.company_id, func.count().label("number"))
        .where(_user.company_id.in_(company_ids))
        .group_by(_user.company_id)
    )
    return {row.company_id: row.number for row in session.connection().execute(chosen)}


def _companies_that(wanted: CompanyFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [_company.is_confirmed]
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
