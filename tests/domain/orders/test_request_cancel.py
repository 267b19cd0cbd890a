import pytest
from sqlmodel import Session

from qnector.core.errors import Conflict, Invalid
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import OrderStatus
from tests.domain.orders import steps
from tests.domain.orders.test_cancel import REASONS
from tests.world import World


@pytest.mark.parametrize("status", [OrderStatus.PENDING, OrderStatus.PROCESSING])
def test_it_keeps_the_status_before_and_the_stock(world: World, status: OrderStatus) -> None:
    order_id = steps.at(world, status)

    orders.request_cancel(world.session, world.buyer_staff, order_id, "잘못 주문했어요")

    order = steps.order(world.session, order_id)
    assert (order.status, order.status_before) == (OrderStatus.CANCEL_REQUESTED, status)
    assert world.stock(world.rice) == 8


def test_nothing_ships_meanwhile(session: Session, world: World) -> None:
    order_id = steps.at(world, OrderStatus.CANCEL_REQUESTED)

    with pytest.raises(Conflict):
        orders.ship(session, world.seller, order_id, steps.PICKUP)

    assert steps.order(session, order_id).first_shipped_at is None


def test_it_refuses_once_something_is_shipped(session: Session, world: World) -> None:
    order_id = steps.at(world, OrderStatus.PROCESSING, sacks_sent=1)

    with pytest.raises(Conflict, match="이미 출고"):
        orders.request_cancel(session, world.buyer, order_id, "이유")


@pytest.mark.parametrize(("reason", "said"), REASONS)
def test_it_needs_a_reason(session: Session, world: World, reason: str, said: str) -> None:
    order_id = steps.placed(world)

    with pytest.raises(Invalid, match=said):
        orders.request_cancel(session, world.buyer, order_id, reason)
