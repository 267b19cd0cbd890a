import pytest
from sqlmodel import Session

from qnector.core.errors import Conflict, NotAllowed
from qnector.domain.orders import service as orders
from tests.domain.orders import steps
from tests.world import World


def test_it_keeps_the_reserved_stock(session: Session, world: World) -> None:
    order_id = steps.placed(world, is_held=True)
    assert world.stock(world.rice) == 8

    orders.release(session, world.seller, order_id)

    assert world.stock(world.rice) == 8
    assert steps.events(session, order_id)[-1] == "released"


def test_staff_may_not_release(session: Session, world: World) -> None:
    order_id = steps.placed(world, is_held=True)

    with pytest.raises(NotAllowed):
        orders.release(session, world.seller_staff, order_id)


def test_it_refuses_an_order_that_is_not_held(session: Session, world: World) -> None:
    order_id = steps.placed(world)

    with pytest.raises(Conflict):
        orders.release(session, world.seller, order_id)
