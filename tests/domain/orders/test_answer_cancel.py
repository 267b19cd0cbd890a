import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core.errors import Invalid
from qnector.domain.messages.models import Kind, Message
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import OrderStatus
from tests.domain.orders import steps
from tests.world import World


def test_agreeing_cancels_and_gives_the_stock_back(session: Session, world: World) -> None:
    order_id = steps.at(world, OrderStatus.CANCEL_REQUESTED)

    orders.answer_cancel(session, world.seller, order_id, agrees=True)

    order = steps.order(session, order_id)
    assert (order.status, order.status_before) == (OrderStatus.CANCELLED, None)
    assert steps.events(session, order_id)[-1] == "cancel_agreed"
    assert world.stock(world.rice) == 10


def test_declining_goes_back_to_where_it_was(session: Session, world: World) -> None:
    order_id = steps.at(world, OrderStatus.PROCESSING)
    orders.request_cancel(session, world.buyer, order_id, "이유")

    orders.answer_cancel(session, world.seller, order_id, agrees=False, reason="이미 포장했어요")

    order = steps.order(session, order_id)
    assert (order.status, order.status_before) == (OrderStatus.PROCESSING, None)
    assert world.stock(world.rice) == 8


def test_declining_a_held_order_leaves_it_held(session: Session, world: World) -> None:
    order_id = steps.placed(world, is_held=True)
    orders.request_cancel(session, world.buyer, order_id, "이유")

    orders.answer_cancel(session, world.seller, order_id, agrees=False, reason="곧 풀어 드려요")

    assert steps.order(session, order_id).held_at is not None


@pytest.mark.parametrize(("agrees", "status"), [(True, "cancelled"), (False, "pending")])
def test_the_message_says_the_answer(
    session: Session, world: World, agrees: bool, status: str
) -> None:
    order_id = steps.at(world, OrderStatus.CANCEL_REQUESTED)

    orders.answer_cancel(session, world.seller, order_id, agrees=agrees, reason="이유")

    said = session.execute(select(Message.values).where(Message.kind == Kind.CANCEL_ANSWERED))
    assert {values["status"] for values in said.scalars()} == {status}


def test_declining_needs_a_reason(session: Session, world: World) -> None:
    order_id = steps.at(world, OrderStatus.CANCEL_REQUESTED)

    with pytest.raises(Invalid, match="사유를"):
        orders.answer_cancel(session, world.seller, order_id, agrees=False)
