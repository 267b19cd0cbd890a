"""Files come in while buyers order: nobody waits in a circle, stocks stay right."""

from qnector.core import db
from qnector.core.quantity import ONE
from qnector.domain.catalog import importing
from qnector.domain.catalog.importing import Applied
from qnector.domain.catalog.models import Product
from tests.concurrency.buyers import at_once, make_ready, order
from tests.domain.catalog.sheets import RICE, product, sheet
from tests.world import World

BUYERS = 8


def bring(world: World, serial: int) -> Applied:
    """Another price for rice and a new product, checked and applied."""
    dearer = (*RICE[:1], f"쌀 {serial}kg", *RICE[2:])
    preview = db.read_now(
        importing.check, world.seller, sheet(dearer, product(f"N{serial}", 분류="새 분류"))
    )
    return db.write_now(importing.apply, world.seller, preview)


def test_files_and_orders_do_not_wait_in_a_circle(committed: World) -> None:
    everybody = [
        db.write_now(make_ready, committed, number, {committed.rice: 1, committed.paper: 2})
        for number in range(BUYERS)
    ]
    acts = [
        act
        for number, ready in enumerate(everybody)
        for act in (
            lambda ready=ready: order(ready),
            lambda number=number: bring(committed, number),
        )
    ]

    results = at_once(acts)

    done = [one for one in results if isinstance(one, Applied)]
    sold = [one for one in results if isinstance(one, list)]
    assert len(done) == BUYERS
    assert sum(one.added for one in done) == BUYERS
    assert len(sold) == BUYERS
    rice = db.read_now(lambda session: session.get(Product, committed.rice))
    assert rice.stock == (10 - BUYERS) * ONE
