"""Products, shelves and stock moves as they are printed."""

from typing import TypedDict

from qnector.core import clock
from qnector.core import quantity as quantities
from qnector.core.money import won_text
from qnector.domain.catalog import rules
from qnector.domain.catalog.queries import MoveRow, ProductDetail, ProductRow, ShelfRow
from qnector.ui import labels
from qnector.web import files


class ProductText(TypedDict):
    """One product of the list."""

    id: int
    name: str
    note: str
    sku: str
    category: str
    price: str
    vat: str
    stock: str
    level: str
    status: str
    picture: str
    updated_on: str


class OptionText(TypedDict):
    """One choice of a select."""

    value: str
    label: str


class ShelfText(TypedDict):
    """One 분류 in its window; `field` is the name of its input."""

    id: int
    field: str
    name: str
    note: str
    is_empty: bool


class MoveText(TypedDict):
    """One line of a stock history."""

    key: str
    kind: str
    quantity: str
    stock_after: str
    reason: str
    by: str
    at: str


def product_text(row: ProductRow) -> ProductText:
    """A row of the list."""
    return ProductText(
        id=row.id,
        name=row.name,
        note=" · ".join(filter(None, (row.sku, row.spec))),
        sku=row.sku,
        category=row.category or "-",
        price=won_text(row.unit_price),
        vat=labels.VAT_KIND[row.vat_kind],
        stock=f"{quantities.text(row.stock)}{row.unit}",
        level=level(row.stock),
        status=row.status,
        picture=files.picture_url(row.picture_id),
        updated_on=clock.day_text(clock.seoul_day(row.updated_at)),
    )


def level(stock: int) -> str:
    """Few is a warning, none is an alarm, whatever the 판매상태 says."""
    if stock <= 0:
        return "out"
    return "low" if stock <= rules.EXACT_UP_TO else "plenty"


def notes(found: ProductDetail) -> tuple[str, str]:
    """Picture and stock of the product in the drawer: they move while it is open."""
    given = found.given
    return files.picture_url(given.picture_id), f"{quantities.text(given.stock)}{given.unit}"


def shelf_text(shelf: ShelfRow) -> ShelfText:
    """A row of the window of the 분류."""
    return ShelfText(
        id=shelf.id,
        field=f"shelf_{shelf.id}",
        name=shelf.name,
        note=f"품목 {shelf.count:,}개" if shelf.count else "비어 있음",
        is_empty=not shelf.count,
    )


def shelf_options(shelves: list[ShelfRow], first: str) -> list[OptionText]:
    """The choices of a 분류; `first` stands for none of them."""
    return [
        OptionText(value="", label=first),
        *(OptionText(value=str(shelf.id), label=shelf.name) for shelf in shelves),
    ]


def move_text(move: MoveRow, unit: str) -> MoveText:
    """A row of the stock history."""
    sign = "+" if move.quantity > 0 else ""
    return MoveText(
        key=str(move.id),
        kind=labels.STOCK_KIND[move.kind],
        quantity=f"{sign}{quantities.text(move.quantity)}",
        stock_after=f"{quantities.text(move.stock_after)}{unit}",
        reason=move.reason,
        by=move.by,
        at=clock.moment_text(move.at),
    )
