"""Lists of sellers for a buyer, and of buyers for a seller.

Statements are built once for each shape of filter; values are parameters.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, or_, select
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.core.errors import NotAllowed, NotFound
from qnector.core.paging import COUNTED_TO, Page, clean_size
from qnector.domain.accounts import access as companies
from qnector.domain.accounts import rules as who
from qnector.domain.accounts.models import Company, Verification
from qnector.domain.connections import access
from qnector.domain.connections.models import Connection, ConnectionStatus, Terms

Row = TypeVar("Row")

_company = Company.__table__.c
_connection = Connection.__table__.c
STATUSES = tuple(status.value for status in ConnectionStatus)
_ASKING_FIRST = case(
    {"requested": 0, "approved": 1, "suspended": 2, "rejected": 3},
    value=_connection.status,
    else_=4,
)
SELLER_SORTS: dict[str, tuple[Any, ...]] = {
    "name": (_company.name, _company.id),
    "status": (_ASKING_FIRST, _company.name, _company.id),
}
BUYER_SORTS: dict[str, tuple[Any, ...]] = {
    "status": (_ASKING_FIRST, _company.name, _company.id),
    "name": (_company.name, _company.id),
    "-asked": (_connection.requested_at.desc(), _connection.id.desc()),
}


@dataclass(frozen=True, slots=True)
class SellerFilter:
    """What 판매자 목록 shows: text in e-mail, name or business number; sort of SELLER_SORTS."""

    text: str = ""
    status: ConnectionStatus | None = None
    sort: str = "name"
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class BuyerFilter:
    """What 구매자 관리 shows; sort of BUYER_SORTS, the first has requests on top."""

    text: str = ""
    status: ConnectionStatus | None = None
    sort: str = "status"
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class SellerRow:
    """A company that sells; `status` is that of the asker's connection, None without one."""

    id: int
    name: str
    contact_email: str
    business_number: str
    representative_name: str
    business_type: str
    business_item: str
    verification: Verification
    status: ConnectionStatus | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class BuyerRow:
    """A buyer that asked or trades, with what it says of itself; `credit_limit` in won."""

    id: int
    name: str
    contact_email: str
    business_number: str
    representative_name: str
    business_type: str
    business_item: str
    verification: Verification
    phone: str
    postal_code: str
    street: str
    detail: str
    is_managed: bool
    status: ConnectionStatus
    reason: str
    requested_at: datetime
    answered_at: datetime | None
    terms_kind: Terms
    terms_days: int
    credit_limit: int | None


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which conditions a filter has."""

    is_of_buyers: bool
    asked: frozenset[str]
    sort: str


def sellers(session: Session, actor: Actor, wanted: SellerFilter) -> Page[SellerRow]:
    """One page of everybody who sells, but oneself and who is suspended.

    A 전용 구매자 sees only its own seller.
    Three queries, however many rows there are.
    """
    _require(actor, Side.BUYER)
    values = _values(actor, wanted.text, wanted.status)
    manager = manager_of(session, actor)
    asked = values.keys() | ({"manager"} if manager is not None else set())
    sort = wanted.sort if wanted.sort in SELLER_SORTS else "name"
    shape = _Shape(False, frozenset(asked - {"me"}), sort)
    return _page(session, shape, {**values, "manager": manager}, wanted, SellerRow)


def buyers(session: Session, actor: Actor, wanted: BuyerFilter) -> Page[BuyerRow]:
    """One page of the buyers that asked this seller or trade with it. Two queries."""
    _require(actor, Side.SELLER)
    values = _values(actor, wanted.text, wanted.status)
    sort = wanted.sort if wanted.sort in BUYER_SORTS else "status"
    shape = _Shape(True, frozenset(values.keys() - {"me"}), sort)
    return _page(session, shape, values, wanted, BuyerRow)


def buyer(session: Session, actor: Actor, buyer_id: int) -> BuyerRow:
    """One of the seller's buyers. Raises NotFound for everybody else."""
    _require(actor, Side.SELLER)
    asked = {"me": actor.company_id, "one": buyer_id}
    found = session.connection().execute(ONE_BUYER, asked).first()
    if found is None:
        raise NotFound(access.GONE[Side.SELLER])
    return BuyerRow(*found)


def counts_by_status(session: Session, actor: Actor) -> dict[ConnectionStatus, int]:
    """How many partners of the actor's company stand where; every status is there."""
    who.require_may(actor, "connections.read")
    counted = BUYERS_BY_STATUS if actor.side is Side.SELLER else SELLERS_BY_STATUS
    rows = session.connection().execute(counted, {"me": actor.company_id})
    found = {row.status: row.number for row in rows}
    return {status: int(found.get(status, 0)) for status in ConnectionStatus}


def manager_of(session: Session, actor: Actor) -> int | None:
    """The seller that runs the actor's company as its 전용 구매자, or None."""
    return session.connection().execute(MANAGER, {"me": actor.company_id}).scalar()


def _require(actor: Actor, side: Side) -> None:
    who.require_may(actor, "connections.read")
    if actor.side is not side:
        raise NotAllowed(who.WRONG_SIDE)


def _values(actor: Actor, text: str, status: ConnectionStatus | None) -> dict[str, Any]:
    """The parameters that are asked for; `digits` when the text may be a business number."""
    text = text.strip()
    digits = re.sub(r"[\s-]", "", text)
    given = {
        "status": status and ConnectionStatus(status),
        "text": re.sub(r"([\\%_])", r"\\\1", text),
        "digits": digits if digits.isascii() and digits.isdecimal() else "",
    }
    return {"me": actor.company_id} | {name: value for name, value in given.items() if value}


def _page(
    session: Session,
    shape: _Shape,
    values: dict[str, Any],
    wanted: SellerFilter | BuyerFilter,
    kind: type[Row],
) -> Page[Row]:
    execute = session.connection().execute
    size = clean_size(wanted.size)
    total = execute(_count(shape), values).scalar_one()
    last = max(1, -(-min(total, COUNTED_TO) // size))
    number = min(max(wanted.page, 1), last)
    asked = {**values, "size": size, "skipped": (number - 1) * size}
    return Page([kind(*row) for row in execute(_rows(shape), asked)], total, number, size)


@cache
def _count(shape: _Shape) -> Select[Any]:
    few = _from(shape, _company.id).limit(COUNTED_TO + 1).subquery()
    return select(func.count()).select_from(few)


@cache
def _rows(shape: _Shape) -> Select[Any]:
    columns, sorts = (_BUYER, BUYER_SORTS) if shape.is_of_buyers else (_SELLER, SELLER_SORTS)
    order = sorts[shape.sort]
    if shape.is_of_buyers or shape.sort != "name" or "status" in shape.asked:
        return _cut(_from(shape, *columns).order_by(*order))
    # The page first, by the index of names, then what one has asked of these few.
    few = _cut(_from(shape, _company.id).order_by(*order)).subquery()
    chosen = select(*columns).select_from(_sellers()).where(_company.id.in_(select(few.c.id)))
    return chosen.order_by(*order)


def _cut(chosen: Select[Any]) -> Select[Any]:
    return chosen.limit(bindparam("size")).offset(bindparam("skipped"))


def _from(shape: _Shape, *columns: Any) -> Select[Any]:
    chosen = select(*columns).where(*_matches(shape))
    if shape.is_of_buyers:
        partners = Connection.__table__.join(Company.__table__, _company.id == _connection.buyer_id)
        return chosen.select_from(partners).where(_connection.seller_id == bindparam("me"))
    return chosen.select_from(_sellers(is_asked="status" in shape.asked)).where(
        _company.is_seller,
        _company.is_confirmed,
        _company.suspended_at.is_(None),
        _company.id != bindparam("me"),
    )


def _sellers(*, is_asked: bool = False) -> Any:
    """Companies with what the asker asked of each; with `is_asked` only where there is such."""
    mine = and_(_connection.seller_id == _company.id, _connection.buyer_id == bindparam("me"))
    return Company.__table__.join(Connection.__table__, mine, isouter=not is_asked)


def _matches(shape: _Shape) -> list[ColumnElement[bool]]:
    text: Any = "%" + bindparam("text") + "%"
    found = [
        _company.name.ilike(text, escape="\\"),
        _company.contact_email.ilike(text, escape="\\"),
    ]
    if "digits" in shape.asked:
        found.append(_company.business_number.like("%" + bindparam("digits") + "%"))
    known: dict[str, ColumnElement[bool]] = {
        "manager": _company.id == bindparam("manager"),
        "status": _connection.status == bindparam("status"),
        "text": or_(*found),
    }
    return [known[name] for name in sorted(shape.asked & known.keys())]


_FACTS = (
    "id", "name", "contact_email", "business_number", "representative_name", "business_type",
    "business_item", "verification",
)  # fmt: skip
_ASKED = ("status", "reason", "requested_at", "answered_at", "terms_kind", "terms_days",
          "credit_limit")  # fmt: skip
_SELLER = (*(_company[name] for name in _FACTS), _connection.status, _connection.reason)
_BUYER = (
    *(_company[name] for name in (*_FACTS, "phone", "postal_code", "street", "detail")),
    func.coalesce(_company.managed_by == _connection.seller_id, False).label("is_managed"),
    *(_connection[name] for name in _ASKED),
)
MANAGER = select(_company.managed_by).where(_company.id == bindparam("me"))
ONE_BUYER = _from(_Shape(True, frozenset(), "name"), *_BUYER).where(
    _connection.buyer_id == bindparam("one")
)
_NUMBER = func.count().label("number")
BUYERS_BY_STATUS = (
    select(_connection.status, _NUMBER)
    .where(_connection.seller_id == bindparam("me"))
    .group_by(_connection.status)
)
SELLERS_BY_STATUS = (
    select(_connection.status, _NUMBER)
    .where(_connection.buyer_id == bindparam("me"), companies.is_open(_connection.seller_id))
    .group_by(_connection.status)
)
