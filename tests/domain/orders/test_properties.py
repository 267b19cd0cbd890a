"""What must hold for any prices, quantities and moves."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from sqlmodel import Session

from qnector.core.errors import QnectorError
from qnector.core.money import VatKind, VatMode, amount_of
from qnector.core.quantity import ONE
from qnector.domain.accounts.models import Company
from qnector.domain.cart import service as cart
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import Product
from qnector.domain.catalog.service import ProductInput
from qnector.domain.orders import queries
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import Order, OrderEvent, OrderLine, OrderStatus
from qnector.domain.orders.rules import Move
from qnector.domain.settlements.models import Settlement
from tests.domain.orders import steps
from tests.domain.orders.test_every_move import MAKE, maker
from tests.world import World

pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)

MANY = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
STOCK = 1_000_000 * ONE


@st.composite
def products(draw: st.DrawFn) -> tuple[int, VatKind, int, int]:
    """Price in won, VAT kind, decimals, quantity in thousandths."""
    decimals = draw(st.integers(0, 3))
    step = int(10 ** (3 - decimals))
    return (
        draw(st.integers(0, 10_000_000)),
        draw(st.sampled_from(VatKind)),
        decimals,
        step * draw(st.integers(1, 5_000)),
    )


@contextmanager
def undone(session: Session) -> Iterator[None]:
    inner = session.begin_nested()
    yield
    inner.rollback()


def sell(world: World, wanted: list[tuple[int, VatKind, int, int]]) -> list[int]:
    ids = []
    for number, (price, kind, decimals, quantity) in enumerate(wanted):
        step = int(10 ** (3 - decimals))
        given = ProductInput(
            f"P{number}", f"품목 {number}", price, vat_kind=kind, stock=STOCK,
            decimals=decimals, min_quantity=step, quantity_step=step,
        )  # fmt: skip
        seller = world.seller if number % 2 else world.other_seller
        ids.append(catalog.add_product(world.session, seller, given))
        cart.add(world.session, world.buyer, ids[-1], quantity)
    return ids


@MANY
@given(wanted=st.lists(products(), min_size=1, max_size=6), mode=st.sampled_from(VatMode))
def test_lines_and_heads_add_up_and_units_are_deducted(
    session: Session, world: World, wanted: list[tuple[int, VatKind, int, int]], mode: VatMode
) -> None:
    with undone(session):
        session.execute(update(Company).values(vat_mode=mode))
        ids = sell(world, wanted)
        asked = dict(zip(ids, wanted, strict=True))

        placed = orders.place(session, world.buyer, world.placement())

        seen: set[int] = set()
        for one in placed:
            order = queries.detail(session, world.buyer, one.number)
            assert order.vat_mode is mode
            assert order.supply_amount == sum(line.supply_amount for line in order.lines)
            assert order.vat_amount == sum(line.vat_amount for line in order.lines)
            assert order.total_amount == order.supply_amount + order.vat_amount
            assert order.total_quantity == sum(line.quantity for line in order.lines)
            for line in order.lines:
                price, kind, _, quantity = asked[line.product_id]
                amount = amount_of(price, quantity)
                is_net = mode is VatMode.EXCLUDED
                assert amount == (line.supply_amount if is_net else line.amount)
                assert line.vat_kind is kind
                assert kind is VatKind.TAXED or line.vat_amount == 0
                seen.add(line.product_id)
        assert seen == set(ids)
        left = dict(session.execute(select(Product.id, Product.stock)).all())
        assert {one: STOCK - left[one] for one in ids} == {one: asked[one][3] for one in ids}


@MANY
@given(is_held=st.booleans(), sequence=st.lists(st.sampled_from(Move), max_size=10))
def test_any_sequence_of_moves_keeps_the_books(
    session: Session, world: World, is_held: bool, sequence: list[Move]
) -> None:
    with undone(session):
        order_id = steps.placed(world, is_held=is_held)
        for move in sequence:
            events = steps.events(session, order_id)
            before = steps.order(session, order_id).status
            inner = session.begin_nested()
            try:
                MAKE[move](session, maker(world, move), order_id)
                inner.commit()
            except QnectorError:
                inner.rollback()
                assert steps.events(session, order_id) == events
                continue
            grown = len(steps.events(session, order_id)) - len(events)
            assert grown == (2 if (move, before) == (Move.SHIP, OrderStatus.PENDING) else 1)
            check_books(session, world, order_id)


def check_books(session: Session, world: World, order_id: int) -> None:
    order = steps.order(session, order_id)
    last = session.execute(
        select(OrderEvent.to_status)
        .where(OrderEvent.order_id == order_id)
        .order_by(OrderEvent.id.desc())
    ).scalars()
    assert next(iter(last)) is order.status
    held = session.execute(
        select(func.coalesce(func.sum(OrderLine.quantity), 0))
        .join(Order, Order.id == OrderLine.order_id)
        .where(Order.status != OrderStatus.CANCELLED)
    ).scalar_one()
    assert world.stock(world.rice) * ONE + held == 10 * ONE
    opened = len(session.execute(select(Settlement.id)).all())
    assert opened == (order.status is OrderStatus.COMPLETED)
    assert (order.status_before is not None) == (order.status is OrderStatus.CANCEL_REQUESTED)
    assert order.first_shipped_at is None or order.status in {
        OrderStatus.PROCESSING,
        OrderStatus.COMPLETED,
    }
