"""Whatever the concurrency, nothing is sold twice."""

import multiprocessing

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core import db
from qnector.core.quantity import ONE
from qnector.domain.catalog.models import Product
from qnector.domain.orders import service as orders
from qnector.domain.orders.errors import CartChanged, StockShort
from qnector.domain.orders.models import Order, OrderLine
from tests.concurrency.buyers import Ready, at_once, make_ready, order, order_in_a_process
from tests.world import World

# A writer of SQLite waits for the others at most five seconds, which is long for so many.
BUYERS = {"sqlite": 24, "postgres": 50}


def books(session: Session) -> tuple[int, int, dict[int, int]]:
    """Orders, units ordered in all, stock by product."""
    stock = dict(session.execute(select(Product.id, Product.stock)).all())
    units = select(func.coalesce(func.sum(OrderLine.quantity), 0))
    count = select(func.count()).select_from(Order)
    return session.execute(count).scalar_one(), int(session.execute(units).scalar_one()), stock


def get_ready(world: World, count: int, units: dict[int, int], *, start: int = 0) -> list[Ready]:
    def make(session: Session) -> list[Ready]:
        return [make_ready(session, world, start + number, units) for number in range(count)]

    return db.write_now(make)


def test_many_buyers_of_ten_sacks(committed: World, kind: str) -> None:
    everybody = get_ready(committed, BUYERS[kind], {committed.rice: 1})

    results = at_once([lambda ready=ready: order(ready) for ready in everybody])

    sold = [one for one in results if isinstance(one, list)]
    refused = [one for one in results if isinstance(one, CartChanged)]
    assert (len(sold), len(refused)) == (10, BUYERS[kind] - 10)
    assert {change for one in refused for change in one.changes} == {StockShort("쌀 20kg", ONE, 0)}
    count, units, stock = db.read_now(books)
    assert (count, units, stock[committed.rice]) == (10, 10 * ONE, 0)
    assert len({placed.number for (placed,) in sold}) == 10


def test_carts_that_cross_never_wait_in_a_circle(committed: World) -> None:
    one_way = get_ready(committed, 12, {committed.rice: 1, committed.laptop: 1})
    other_way = get_ready(committed, 12, {committed.laptop: 1, committed.rice: 1}, start=12)

    results = at_once([lambda ready=ready: order(ready) for ready in one_way + other_way])

    assert sum(isinstance(one, list) for one in results) == 5
    assert sum(isinstance(one, CartChanged) for one in results) == 19
    count, units, stock = db.read_now(books)
    assert (count, units) == (10, 10 * ONE)
    assert (stock[committed.rice], stock[committed.laptop]) == (5 * ONE, 0)


def test_one_window_makes_one_set_of_orders(committed: World) -> None:
    (ready,) = get_ready(committed, 1, {committed.rice: 2, committed.laptop: 1})

    results = at_once([lambda: order(ready)] * 8)

    assert all(one == results[0] for one in results)
    assert [placed.seller_name for placed in results[0]] == ["바다식품", "새벽사무"]
    assert db.read_now(books)[0] == 2


def test_two_windows_of_one_cart_order_it_once(committed: World) -> None:
    (ready,) = get_ready(committed, 1, {committed.rice: 2})
    wanted = orders.Wanted("another-window-" + "x" * 20, ready.wanted.revision,
                           ready.wanted.address_id)  # fmt: skip

    results = at_once([lambda: order(ready), lambda: order(Ready(ready.actor, wanted))])

    assert sorted(type(one).__name__ for one in results) == ["CartChanged", "list"]
    assert db.read_now(books)[1] == 2 * ONE


def test_cancelling_twice_gives_the_stock_back_once(committed: World) -> None:
    (ready,) = get_ready(committed, 1, {committed.rice: 2})
    (placed,) = order(ready)

    def cancel() -> str:
        try:
            return db.write_now(orders.cancel, committed.seller, placed.order_id, "품절")
        except Exception as refusal:
            return type(refusal).__name__

    results = at_once([cancel] * 6)

    assert sorted(results) == [placed.number] + ["Conflict"] * 5
    assert db.read_now(books)[2][committed.rice] == 10 * ONE


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_two_processes_on_one_file(committed: World, database: str) -> None:
    mine = get_ready(committed, 12, {committed.rice: 1})
    theirs = get_ready(committed, 12, {committed.rice: 1}, start=12)
    spawn = multiprocessing.get_context("spawn")
    together, told = spawn.Barrier(2), spawn.Queue()
    other = spawn.Process(target=order_in_a_process, args=(database, theirs, together, told))
    other.start()
    together.wait(60)

    placed = at_once([lambda ready=ready: order(ready) for ready in mine])
    results = [isinstance(one, list) for one in placed] + told.get(timeout=60)
    other.join(60)

    assert other.exitcode == 0
    assert (len(results), sum(results)) == (24, 10)
    assert db.read_now(books)[2][committed.rice] == 0
