import pytest
from sqlmodel import Session

from qnector.core.errors import Conflict
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import OrderStatus
from tests.domain.orders import steps
from tests.world import World


@pytest.mark.parametrize("status", [OrderStatus.PENDING, OrderStatus.PROCESSING])
def test_it_goes_back_to_where_it_was(world: World, status: OrderStatus) -> None:
    order_id = steps.at(world, status)
    orders.request_cancel(world.session, world.buyer, order_id, "이유")

    orders.withdraw_cancel(world.session, world.buyer_staff, order_id)

    order = steps.order(world.session, order_id)
    assert (order.status, order.status_before) == (status, None)
    assert world.stock(world.rice) == 8


def test_it_refuses_what_was_answered(session: Session, world: World) -> None:
    order_id = steps.at(world, OrderStatus.CANCEL_REQUESTED)
    orders.answer_cancel(session, world.seller, order_id, agrees=True)

    with pytest.raises(Conflict):
        orders.withdraw_cancel(session, world.buyer, order_id)
