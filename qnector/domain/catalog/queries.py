"""Reading products for lists and for orders."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, literal, or_, select
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.core.money import VatKind, VatMode
from qnector.core.paging import COUNTED_TO, Page
from qnector.domain.accounts.models import Company
from qnector.domain.catalog import access
from qnector.domain.catalog.models import Category, Product, ProductStatus, PurchaseCount
from qnector.domain.catalog.stocklist import (
    STOCKLIST_SORTS,
    MoveRow,
    ProductDetail,
    ProductFilter,
    ProductRow,
    ShelfRow,
    changes_since,
    product,
    shelves,
    stock_history,
    stocklist,
)
from qnector.domain.connections import access as connections

__all__ = [
    "BASE",
    "SORTS",
    "STOCKLIST_SORTS",
    "MoveRow",
    "Offer",
    "ProductDetail",
    "ProductFilter",
    "ProductRow",
    "Quote",
    "ShelfRow",
    "TileFilter",
    "categories",
    "changes_since",
    "count_visible",
    "offers",
    "price_for",
    "product",
    "sellers",
    "shelves",
    "stock_history",
    "stocklist",
    "tiles",
]

SORTS = ("frequent", "name", "price")
BASE = "base"
MOST_TILES = 50


@dataclass(frozen=True, slots=True)
class TileFilter:
    """What 주문 생성 shows: text in name, code or seller; sort of SORTS."""

    text: str = ""
    category: str = ""
    seller_id: int | None = None
    sort: str = "frequent"
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class Quote:
    """What a buyer pays for one unit (won), and by which rule."""

    price: int
    rule: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A product as one buyer may order it. Won, thousandths."""

    product_id: int
    seller_id: int
    seller_name: str
    name: str
    sku: str
    spec: str
    unit: str
    decimals: int
    min_quantity: int
    quantity_step: int
    vat_kind: VatKind
    vat_mode: VatMode
    stock: int
    status: ProductStatus
    price: int
    rule: str
    picture_id: int | None
    shows_stock: bool


OFFER = (
    Product.id.label("product_id"),
    Product.seller_id,
    Company.name.label("seller_name"),
    Product.name,
    Product.sku,
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
    Company.shows_stock,
)


def price_for(session: Session, buyer_id: int, product_ids: list[int]) -> dict[int, Quote]:
    """What this buyer pays for each product, and why. One rule so far: the base price."""
    statement = select(Product.id, Product.unit_price).where(
        Product.id.in_(product_ids), access.buyable(buyer_id)
    )
    rows = session.connection().execute(statement).all()
    return {row.id: Quote(row.unit_price, BASE) for row in rows}


# Every cart and every placement asks this: to build it anew would cost more than to run it.
OFFERS = (
    select(*OFFER)
    .join(Company, Company.id == Product.seller_id)
    .where(Product.id.in_(bindparam("products", expanding=True)))
    .where(access.buyable(bindparam("buyer")), Product.status != ProductStatus.HIDDEN)
)


def offers(session: Session, actor: Actor, product_ids: list[int]) -> dict[int, Offer]:
    """The products as the actor's company may order them, by id; others are missing."""
    asked = {"products": product_ids, "buyer": actor.company_id}
    rows = session.connection().execute(OFFERS, asked).all()
    return {row.product_id: _offer(row) for row in rows}


def tiles(session: Session, actor: Actor, wanted: TileFilter) -> Page[Offer]:
    """One page of what the actor's company may order.

    The page is chosen in an index of names or prices; only what it shows is looked up.
    """
    matches = and_(access.visible(actor), *_conditions(actor, wanted))
    total = session.connection().execute(_counted(matches)).scalar_one()
    size = min(max(wanted.size, 1), MOST_TILES)
    number = min(max(wanted.page, 1), max(1, -(-total // size)))
    asked, bought = _chosen(actor, wanted.sort)
    chosen = (
        asked.where(matches)
        .order_by(*_keys(wanted.sort, bought))
        .limit(size)
        .offset((number - 1) * size)
        .subquery()
    )
    statement = (
        select(*OFFER)
        .join(chosen, chosen.c.id == Product.id)
        .join(Company, Company.id == Product.seller_id)
        .order_by(*_keys(wanted.sort, chosen.c.bought))
    )
    rows = [_offer(row) for row in session.connection().execute(statement)]
    return Page(rows, total, number, size)


def count_visible(session: Session, actor: Actor) -> int:
    """전체 품목: how many products there are without any filter."""
    return int(session.connection().execute(_counted(access.visible(actor))).scalar_one())


def categories(session: Session, actor: Actor) -> list[str]:
    """The names of the categories among what the actor may see."""
    statement = (
        select(Category.name)
        .where(Category.id.in_(select(Product.category_id).where(access.visible(actor))))
        .distinct()
        .order_by(Category.name)
    )
    return list(session.connection().execute(statement).scalars())


def sellers(session: Session, actor: Actor) -> list[tuple[int, str]]:
    """The sellers that let the actor's company order: (id, name)."""
    statement = (
        select(Company.id, Company.name)
        .where(Company.id.in_(connections.approved_seller_ids(actor.company_id)))
        .order_by(Company.name)
    )
    return [(row.id, row.name) for row in session.connection().execute(statement)]


def _conditions(actor: Actor, wanted: TileFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.text:
        found.append(
            or_(
                Product.name.icontains(wanted.text, autoescape=True),
                Product.sku.istartswith(wanted.text, autoescape=True),
                Product.seller_id.in_(
                    select(Company.id).where(
                        Company.id.in_(_shops(actor)),
                        Company.name.icontains(wanted.text, autoescape=True),
                    )
                ),
            )
        )
    if wanted.category:
        named = select(Category.id).where(
            Category.name == wanted.category, Category.seller_id.in_(_shops(actor))
        )
        found.append(Product.category_id.in_(named))
    if wanted.seller_id is not None:
        found.append(Product.seller_id == wanted.seller_id)
    return found


def _shops(actor: Actor) -> Any:
    """Whose products the actor may see, so that names are not compared with everybody's."""
    if actor.side is Side.SELLER:
        return [actor.company_id]
    return connections.approved_seller_ids(actor.company_id)


def _chosen(actor: Actor, sort: str) -> tuple[Select[Any], ColumnElement[int]]:
    """A select of ids, and how often the actor's company bought each, where that is asked."""
    if sort in ("name", "price"):
        bought: ColumnElement[int] = literal(0)
        return select(Product.id, bought.label("bought")), bought
    bought = func.coalesce(PurchaseCount.order_count, 0)
    counts = and_(
        PurchaseCount.product_id == Product.id, PurchaseCount.buyer_id == actor.company_id
    )
    return select(Product.id, bought.label("bought")).outerjoin(PurchaseCount, counts), bought


def _keys(sort: str, bought: ColumnElement[int]) -> tuple[Any, ...]:
    if sort == "name":
        return Product.name, Product.id
    if sort == "price":
        return Product.unit_price, Product.id
    return bought.desc(), Product.name, Product.id


def _counted(matches: ColumnElement[bool]) -> Select[tuple[int]]:
    few = select(literal(1)).select_from(Product).where(matches).limit(COUNTED_TO + 1).subquery()
    return select(func.count()).select_from(few)


def _offer(row: Any) -> Offer:
    fields = row._asdict()
    return Offer(price=fields.pop("unit_price"), rule=BASE, **fields)
