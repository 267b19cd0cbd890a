"""How many statements each event runs, with few rows and with many."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import event

from qnector.core import db, settings
from qnector.core.actor import Actor
from qnector.core.settings import Settings
from qnector.domain import tables
from qnector.domain.cart import queries as carts
from qnector.domain.cart import service as cart
from qnector.domain.catalog import queries as catalog
from qnector.domain.catalog.queries import TileFilter
from qnector.domain.orders import queries as orders
from qnector.domain.orders import service as verbs
from qnector.domain.orders.queries import OrderFilter
from tests.bench import world
from tests.bench.measure import Bar, Report
from tests.bench.world import Bench
from tests.support.server import SECRET

assert tables
FEW, MANY = 1, 30
MOST_AUDIT = 3  # hold the end of the chain, append, move the end


async def measure(folder: Path, report: Report) -> None:
    """BEGIN and COMMIT included; what grows with the rows is a fault."""
    config = settings.use(Settings(secret_key=SECRET, data_dir=folder))
    db.configure(config.database)
    db.create_all()
    bench = db.write_now(world.build, 2, 1)
    for name, act in _events(bench).items():
        said, many = _said(act, FEW), len(_said(act, MANY))
        few, chain = len(said), sum("audit_" in one for one in said)
        if chain:
            report.check(Bar(f"{name}: statements of the audit log", chain, MOST_AUDIT, unit=""))
        report.say(f"- {name}: {few} statements with {FEW} row, {many} with {MANY}")
        report.check(Bar(f"{name}: statements that grow with rows", many - few, 0, unit=""))
    db.dispose()


def _events(bench: Bench) -> dict[str, Callable[[int], Callable[[], Any]]]:
    buyer, address_id = bench.buyers[1], bench.address_ids[1]
    viewer = bench.buyers[0]
    products = list(bench.products.values())

    def fill(rows: int) -> int:
        for product_id in products[:rows]:
            db.write_now(cart.add, buyer, product_id)
        return db.read_now(carts.view, buyer).revision

    def placing(rows: int) -> Callable[[], Any]:
        revision = fill(rows)
        wanted = verbs.Wanted(f"{rows:032d}", revision, address_id)
        return lambda: db.write_now(verbs.place, buyer, wanted)

    def viewing(rows: int) -> Callable[[], Any]:
        db.write_now(cart.clear_lines, buyer)
        fill(rows)
        return lambda: db.read_now(carts.view, buyer)

    def adding(rows: int) -> Callable[[], Any]:
        db.write_now(cart.clear_lines, buyer)
        fill(rows)
        return lambda: db.write_now(_add, buyer, products[0])

    def listing(rows: int) -> Callable[[], Any]:
        wanted = OrderFilter(size=rows)
        return lambda: db.read_now(orders.page, viewer, wanted)

    def tiles(rows: int) -> Callable[[], Any]:
        return lambda: db.read_now(catalog.tiles, viewer, TileFilter(size=rows))

    return {
        "place": placing,
        "cart": viewing,
        "add to cart and show it": adding,
        "order list": listing,
        "products": tiles,
    }


def _add(session: Any, buyer: Actor, product_id: int) -> Any:
    cart.add(session, buyer, product_id)
    return carts.view(session, buyer)


def _said(prepare: Callable[[int], Callable[[], Any]], rows: int) -> list[str]:
    act = prepare(rows)
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(db.engine(), "before_cursor_execute", note)
    act()
    event.remove(db.engine(), "before_cursor_execute", note)
    return seen
