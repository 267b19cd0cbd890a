"""What the sellers of the demo market sell, read from the tables of their shelves."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from qnector.core.money import VatKind
from qnector.core.quantity import ONE
from qnector.demo import shelves_food, shelves_goods

PICTURES = Path(__file__).parent / "pictures"


@dataclass(frozen=True, slots=True)
class DemoProduct:
    """One product. Price in won, quantities in thousandths; `picture` is a file in PICTURES.

    `stock` and `status` are what they are today, after a year of trade.
    """

    seller_key: str
    sku: str
    name: str
    spec: str
    unit: str
    category: str
    unit_price: int
    vat_kind: VatKind
    stock: int
    min_quantity: int
    quantity_step: int
    decimals: int
    status: str
    picture: str


def _product(seller_key: str, row: str) -> DemoProduct:
    sku, name, spec, unit, category, price, vat, *rest = row.split("|")
    stock, least, step, decimals, status, picture = rest
    return DemoProduct(
        seller_key=seller_key,
        sku=sku,
        name=name,
        spec=spec,
        unit=unit,
        category=category,
        unit_price=int(price),
        vat_kind=VatKind(vat),
        stock=_thousandths(stock),
        min_quantity=_thousandths(least),
        quantity_step=_thousandths(step),
        decimals=int(decimals),
        status=status,
        picture=f"{picture}.webp",
    )


def _thousandths(written: str) -> int:
    return int(Decimal(written) * ONE)


PRODUCTS: tuple[DemoProduct, ...] = tuple(
    _product(seller_key, row)
    for seller_key, table in (shelves_food.TABLES | shelves_goods.TABLES).items()
    for row in table.strip().splitlines()
)
