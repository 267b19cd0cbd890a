"""Fifty buyers want the last ten of a product, on SQLite and on PostgreSQL."""

import threading
from pathlib import Path

from qnector.core import db, settings
from qnector.core.errors import QnectorError
from qnector.core.settings import Settings
from qnector.domain.cart import queries as carts
from qnector.domain.cart import service as cart
from qnector.domain.catalog.models import Product
from qnector.domain.orders import service as orders
from tests.bench import world
from tests.bench.measure import Bar, Report
from tests.support import postgres
from tests.support.server import SECRET

BUYERS, LEFT = 50, 10


async def measure(folder: Path, report: Report) -> None:
    """Exactly ten are sold, forty are refused clearly, nothing is left."""
    _run(report, "SQLite", f"sqlite:///{folder}/compete.db")
    with postgres.schema() as address:
        _run(report, "PostgreSQL", address)


def _run(report: Report, name: str, url: str) -> None:
    from qnector.domain import tables  # noqa: F401  every table must be known

    settings.use(Settings(secret_key=SECRET, database_url=url))
    db.configure(url)
    db.create_all()
    bench = db.write_now(world.build, BUYERS, 1)
    product_id = next(iter(bench.products.values()))
    for buyer in bench.buyers:
        db.write_now(cart.add, buyer, product_id)
    db.write_now(_leave, product_id)
    sold, refused = [], []

    def buy(number: int) -> None:
        buyer = bench.buyers[number]
        view = db.read_now(carts.view, buyer)
        wanted = orders.Wanted(f"{number:032d}", view.revision, bench.address_ids[number])
        try:
            sold.append(db.write_now(orders.place, buyer, wanted))
        except QnectorError as refusal:
            refused.append(refusal.sentence)

    threads = [threading.Thread(target=buy, args=(number,)) for number in range(BUYERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    left = db.read_now(lambda session: session.get(Product, product_id).stock)
    db.dispose()
    report.check(
        Bar(f"{name}: sold beyond ten, or fewer", abs(len(sold) - LEFT), 0, unit=""),
        Bar(f"{name}: refusals missing", abs(len(refused) - (BUYERS - LEFT)), 0, unit=""),
        Bar(f"{name}: stock left", left, 0, unit=""),
    )


def _leave(session, product_id: int) -> None:  # type: ignore[no-untyped-def]
    product = session.get(Product, product_id)
    product.stock = LEFT * 1000
    session.add(product)
