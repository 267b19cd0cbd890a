"""감사 기록: what a company's owner, or the operator, reads of who did what."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session

from qnector.core import clock, paging
from qnector.core.actor import Actor
from qnector.core.errors import NotFound
from qnector.core.paging import COUNTED_TO, Page
from qnector.domain.accounts import rules as who
from qnector.domain.accounts.models import Company, User
from qnector.domain.audit.models import AuditEntry
from qnector.domain.audit.service import LOOK
from qnector.domain.audit.verifying import of_chain
from qnector.domain.board.models import Inquiry, Notice
from qnector.domain.catalog.models import Product
from qnector.domain.connections.models import Connection

GONE = "기록을 찾을 수 없어요."

_entry = AuditEntry.__table__.c
_doer: Any = aliased(User, name="doer")
_operator: Any = aliased(User, name="behind")


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What 감사 기록 shows. `area` is of labels.AUDIT_AREA or "", days are of Seoul.

    `text` is a part of who did it, of what it concerns or, for the operator, of the company;
    `actions` are those whose Korean name holds it. `company_id` narrows what the operator sees.
    """

    text: str = ""
    actions: tuple[str, ...] = ()
    area: str = ""
    from_on: date | None = None
    to_on: date | None = None
    company_id: int | None = None
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One act. `operator_name` is who did it in another person's name, or who did it for 큐넥터;
    `about` is the name of what `ref` means, where there is one."""

    id: int
    number: int
    at: datetime
    action: str
    ref: str
    detail: str
    address: str
    hash: str
    company_id: int
    company_name: str
    user_name: str
    user_email: str
    is_operator: bool
    operator_name: str
    about: str = ""


def page(session: Session, actor: Actor, wanted: AuditFilter) -> Page[AuditRow]:
    """One page, newest first. The owner reads the own company's, the operator all of them.

    Of 개인정보 열람 a company's part holds the operator's looks at everybody too: its people were
    among them.
    """
    who.require_may(actor, "audit.read")
    execute = session.connection().execute
    conditions = _conditions(actor, wanted)
    few = select(_entry.id).where(*conditions).limit(COUNTED_TO + 1).subquery()
    total = execute(select(func.count()).select_from(few)).scalar_one()
    number = min(max(wanted.page, 1), max(1, -(-min(total, COUNTED_TO) // wanted.size)))
    ids = (
        select(_entry.id)
        .where(*conditions)
        .order_by(_entry.at.desc(), _entry.id.desc())
        .limit(wanted.size)
        .offset((number - 1) * wanted.size)
        .subquery()
    )
    rows = _rows().join(ids, ids.c.id == _entry.id)
    found = execute(rows.order_by(_entry.at.desc(), _entry.id.desc())).all()
    return Page(_printed(session, [row._mapping for row in found]), total, number, wanted.size)


def newest(session: Session, actor: Actor, wanted: AuditFilter) -> int:
    """The id of the newest matching act, wherever the list stands; 0 when there is none."""
    who.require_may(actor, "audit.read")
    matching = select(_entry.id).where(*_conditions(actor, wanted))
    first = matching.order_by(_entry.at.desc(), _entry.id.desc()).limit(1)
    return session.connection().execute(first).scalar() or 0


def newer(session: Session, actor: Actor, wanted: AuditFilter, than_id: int) -> int:
    """How many matching acts were recorded after the one with this id."""
    who.require_may(actor, "audit.read")
    then = AuditEntry.__table__.alias("then").c
    since = select(then.at).where(then.id == than_id).scalar_subquery()
    later = select(_entry.id).where(*_conditions(actor, wanted), _entry.id > than_id)
    return paging.counted(session, later.where(_entry.at >= since))


def entry(session: Session, actor: Actor, entry_id: int) -> AuditRow:
    """One act, with its place in the chain. Raises NotFound for what the actor may not see."""
    who.require_may(actor, "audit.read")
    visible = or_(_own(actor), and_(_entry.company_id.is_(None), _entry.area == LOOK))
    scope = [] if actor.is_operator else [visible]
    found = session.connection().execute(_rows().where(_entry.id == entry_id, *scope)).first()
    if found is None:
        raise NotFound(GONE)
    return _printed(session, [found._mapping])[0]


def chain_of(session: Session, actor: Actor, company_id: int | None) -> int:
    """Which chain the actor may have verified: the own one; the operator says which."""
    who.require_may(actor, "audit.read")
    return (company_id or 0) if actor.is_operator else actor.company_id


def company_name(session: Session, actor: Actor, company_id: int) -> str:
    """The name of the company whose log the operator reads. Raises NotFound."""
    who.require_may(actor, "audit.read")
    found = session.get(Company, company_id) if actor.is_operator else None
    if found is None:
        raise NotFound(GONE)
    return found.name


def _own(actor: Actor) -> ColumnElement[bool]:
    return _entry.company_id == actor.company_id


def _conditions(actor: Actor, wanted: AuditFilter) -> list[ColumnElement[bool]]:
    company_id = wanted.company_id if actor.is_operator else actor.company_id
    said: list[ColumnElement[bool]] = []
    if company_id is not None and wanted.area == LOOK:
        said.append(or_(_entry.company_id == company_id, _entry.company_id.is_(None)))
    elif company_id is not None:
        said.append(of_chain(company_id))
    if wanted.area:
        said.append(_entry.area == wanted.area)
    if wanted.from_on:
        said.append(_entry.at >= _morning(wanted.from_on))
    if wanted.to_on:
        said.append(_entry.at < _morning(wanted.to_on + timedelta(days=1)))
    if wanted.text:
        said.append(_matches(actor, wanted))
    return said


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), clock.SEOUL)


def _matches(actor: Actor, wanted: AuditFilter) -> ColumnElement[bool]:
    """A part of a name, a number or the act's own name. Nobody finds people of other companies."""
    like = _escaped(wanted.text)
    people = select(User.id).where(
        or_(User.name.ilike(like, escape="\\"), User.email.ilike(like, escape="\\"))
    )
    if not actor.is_operator:
        people = people.where(User.company_id == actor.company_id)
    parts = [
        _entry.ref.ilike(like, escape="\\"),
        _entry.user_id.in_(people),
        _entry.action.in_(wanted.actions),
    ]
    if actor.is_operator:
        named = select(Company.id).where(Company.name.ilike(like, escape="\\"))
        parts += [_entry.company_id.in_(named), _entry.acting_operator_id.in_(people)]
    return or_(*parts)


def _escaped(text: str) -> str:
    for special in "\\%_":
        text = text.replace(special, f"\\{special}")
    return f"%{text}%"


def _rows() -> Select[Any]:
    said = (_entry[name] for name in ("id", "number", "at", "action", "ref", "detail", "address"))
    return (
        select(
            *said,
            _entry.hash,
            func.coalesce(_entry.company_id, 0).label("company_id"),
            func.coalesce(Company.name, "").label("company_name"),
            func.coalesce(_doer.name, "").label("user_name"),
            func.coalesce(_doer.email, "").label("user_email"),
            func.coalesce(_doer.is_operator, literal(False)).label("is_operator"),
            func.coalesce(_operator.name, "").label("operator_name"),
        )
        .select_from(AuditEntry)
        .outerjoin(Company, Company.id == _entry.company_id)
        .outerjoin(_doer, _doer.id == _entry.user_id)
        .outerjoin(_operator, _operator.id == _entry.acting_operator_id)
    )


def _printed(session: Session, found: list[Any]) -> list[AuditRow]:
    """With the names of the people, companies and products that the acts concern."""
    names = _names(session, {row["ref"] for row in found})
    return [AuditRow(**row, about=names.get(row["ref"], "")) for row in found]


def _names(session: Session, refs: set[str]) -> dict[str, str]:
    """What refs mean, by name. They stand in a chain whose reader may know it."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for noun, _, key in (ref.partition(":") for ref in refs):
        if noun in NAMED and key.isdecimal() and len(key) < 16:
            wanted[noun].append(int(key))
    parts = [
        _named(noun).where(table.id.in_(wanted[noun]))
        for noun, (table, _) in NAMED.items()
        if wanted[noun]
    ]
    if not parts:
        return {}
    rows = session.connection().execute(union_all(*parts))
    return {f"{noun}{key}": name for noun, key, name in rows}


_buyer: Any = aliased(Company, name="buyer")
_seller: Any = aliased(Company, name="seller")
NAMED: dict[str, tuple[Any, Any]] = {
    "user": (User, User.name),
    "company": (Company, Company.name),
    "product": (Product, Product.name),
    "notice": (Notice, Notice.title),
    "inquiry": (Inquiry, Inquiry.title),
    "connection": (Connection, _buyer.name + " – " + _seller.name),
}


def _named(noun: str) -> Select[Any]:
    table, name = NAMED[noun]
    chosen = select(literal(f"{noun}:"), table.id, name)
    if table is not Connection:
        return chosen
    chosen = chosen.select_from(Connection).join(_buyer, _buyer.id == Connection.buyer_id)
    return chosen.join(_seller, _seller.id == Connection.seller_id)
