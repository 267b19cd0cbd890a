"""Finding by a few letters: orders by number, products, companies that one trades with."""

import re
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.domain.accounts import rules as who
from qnector.domain.accounts.models import Company
from qnector.domain.catalog import access as products
from qnector.domain.catalog.models import Product
from qnector.domain.connections import access as connections
from qnector.domain.connections.models import Connection
from qnector.domain.orders import finding
from qnector.domain.orders.finding import Found as FoundOrder

MOST = 5


@dataclass(frozen=True, slots=True)
class FoundProduct:
    """A product by its name; `seller` says whose it is."""

    id: int
    name: str
    sku: str
    seller: str


@dataclass(frozen=True, slots=True)
class FoundCompany:
    """A company by its name."""

    id: int
    name: str
    business_number: str


@dataclass(frozen=True, slots=True)
class Found:
    """At most five of each kind."""

    orders: list[FoundOrder]
    products: list[FoundProduct]
    companies: list[FoundCompany]


def find(session: Session, actor: Actor, text: str) -> Found:
    """What the actor may see and the text names; without text its newest orders."""
    who.require_may(actor, "search.read")
    wanted = text.strip()
    if not wanted:
        return Found(finding.newest(session, actor, MOST), [], [])
    return Found(
        finding.by_number(session, actor, wanted, MOST),
        _products(session, actor, wanted),
        _companies(session, actor, wanted),
    )


def _products(session: Session, actor: Actor, text: str) -> list[FoundProduct]:
    statement = (
        select(Product.id, Product.name, Product.sku, Company.name.label("seller"))
        .join(Company, Company.id == Product.seller_id)
        .where(products.visible(actor))
        .where(
            or_(
                Product.name.icontains(text, autoescape=True),
                Product.sku.istartswith(text, autoescape=True),
            )
        )
        .order_by(Product.name, Product.id)
        .limit(MOST)
    )
    return [FoundProduct(*row) for row in session.connection().execute(statement)]


def _companies(session: Session, actor: Actor, text: str) -> list[FoundCompany]:
    named: ColumnElement[bool] = Company.name.icontains(text, autoescape=True)
    digits = re.sub(r"[\s-]", "", text)
    if digits.isdecimal() and digits.isascii():
        named = named | Company.business_number.like(f"{digits}%")
    statement = (
        select(Company.id, Company.name, Company.business_number)
        .where(named, _known(actor), Company.id != actor.company_id)
        .order_by(Company.name, Company.id)
        .limit(MOST)
    )
    return [FoundCompany(*row) for row in session.connection().execute(statement)]


def _known(actor: Actor) -> ColumnElement[bool]:
    """A buyer may find every seller, a seller the companies that asked it or buy from it."""
    if actor.side is Side.BUYER:
        return and_(Company.is_seller, Company.is_confirmed, Company.suspended_at.is_(None))
    return Company.id.in_(select(Connection.buyer_id).where(connections.visible(actor)))
