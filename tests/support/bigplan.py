"""A market of years of trade, the same every time: for measuring and for reading query plans.

100 buyers × 1,000 orders of 10 lines from 5 sellers over 24 months, unless asked otherwise. Sums,
counts, history, settlements and messages agree with the orders. Orders lie in the order of time,
so those of one buyer are scattered over the whole table, as they are in life.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from qnector.core import clock
from qnector.core.actor import Actor, Role, Side

SEED = 35
DAYS = 730
NEW_DAYS = 10
STEP = 7919  # coprime to a million: serials look drawn and never meet
WEIGHTS = {"pending": 30, "processing": 40, "completed": 20, "cancel_requested": 3, "cancelled": 7}


@dataclass(frozen=True)
class Size:
    """How much there is. A buyer trades with so many `partners`, with all when it is None.

    So many `idle` companies are only there, every second one to sell. `kept_buyers` and
    `kept_seller` let a part of the same market stand alone, of the seller's orders every
    `kept_every`th.
    """

    buyers: int = 100
    sellers: int = 5
    partners: int | None = None
    orders: int = 1000
    lines: int = 10
    products: int = 300
    notices: int = 100
    inquiries: int = 50
    idle: int = 0
    kept_buyers: int | None = None
    kept_seller: int | None = None
    kept_every: int = 1


@dataclass(frozen=True, slots=True)
class Product:
    """What an order copies of a product; won."""

    id: int
    seller: int
    sku: str
    name: str
    price: int
    category: str
    unit: str = "개"
    stock: int = 100_000


@dataclass(slots=True)
class Sale:
    """One order to be: companies by id, lines as (product, units)."""

    at: datetime
    buyer: int
    seller: int
    number: str
    status: str
    basket: list[tuple[Product, int]]
    id: int = 0


@dataclass
class BigData:
    """Who is there. Companies and their one user have the same id; sellers come first."""

    size: Size
    shelves: dict[int, list[Product]] = field(default_factory=dict)
    sales: list[Sale] = field(default_factory=list)

    @property
    def sellers(self) -> range:
        return range(1, self.size.sellers + 1)

    @property
    def buyers(self) -> range:
        return range(self.size.sellers + 1, self.size.sellers + self.size.buyers + 1)

    @property
    def operator(self) -> int:
        return self.size.sellers + self.size.buyers + 1

    @property
    def idle(self) -> range:
        return range(self.operator + 1, self.operator + 1 + self.size.idle)

    def sells(self, company: int) -> bool:
        """Whether a company sells; every other one buys."""
        return company in self.sellers or (company in self.idle and company % 2 == 0)

    def shops(self, buyer: int) -> list[int]:
        """The sellers that a buyer trades with."""
        count = self.size.partners or self.size.sellers
        first = (buyer - self.buyers[0]) * count
        return [self.sellers[(first + turn) % self.size.sellers] for turn in range(count)]

    def buyer(self, number: int = 0) -> Actor:
        """The owner of a buying company."""
        key = self.buyers[number]
        return Actor(key, key, Side.BUYER, Role.OWNER)

    def seller(self, number: int = 0) -> Actor:
        """The owner of a selling company; the first has the many products."""
        key = self.sellers[number]
        return Actor(key, key, Side.SELLER, Role.OWNER)

    def operating(self) -> Actor:
        """Who runs the server."""
        return Actor(self.operator, 0, Side.OPERATOR, Role.OWNER, is_operator=True)


def plan(size: Size, workbook: Path | None = None) -> BigData:
    """Everybody and every order, in the order of time; nothing is written."""
    data = BigData(size)
    data.shelves = _shelves(data, workbook)
    kept = data.buyers[: size.kept_buyers]
    now = clock.now()
    sales = [sale for buyer in kept for sale in _sales(data, buyer, now)]
    if size.kept_seller is not None:
        kept_seller = data.sellers[size.kept_seller]
        sales = [sale for sale in sales if sale.seller == kept_seller]
    sales.sort(key=lambda sale: (sale.at, sale.number))
    data.sales = sales[:: size.kept_every]
    for number, sale in enumerate(data.sales, 1):
        sale.id = number
    return data


def _shelves(data: BigData, workbook: Path | None) -> dict[int, list[Product]]:
    drawn = random.Random(SEED)
    found: dict[int, list[Product]] = {}
    serial = 0
    for seller in data.sellers:
        real = workbook if seller == data.sellers[0] else None
        rows = list(_from_workbook(real) if real else _made_up(drawn, data.size.products, seller))
        found[seller] = [Product(serial + n, seller, *row) for n, row in enumerate(rows, 1)]
        serial += len(rows)
    return found


def _made_up(drawn: random.Random, count: int, seller: int) -> Iterator[tuple[str, str, int, str]]:
    for number in range(count):
        price = drawn.randrange(500, 90_000, 10)
        yield f"S{seller}-{number:04d}", f"품목 {number:04d}", price, f"분류 {number % 12}"


def _from_workbook(path: Path) -> Iterator[tuple[str, str, int, str, str, int]]:
    """Online Retail, D. Chen, UCI, CC BY 4.0: 3,259 products of a wholesaler."""
    import openpyxl

    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    for sku, name, _, unit, category, price, _, stock, *_ in sheet.iter_rows(
        min_row=2, values_only=True
    ):
        yield str(sku), str(name), int(price), str(category), str(unit), int(stock)


def _sales(data: BigData, buyer: int, now: datetime) -> Iterator[Sale]:
    """A buyer orders as often from each seller, some products again and again."""
    drawn = random.Random(SEED * 1_000_003 + buyer)
    size, first = data.size, (buyer - data.buyers[0]) * data.size.orders
    shops = data.shops(buyer)
    for turn in range(size.orders):
        seller = shops[turn % len(shops)]
        at = now - timedelta(minutes=drawn.randrange(5, DAYS * 1440))
        serial = (first + turn) * STEP % 1_000_000
        number = f"{clock.seoul_day(at):%Y%m%d}-{serial:06d}"
        basket = _basket(drawn, data.shelves[seller], size.lines)
        yield Sale(at, buyer, seller, number, _status(drawn, now - at), basket)


def _basket(drawn: random.Random, shelf: list[Product], lines: int) -> list[tuple[Product, int]]:
    chosen: dict[int, int] = {}
    while len(chosen) < min(lines, len(shelf)):
        chosen[int(len(shelf) * drawn.random() ** 3)] = drawn.randrange(1, 40)
    return [(shelf[place], units) for place, units in chosen.items()]


def _status(drawn: random.Random, age: timedelta) -> str:
    if age.days >= NEW_DAYS:
        return "cancelled" if drawn.random() < 0.07 else "completed"
    return drawn.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
