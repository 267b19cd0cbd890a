import threading

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlmodel import Session

from qnector.core import db
from qnector.core.errors import NotFound
from qnector.core.quantity import ONE
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import ProductStatus
from tests.world import World


def test_it_reserves_what_is_there(session: Session, world: World) -> None:
    assert catalog.take(session, world.rice, 4 * ONE)
    assert catalog.take(session, world.rice, 6 * ONE)

    assert world.stock(world.rice) == 0


def test_it_takes_all_or_nothing(session: Session, world: World) -> None:
    assert not catalog.take(session, world.rice, 10 * ONE + 1)

    assert world.stock(world.rice) == 10


@pytest.mark.parametrize("quantity", [0, -1, -10_000])
def test_it_takes_no_quantity_that_is_none(session: Session, world: World, quantity: int) -> None:
    assert not catalog.take(session, world.rice, quantity)
    with pytest.raises(NotFound):
        catalog.give_back(session, world.rice, quantity)

    assert world.stock(world.rice) == 10


@pytest.mark.parametrize("status", [ProductStatus.SOLD_OUT, ProductStatus.HIDDEN])
def test_it_takes_nothing_that_is_not_on_sale(
    session: Session, world: World, status: ProductStatus
) -> None:
    catalog.set_status(session, world.seller, world.rice, status)

    assert not catalog.take(session, world.rice, ONE)


def test_it_gives_back_even_what_is_hidden_by_now(session: Session, world: World) -> None:
    catalog.take(session, world.rice, 4 * ONE)
    catalog.set_status(session, world.seller, world.rice, ProductStatus.HIDDEN)

    catalog.give_back(session, world.rice, 4 * ONE)

    assert world.stock(world.rice) == 10


def test_it_gives_nothing_back_to_a_product_that_is_none(session: Session, world: World) -> None:
    with pytest.raises(NotFound):
        catalog.give_back(session, 10**6, ONE)


def test_it_sells_ten_to_many(committed: World) -> None:
    taken: list[bool] = []

    def buy() -> None:
        taken.append(db.write_now(catalog.take, committed.rice, ONE))

    threads = [threading.Thread(target=buy) for _ in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == [False] * 14 + [True] * 10
    assert db.read_now(lambda s: World.find(s).stock(committed.rice)) == 0


def test_it_keeps_the_sum_while_many_take_and_give_back(committed: World) -> None:
    kept: list[int] = []

    def trade(quantity: int) -> None:
        for _ in range(8):
            if db.write_now(catalog.take, committed.rice, quantity):
                db.write_now(catalog.give_back, committed.rice, quantity)
        if db.write_now(catalog.take, committed.rice, ONE):
            kept.append(1)

    threads = [threading.Thread(target=trade, args=(ONE * n,)) for n in (1, 3, 4, 7, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    left = db.read_now(lambda s: World.find(s).stock(committed.rice))
    assert left + len(kept) == 10


def test_it_is_a_stock_whatever_happens(session: Session, world: World) -> None:
    class Stock(RuleBasedStateMachine):
        """The database against plain arithmetic."""

        def __init__(self) -> None:
            super().__init__()
            self.left, self.out = 100 * ONE, 0

        @rule(quantity=st.integers(1, 150).map(lambda units: units * ONE))
        def take(self, quantity: int) -> None:
            is_taken = catalog.take(session, world.onion, quantity)
            assert is_taken is (quantity <= self.left)
            self.left -= quantity * is_taken
            self.out += quantity * is_taken

        @precondition(lambda self: self.out)
        @rule(part=st.integers(1, 100))
        def give_back(self, part: int) -> None:
            quantity = min(part * ONE, self.out)
            catalog.give_back(session, world.onion, quantity)
            self.left, self.out = self.left + quantity, self.out - quantity

        def teardown(self) -> None:
            if self.out:
                catalog.give_back(session, world.onion, self.out)

        @invariant()
        def it_adds_up(self) -> None:
            assert world.stock(world.onion) * ONE == self.left >= 0

    Stock.TestCase.settings = settings(
        max_examples=15, stateful_step_count=12,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    Stock.TestCase("runTest").debug()
