"""What the seller sees of its own shelves: the list, one product, its stock history."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlmodel import Session

from qnector.core.actor import Actor
from qnector.core.errors import NotFound
from qnector.core.money import VatKind
from qnector.core.paging import COUNTED_TO, Page, clean_size
from qnector.domain.accounts import rules as who
from qnector.domain.accounts.models import User
from qnector.domain.catalog import access, rules
from qnector.domain.catalog.errors import FieldChange
from qnector.domain.catalog.inputs import ProductInput
from qnector.domain.catalog.models import Category, Product, ProductStatus, StockKind, StockMove

STOCKLIST_SORTS = {
    "name": (Product.name, Product.id),
    "-updated": (Product.updated_at.desc(), Product.id.desc()),
    "price": (Product.unit_price, Product.id),
    "-price": (Product.unit_price.desc(), Product.id),
    "stock": (Product.stock, Product.name, Product.id),
}
MOVES_ON_PAGE = 10


@dataclass(frozen=True, slots=True)
class ProductFilter:
    """Which products: text in the name or at the start of the code; sort of STOCKLIST_SORTS."""

    text: str = ""
    category_id: int | None = None
    status: ProductStatus | None = None
    sort: str = "name"
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One product of the seller's own. Won, thousandths."""

    id: int
    sku: str
    name: str
    spec: str
    unit: str
    category: str | None
    unit_price: int
    vat_kind: VatKind
    stock: int
    decimals: int
    status: ProductStatus
    picture_id: int | None
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class ProductDetail:
    """One product as its editor is shown it: `given` is what it was told, stock included."""

    id: int
    given: ProductInput
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """A 분류 and how many products stand in it."""

    id: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One line of a stock history: the difference, what was there then. Thousandths."""

    id: int
    kind: StockKind
    quantity: int
    stock_after: int
    reason: str
    by: str
    at: datetime


ROW = (
    Product.id,
    Product.sku,
    Product.name,
    Product.spec,
    Product.unit,
    Category.name.label("category"),
    Product.unit_price,
    Product.vat_kind,
    Product.stock,
    Product.decimals,
    Product.status,
    Product.picture_id,
    Product.updated_at,
)
GIVEN = tuple(getattr(Product, name) for name in ProductInput.__dataclass_fields__)


def stocklist(session: Session, actor: Actor, wanted: ProductFilter) -> Page[ProductRow]:
    """One page of the seller's own products; nothing for anybody else."""
    who.require_may(actor, "products.read")
    matches = and_(access.own(actor), *_conditions(wanted))
    total = session.connection().execute(_counted(matches)).scalar_one()
    size = clean_size(wanted.size)
    number = min(max(wanted.page, 1), max(1, -(-min(total, COUNTED_TO) // size)))
    order = STOCKLIST_SORTS.get(wanted.sort, STOCKLIST_SORTS["name"])
    statement = (
        select(*ROW)
        .outerjoin(Category, Category.id == Product.category_id)
        .where(matches)
        .order_by(*order)
        .limit(size)
        .offset((number - 1) * size)
    )
    rows = [ProductRow(*row) for row in session.connection().execute(statement)]
    return Page(rows, total, number, size)


def product(session: Session, actor: Actor, product_id: int) -> ProductDetail:
    """One of the seller's own products. Raises NotFound."""
    who.require_may(actor, "products.read")
    statement = select(Product.id, Product.updated_at, *GIVEN).where(
        Product.id == product_id, access.own(actor)
    )
    row = session.connection().execute(statement).first()
    if row is None:
        raise NotFound("품목을 찾을 수 없어요.")
    return ProductDetail(row.id, ProductInput.of(row), row.updated_at)


def changes_since(
    session: Session, actor: Actor, product_id: int, seen: ProductInput
) -> list[FieldChange]:
    """What others changed of a product since somebody was shown it. Raises NotFound."""
    now = product(session, actor, product_id).given
    return rules.changes(seen, now, {shelf.id: shelf.name for shelf in shelves(session, actor)})


def shelves(session: Session, actor: Actor) -> list[ShelfRow]:
    """The seller's own 분류 by name, empty ones too, with how many products stand in each."""
    who.require_may(actor, "products.read")
    statement = (
        select(Category.id, Category.name, func.count(Product.id))
        .outerjoin(Product, and_(Product.category_id == Category.id, access.own(actor)))
        .where(Category.seller_id == actor.company_id)
        .group_by(Category.id, Category.name)
        .order_by(Category.name)
    )
    return [ShelfRow(*row) for row in session.connection().execute(statement)]


def stock_history(session: Session, actor: Actor, product_id: int, page: int = 1) -> Page[MoveRow]:
    """입출고 of one of the seller's own products, newest first. What orders took is not in it.

    Raises NotFound.
    """
    product(session, actor, product_id)
    mine = StockMove.product_id == product_id
    few = select(StockMove.id).where(mine).limit(COUNTED_TO + 1).subquery()
    total = session.connection().execute(select(func.count()).select_from(few)).scalar_one()
    number = min(max(page, 1), max(1, -(-min(total, COUNTED_TO) // MOVES_ON_PAGE)))
    statement = (
        select(
            StockMove.id,
            StockMove.kind,
            StockMove.quantity,
            StockMove.stock_after,
            StockMove.reason,
            User.name,
            StockMove.at,
        )
        .join(User, User.id == StockMove.user_id)
        .where(mine)
        .order_by(StockMove.id.desc())
        .limit(MOVES_ON_PAGE)
        .offset((number - 1) * MOVES_ON_PAGE)
    )
    rows = [MoveRow(*row) for row in session.connection().execute(statement)]
    return Page(rows, total, number, MOVES_ON_PAGE)


def _conditions(wanted: ProductFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.text:
        found.append(
            or_(
                Product.name.icontains(wanted.text, autoescape=True),
                Product.sku.istartswith(wanted.text, autoescape=True),
            )
        )
    if wanted.category_id is not None:
        found.append(Product.category_id == wanted.category_id)
    if wanted.status is not None:
        found.append(Product.status == wanted.status)
    return found


def _counted(matches: ColumnElement[bool]) -> Select[tuple[int]]:
    few = select(Product.id).where(matches).limit(COUNTED_TO + 1).subquery()
    return select(func.count()).select_from(few)
