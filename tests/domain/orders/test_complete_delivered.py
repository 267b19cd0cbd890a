from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import Session

from qnector.core import clock
from qnector.domain.orders import queries
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import OrderStatus, Shipment
from qnector.domain.settlements.models import Settlement
from tests.domain.orders import steps
from tests.world import World


def run(session: Session, *, days: float) -> int:
    return orders.complete_delivered(session, clock.now() + timedelta(days=days))


def deliver(session: Session) -> None:
    session.execute(update(Shipment).values(delivered_at=clock.now()))


def test_it_completes_what_has_arrived(session: Session, world: World) -> None:
    order_id = steps.at(world, OrderStatus.PROCESSING, sacks_sent=2)
    deliver(session)

    assert run(session, days=0) == 1

    order = steps.order(session, order_id)
    assert order.status is OrderStatus.COMPLETED
    last = queries.detail(session, world.buyer, order.number).events[-1]
    assert (last.kind, last.actor_name) == ("completed", "")
    assert session.execute(select(Settlement.order_id)).scalars().all() == [order_id]
    assert run(session, days=0) == 0


def test_it_waits_for_every_parcel(session: Session, world: World) -> None:
    order_id = steps.at(world, OrderStatus.PROCESSING, sacks_sent=1)
    deliver(session)
    steps.send(world, order_id, 1)

    assert run(session, days=30) == 0


def test_it_waits_for_every_line(session: Session, world: World) -> None:
    steps.at(world, OrderStatus.PROCESSING, sacks_sent=1)
    deliver(session)

    assert run(session, days=30) == 0


@pytest.mark.parametrize(("days", "completed"), [(6.9, 0), (7.1, 1)])
def test_without_tracking_it_waits_seven_days(
    session: Session, world: World, days: float, completed: int
) -> None:
    order_id = steps.placed(world)
    orders.ship(session, world.seller, order_id, steps.PICKUP)

    assert run(session, days=days) == completed


def test_it_leaves_what_is_not_shipped(session: Session, world: World) -> None:
    for status in OrderStatus:
        steps.at(world, status)

    assert run(session, days=30) == 0
