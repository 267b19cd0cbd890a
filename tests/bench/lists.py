"""The everyday lists with years of trade in the database, against a thousand orders alone."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from qnector.core import clock, db, settings
from qnector.core.actor import Actor
from qnector.core.settings import Settings
from qnector.domain import tables
from qnector.domain.catalog import queries as catalog
from qnector.domain.catalog.queries import TileFilter
from qnector.domain.orders import queries as orders
from qnector.domain.orders import sums
from qnector.domain.orders.models import OrderStatus
from qnector.domain.orders.queries import OrderFilter
from qnector.domain.reports import dashboard
from tests.bench import world
from tests.bench.measure import Bar, Report
from tests.support import postgres
from tests.support.bigdata import fill
from tests.support.bigplan import BigData, Size
from tests.support.bulk import analyze
from tests.support.server import SECRET

assert tables
BIG, SMALL = Size(), Size(buyers=10, orders=200, products=100)
BUYERS_BAR, SELLERS_BAR = 1.5, 3.0
RUNS, REPETITIONS, WARM = 100, 3, 10
LONGEST_LOAD = 180
WORKBOOK = world.RETAIL / "retail_products.xlsx"

Ask = Callable[[Session, Actor], Any]


@dataclass(frozen=True)
class Place:
    """A filled database and who asks it."""

    engine: Engine
    data: BigData

    def ask(self, ask: Ask, actor: Actor) -> float:
        """Seconds of one read, as `db.read` makes it."""
        begun = time.perf_counter()
        with Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            ask(session, actor)
        return time.perf_counter() - begun


async def measure(folder: Path, report: Report) -> None:
    """p95 of every list with everybody's orders, over p95 with a thousand orders alone."""
    size = SMALL if report.is_quick else BIG
    settings.use(Settings(secret_key=SECRET, data_dir=folder))
    for name, address in (("SQLite", _sqlite(folder)), ("PostgreSQL", postgres.schema)):
        with ExitStack() as stack:
            everybody = _place(stack, address, size, report, name)
            buyer = _place(stack, address, replace(size, kept_buyers=1))
            # As many orders as a buyer has, of the same hundred buyers.
            few = replace(size, kept_seller=0, kept_every=size.buyers // size.sellers)
            seller = _place(stack, address, few)
            _side(report, f"{name}, buyer", everybody, buyer, BigData.buyer, _of_buyer)
            _side(report, f"{name}, seller", everybody, seller, BigData.seller, _of_seller)
    db.dispose()


def _sqlite(folder: Path) -> Callable[[], Any]:
    @contextmanager
    def address() -> Iterator[str]:
        path = folder / f"{len(list(folder.iterdir()))}.db"
        yield f"sqlite:///{path}"

    return address


def _place(
    stack: ExitStack, address: Callable[[], Any], size: Size, report: Report | None = None,
    name: str = "",
) -> Place:  # fmt: skip
    url = stack.enter_context(address())
    db.configure(url)
    db.create_all()
    engine = db.engine()
    begun = time.monotonic()
    data = fill(engine, size, workbook=WORKBOOK)
    taken = time.monotonic() - begun
    if not url.startswith("sqlite"):
        analyze(engine)  # as the server does by itself; SQLite never counts, nor does the app ask
    if report is not None:
        report.say(f"- {name}: {len(data.sales):,} orders of {size.lines} lines")
        report.check(Bar(f"{name}: loading", taken, LONGEST_LOAD, unit=" s"))
    stack.callback(engine.dispose)
    return Place(engine, data)


def _side(
    report: Report,
    title: str,
    big: Place,
    alone: Place,
    who: Callable[[BigData], Actor],
    arms: Callable[[BigData], dict[str, Ask]],
) -> None:
    limit = BUYERS_BAR if who is BigData.buyer else SELLERS_BAR
    report.say(f"\n**{title}**\n\n| list | alone p50, p95 ms | big p50, p95 ms | p95 |")
    report.say("|---|---|---|---|")
    bars = []
    for name, ask in arms(big.data).items():
        found = _interleaved(ask, alone, big, who(big.data))
        ratio = found[1][1] / found[0][1]
        cells = [f"{p50:.2f}, {p95:.2f}" for p50, p95 in found]
        report.say(f"| {name} | {cells[0]} | {cells[1]} | {ratio:.2f}× |")
        bars.append(Bar(f"{title}: {name}", ratio, limit))
    report.say()
    report.check(*bars)


def _interleaved(ask: Ask, alone: Place, big: Place, actor: Actor) -> list[tuple[float, float]]:
    """(p50, p95) in ms of both, each the median of repetitions; they take turns, read by read."""
    places = (alone, big)
    found: list[list[tuple[float, float]]] = [[], []]
    for _ in range(REPETITIONS):
        for place in places:
            for _ in range(WARM):
                place.ask(ask, actor)
        times: list[list[float]] = [[], []]
        gc.collect()
        for turn in range(RUNS):
            for which in (0, 1) if turn % 2 else (1, 0):
                times[which].append(places[which].ask(ask, actor) * 1e3)
        for which in (0, 1):
            ordered = sorted(times[which])
            found[which].append((ordered[RUNS // 2], ordered[int(RUNS * 0.95)]))
    return [
        (statistics.median(p50 for p50, _ in runs), statistics.median(p95 for _, p95 in runs))
        for runs in found
    ]


def _page(**wanted: Any) -> Ask:
    return lambda session, actor: orders.page(session, actor, OrderFilter(**wanted))


def _tiles(**wanted: Any) -> Ask:
    return lambda session, actor: catalog.tiles(session, actor, TileFilter(**wanted))


def _of_orders(data: BigData, partner: int, name: str) -> dict[str, Ask]:
    month = clock.days_ago(30)
    some = data.sales[len(data.sales) // 2].number
    return {
        "30 days": _page(from_on=month),
        "30 days, page 2": _page(from_on=month, page=2),
        "everything": _page(),
        "everything, page 40": _page(page=40),
        "completed": _page(status=OrderStatus.COMPLETED),
        "processing, 30 days": _page(status=OrderStatus.PROCESSING, from_on=month),
        "one partner": _page(partner_id=partner),
        "one partner, 30 days": _page(partner_id=partner, from_on=month),
        "by amount, 30 days": _page(sort="-total", from_on=month),
        f"number {some[:4]}": _page(text=some[:4]),
        "number of a day": _page(text=some[:8]),
        "number and a digit": _page(text=some[:10]),
        "whole number": _page(text=some),
        "name": _page(text=name),
        "no such name": _page(text="없는 이름"),
        "dashboard": dashboard.dashboard,
        "partners": sums.partners,
    }


def _of_buyer(data: BigData) -> dict[str, Ask]:
    seller = data.sellers[0]
    shelf = data.shelves[seller]
    return _of_orders(data, seller, "도매 01") | {
        "month": sums.month_of_buyer,
        "products": _tiles(),
        "products, page 100": _tiles(page=100),
        "products by name": _tiles(sort="name"),
        "products by price": _tiles(sort="price"),
        "products of a category": _tiles(category=shelf[0].category),
        "products with a word": _tiles(text="HEART"),
        "choices of products": lambda s, actor: (
            catalog.sellers(s, actor),
            catalog.categories(s, actor),
        ),
    }


def _of_seller(data: BigData) -> dict[str, Ask]:
    return _of_orders(data, data.buyers[0], "상회 000") | {
        "everything, page 500": _page(page=500),
        "by amount": _page(sort="-total"),
    }
