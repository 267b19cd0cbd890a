"""Orders brought to where a test needs them, by the verbs that bring them there."""

from dataclasses import replace

from sqlalchemy import select
from sqlmodel import Session

from qnector.core.actor import Actor
from qnector.core.quantity import ONE
from qnector.domain.connections.models import Connection
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import Order, OrderEvent, OrderLine, OrderStatus
from tests.world import World

PICKUP = orders.Parcel("pickup")
TRACKED = orders.Parcel("cj", "1234-5678-9012")


def placed(world: World, *, is_held: bool = False) -> int:
    """The id of a new order of two sacks of rice."""
    if is_held:
        set_limit(world, 1)
    (one,) = world.place({world.rice: 2})
    return int(one.order_id)


def set_limit(world: World, won: int | None) -> None:
    """How much 한빛상회 may owe 바다식품."""
    statement = select(Connection).where(Connection.seller_id == world.seller.company_id)
    connection = world.session.execute(statement).scalar_one()
    connection.credit_limit = won
    world.session.add(connection)
    world.session.flush()


def at(world: World, status: OrderStatus, *, is_held: bool = False, sacks_sent: int = 0) -> int:
    """The id of an order of two sacks of rice that stands so."""
    session, order_id = world.session, placed(world, is_held=is_held)
    if status is OrderStatus.CANCELLED:
        orders.cancel(session, world.seller, order_id, "품절")
    if status in {OrderStatus.PROCESSING, OrderStatus.COMPLETED} and not is_held:
        orders.accept(session, world.seller, order_id)
    if sacks_sent:
        send(world, order_id, sacks_sent)
    if status is OrderStatus.COMPLETED:
        orders.complete(session, world.seller, order_id)
    if status is OrderStatus.CANCEL_REQUESTED:
        orders.request_cancel(session, world.buyer, order_id, "잘못 주문했어요")
    return order_id


def send(world: World, order_id: int, sacks: int) -> None:
    """Ship so many sacks of rice."""
    line_id = world.session.execute(
        select(OrderLine.id).where(OrderLine.order_id == order_id)
    ).scalar_one()
    parcel = replace(TRACKED, lines={line_id: sacks * ONE})
    orders.ship(world.session, world.seller, order_id, parcel)


def order(session: Session, order_id: int) -> Order:
    """The order as it is in the database now."""
    statement = select(Order).where(Order.id == order_id)
    fresh = session.execute(statement, execution_options={"populate_existing": True})
    return fresh.scalar_one()


def events(session: Session, order_id: int) -> list[str]:
    """What happened, in its order."""
    statement = (
        select(OrderEvent.kind).where(OrderEvent.order_id == order_id).order_by(OrderEvent.id)
    )
    return list(session.execute(statement).scalars())


def everybody(world: World) -> dict[str, Actor]:
    """One actor for each kind of standing towards an order of 한빛상회 at 바다식품."""
    return {
        "buyer": world.buyer,
        "seller": world.seller,
        "stranger": world.stranger,
        "other_seller": world.other_seller,
        "operator": world.operator,
    }
