import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound
from qnector.core.quantity import MOST, ONE
from qnector.domain.catalog import queries
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.errors import StockMoved
from qnector.domain.catalog.models import Product, StockKind
from qnector.domain.catalog.stock import _check_quantity
from tests.world import World


def last_move(session: Session, world: World) -> tuple[object, ...]:
    move = queries.stock_history(session, world.seller, world.rice).rows[0]
    return (move.kind, move.quantity, move.stock_after, move.reason, move.by)


def test_it_adds_with_a_reason(session: Session, world: World) -> None:
    world.touched()

    after = catalog.put_in(session, world.seller_staff, world.rice, 5 * ONE, " 매입 ")

    assert (world.stock(world.rice), after) == (15, 15 * ONE)
    assert last_move(session, world) == (
        StockKind.IN, 5 * ONE, 15 * ONE, "매입", "staff@bada.test",
    )  # fmt: skip
    assert (world.buyer.company_id, "stock") in world.touched()


def test_it_takes_out_down_to_nothing_and_no_further(session: Session, world: World) -> None:
    catalog.put_in(session, world.seller, world.rice, 10 * ONE, "폐기", StockKind.OUT)
    assert world.stock(world.rice) == 0
    assert last_move(session, world)[:3] == (StockKind.OUT, -10 * ONE, 0)

    with pytest.raises(Conflict, match="지금 재고: 0포"):
        catalog.put_in(session, world.seller, world.rice, ONE, "폐기", StockKind.OUT)


@pytest.mark.parametrize(("target", "difference"), [(4, -6), (12, 2), (10, 0), (0, -10)])
def test_it_counts_anew(session: Session, world: World, target: int, difference: int) -> None:
    after = catalog.put_in(
        session, world.seller, world.rice, target * ONE, "실사", StockKind.ADJUST, seen=10 * ONE
    )

    assert (world.stock(world.rice), after) == (target, target * ONE)
    assert last_move(session, world)[:3] == (StockKind.ADJUST, difference * ONE, target * ONE)


def test_a_count_does_not_bring_back_what_an_order_took(session: Session, world: World) -> None:
    world.place({world.rice: 2})

    with pytest.raises(StockMoved, match="10포 → 8포") as refusal:
        catalog.put_in(
            session, world.seller, world.rice, 10 * ONE, "실사", StockKind.ADJUST, seen=10 * ONE
        )

    assert (world.stock(world.rice), refusal.value.now) == (8, 8 * ONE)
    catalog.put_in(session, world.seller, world.rice, ONE, "매입", seen=10 * ONE)
    assert world.stock(world.rice) == 9


@pytest.mark.parametrize("kind", list(StockKind))
@pytest.mark.parametrize("quantity", [-ONE, 500, MOST + ONE])
def test_it_refuses_a_quantity_that_does_not_fit(
    session: Session, world: World, quantity: int, kind: StockKind
) -> None:
    with pytest.raises(Invalid) as refusal:
        catalog.put_in(session, world.seller, world.rice, quantity, "실사", kind)

    assert (world.stock(world.rice), refusal.value.field) == (10, "quantity")


@pytest.mark.parametrize("kind", [StockKind.IN, StockKind.OUT])
def test_nothing_is_no_move(session: Session, world: World, kind: StockKind) -> None:
    with pytest.raises(Invalid):
        catalog.put_in(session, world.seller, world.rice, 0, "실사", kind)


def test_it_stops_at_the_most(session: Session, world: World) -> None:
    with pytest.raises(Conflict, match="1,000,000포까지"):
        catalog.put_in(session, world.seller, world.rice, MOST, "매입")


@pytest.mark.parametrize("reason", ["", "  ", "\t\n", "가" * 201])
def test_it_needs_a_reason(session: Session, world: World, reason: str) -> None:
    with pytest.raises(Invalid) as refusal:
        catalog.put_in(session, world.seller, world.rice, ONE, reason)

    assert refusal.value.field == "reason"


def test_it_is_the_sellers_own(session: Session, world: World) -> None:
    for stranger in (world.other_seller, world.stranger_seller):
        with pytest.raises(NotFound):
            catalog.put_in(session, stranger, world.rice, ONE, "매입")
    for nobody in (world.buyer, world.operator):
        with pytest.raises(NotAllowed):
            catalog.put_in(session, nobody, world.rice, ONE, "매입")


@settings(max_examples=200)
@given(quantity=st.integers(1, MOST), decimals=st.integers(0, 3))
def test_a_quantity_fits_when_it_has_no_more_decimals(quantity: int, decimals: int) -> None:
    product = Product(decimals=decimals)
    has_too_many = f"{quantity:03d}"[-3:].rstrip("0")[decimals:] != ""
    if has_too_many:
        with pytest.raises(Invalid):
            _check_quantity(product, quantity, StockKind.IN)
    else:
        _check_quantity(product, quantity, StockKind.IN)
