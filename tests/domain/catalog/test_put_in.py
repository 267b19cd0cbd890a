import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound
from qnector.core.quantity import MOST, ONE
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import StockMove
from tests.world import World


def test_it_adds_with_a_reason(session: Session, world: World) -> None:
    world.touched()

    catalog.put_in(session, world.seller_staff, world.rice, 5 * ONE, " 입고 ")

    assert world.stock(world.rice) == 15
    move = session.execute(select(StockMove)).scalar_one()
    assert (move.quantity, move.reason, move.user_id) == (
        5 * ONE, "입고", world.seller_staff.user_id,
    )  # fmt: skip
    assert (world.buyer.company_id, "stock") in world.touched()


def test_it_takes_out_down_to_nothing_and_no_further(session: Session, world: World) -> None:
    catalog.put_in(session, world.seller, world.rice, -10 * ONE, "폐기")
    assert world.stock(world.rice) == 0

    with pytest.raises(Conflict):
        catalog.put_in(session, world.seller, world.rice, -ONE, "폐기")


@pytest.mark.parametrize("quantity", [0, 500, MOST])
def test_it_refuses_a_quantity_that_does_not_fit(
    session: Session, world: World, quantity: int
) -> None:
    with pytest.raises((Invalid, Conflict)):
        catalog.put_in(session, world.seller, world.rice, quantity, "입고")

    assert world.stock(world.rice) == 10


def test_it_needs_a_reason(session: Session, world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        catalog.put_in(session, world.seller, world.rice, ONE, "  ")

    assert refusal.value.field == "reason"


def test_it_is_the_sellers_own(session: Session, world: World) -> None:
    for stranger in (world.other_seller, world.stranger_seller):
        with pytest.raises(NotFound):
            catalog.put_in(session, stranger, world.rice, ONE, "입고")
    for nobody in (world.buyer, world.operator):
        with pytest.raises(NotAllowed):
            catalog.put_in(session, nobody, world.rice, ONE, "입고")
