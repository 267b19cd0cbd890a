import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core.errors import Conflict
from qnector.domain.messages.models import Kind, Message
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import OrderStatus
from tests.domain.orders import steps
from tests.world import World


def test_it_starts_the_work_and_tells_the_buyer(session: Session, world: World) -> None:
    order_id = steps.placed(world)
    world.touched()

    number = orders.accept(session, world.seller_staff, order_id)

    assert steps.order(session, order_id).status is OrderStatus.PROCESSING
    assert steps.events(session, order_id) == ["placed", "accepted"]
    told = session.execute(select(Message.to_company_id).where(Message.kind == Kind.ORDER_ACCEPTED))
    assert set(told.scalars()) == {world.buyer.company_id}
    assert steps.order(session, order_id).number == number
    both = {world.buyer.company_id, world.seller.company_id}
    assert {(one, "orders") for one in both} <= world.touched()


def test_it_refuses_a_second_time(session: Session, world: World) -> None:
    order_id = steps.placed(world)
    orders.accept(session, world.seller, order_id)

    with pytest.raises(Conflict):
        orders.accept(session, world.seller, order_id)

    assert steps.events(session, order_id) == ["placed", "accepted"]


def test_it_refuses_a_held_order_and_says_why(session: Session, world: World) -> None:
    order_id = steps.placed(world, is_held=True)

    with pytest.raises(Conflict, match="보류"):
        orders.accept(session, world.seller, order_id)


def test_a_released_order_may_be_accepted(session: Session, world: World) -> None:
    order_id = steps.placed(world, is_held=True)
    orders.release(session, world.seller, order_id)

    orders.accept(session, world.seller, order_id)

    assert steps.events(session, order_id) == ["placed", "held", "released", "accepted"]
    assert steps.order(session, order_id).held_at is None
