import pytest
from sqlmodel import Session

from qnector.core.errors import Conflict, Invalid
from qnector.domain.orders import queries
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import OrderStatus
from tests.domain.orders import steps
from tests.world import World

REASONS = [("", "사유를"), ("   ", "사유를"), ("가" * 501, "500자")]


@pytest.mark.parametrize("status", [OrderStatus.PENDING, OrderStatus.PROCESSING])
def test_the_seller_cancels_and_the_stock_comes_back(world: World, status: OrderStatus) -> None:
    order_id = steps.at(world, status)
    assert world.stock(world.rice) == 8
    world.touched()

    number = orders.cancel(world.session, world.seller, order_id, " 품절이에요 ")

    assert world.stock(world.rice) == 10
    last = queries.detail(world.session, world.buyer, number).events[-1]
    assert (last.kind, last.reason, last.from_status) == ("cancelled", "품절이에요", status)
    assert "바다식품" in last.actor_name
    assert (world.buyer.company_id, "stock") in world.touched()


def test_it_refuses_once_something_is_shipped(session: Session, world: World) -> None:
    order_id = steps.at(world, OrderStatus.PROCESSING, sacks_sent=1)

    with pytest.raises(Conflict, match="이미 출고"):
        orders.cancel(session, world.seller, order_id, "품절")

    assert world.stock(world.rice) == 8


@pytest.mark.parametrize(("reason", "said"), REASONS)
def test_it_needs_a_reason(session: Session, world: World, reason: str, said: str) -> None:
    order_id = steps.placed(world)

    with pytest.raises(Invalid, match=said) as refusal:
        orders.cancel(session, world.seller, order_id, reason)

    assert refusal.value.field == "reason"


def test_the_stock_comes_back_once(session: Session, world: World) -> None:
    order_id = steps.at(world, OrderStatus.CANCELLED)

    with pytest.raises(Conflict):
        orders.cancel(session, world.seller, order_id, "또")

    assert world.stock(world.rice) == 10
