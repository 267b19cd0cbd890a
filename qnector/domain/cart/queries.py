"""Reading a cart."""

from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import and_, select
from sqlmodel import Session

from qnector.core.actor import Actor
from qnector.core.money import VatKind, VatMode, amount_of, vat_of
from qnector.domain.accounts.models import Company
from qnector.domain.cart import access
from qnector.domain.cart.models import Cart, CartLine
from qnector.domain.catalog import rules
from qnector.domain.catalog.models import Product, ProductStatus
from qnector.domain.connections.models import Connection, ConnectionStatus

GONE = "지금은 주문할 수 없는 품목이에요."
SOLD_OUT = "품절된 품목이에요."


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands now. Won and thousandths; `amount` is what the buyer pays."""

    product_id: int
    seller_id: int
    seller_name: str
    name: str
    spec: str
    unit: str
    decimals: int
    min_quantity: int
    quantity_step: int
    stock: int
    quantity: int
    price: int
    seen_price: int
    amount: int
    is_checked: bool
    is_available: bool
    picture_id: int | None
    problem: str


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one seller, who becomes one order."""

    seller_id: int
    seller_name: str
    lines: list[Line]
    subtotal: int


@dataclass(frozen=True, slots=True)
class CartView:
    """A cart as its owner sees it; counts and sums are of the checked, available lines."""

    revision: int = 0
    groups: list[Group] = field(default_factory=list)
    line_count: int = 0
    total_quantity: int = 0
    total_amount: int = 0
    has_problem: bool = False


COLUMNS = (
    CartLine.product_id,
    CartLine.quantity,
    CartLine.seen_price,
    CartLine.is_checked,
    Product.seller_id,
    Company.name.label("seller_name"),
    Product.name,
    Product.spec,
    Product.unit,
    Product.decimals,
    Product.min_quantity,
    Product.quantity_step,
    Product.vat_kind,
    Company.vat_mode,
    Product.stock,
    Product.status,
    Product.unit_price,
    Product.picture_id,
    Connection.status.label("connection_status"),
)


def view(session: Session, actor: Actor) -> CartView:
    """The whole cart in two queries, however long it is."""
    connection = and_(
        Connection.seller_id == Product.seller_id, Connection.buyer_id == actor.company_id
    )
    statement = (
        select(*COLUMNS)
        .join(Product, Product.id == CartLine.product_id)
        .join(Company, Company.id == Product.seller_id)
        .outerjoin(Connection, connection)
        .where(access.own(actor))
        .order_by(Company.name, Product.seller_id, CartLine.id)
    )
    lines = [_line(row) for row in session.connection().execute(statement)]
    counted = [line for line in lines if line.is_checked and line.is_available]
    return CartView(
        revision=revision(session, actor),
        groups=[_group(list(own)) for _, own in groupby(lines, key=attrgetter("seller_id"))],
        line_count=len(counted),
        total_quantity=sum(line.quantity for line in counted),
        total_amount=sum(line.amount for line in counted),
        has_problem=any(line.problem for line in lines if line.is_checked),
    )


def revision(session: Session, actor: Actor) -> int:
    """How often this cart has changed."""
    statement = select(Cart.revision).where(Cart.user_id == actor.user_id)
    return session.connection().execute(statement).scalar() or 0


def _line(row: Any) -> Line:
    is_available = (
        row.connection_status is ConnectionStatus.APPROVED
        and row.status is not ProductStatus.HIDDEN
    )
    return Line(
        product_id=row.product_id,
        seller_id=row.seller_id,
        seller_name=row.seller_name,
        name=row.name,
        spec=row.spec,
        unit=row.unit,
        decimals=row.decimals,
        min_quantity=row.min_quantity,
        quantity_step=row.quantity_step,
        # A seller that let one go no longer tells what it has.
        stock=row.stock if is_available else 0,
        quantity=row.quantity,
        price=row.unit_price if is_available else row.seen_price,
        seen_price=row.seen_price,
        amount=_amount(row, row.unit_price if is_available else row.seen_price),
        is_checked=row.is_checked,
        is_available=is_available,
        picture_id=row.picture_id if is_available else None,
        problem=_problem(row, is_available),
    )


def _amount(row: Any, price: int) -> int:
    amount = amount_of(price, row.quantity)
    return vat_of(amount, VatMode(row.vat_mode), VatKind(row.vat_kind)).total


def _problem(row: Any, is_available: bool) -> str:
    if not is_available:
        return GONE
    if row.status is ProductStatus.SOLD_OUT or row.stock <= 0:
        return SOLD_OUT
    if row.quantity > row.stock:
        left = rules.stock_text(row.stock, unit=row.unit, shows_stock=True)
        return f"재고가 모자라요. {left}."
    broken = rules.quantity_problem(
        row.quantity,
        decimals=row.decimals,
        min_quantity=row.min_quantity,
        quantity_step=row.quantity_step,
        unit=row.unit,
    )
    if broken:
        return broken
    if row.unit_price != row.seen_price:
        return f"단가가 ₩{row.seen_price:,}에서 ₩{row.unit_price:,}으로 바뀌었어요."
    return ""


def _group(lines: list[Line]) -> Group:
    first = lines[0]
    counted = (line.amount for line in lines if line.is_checked and line.is_available)
    return Group(first.seller_id, first.seller_name, lines, sum(counted))
