from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core.errors import Conflict, Invalid
from qnector.core.quantity import ONE
from qnector.domain.orders import queries
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import OrderLine, OrderStatus
from tests.domain.orders import steps
from tests.world import World


def line_of(session: Session, order_id: int) -> int:
    statement = select(OrderLine.id).where(OrderLine.order_id == order_id)
    return int(session.execute(statement).scalars().first() or 0)


def test_it_accepts_a_waiting_order_first(session: Session, world: World) -> None:
    order_id = steps.placed(world)

    orders.ship(session, world.seller_staff, order_id, steps.TRACKED)

    order = steps.order(session, order_id)
    assert steps.events(session, order_id) == ["placed", "accepted", "shipped"]
    assert order.status is OrderStatus.PROCESSING
    assert (order.carrier, order.tracking_number) == ("cj", "123456789012")
    assert order.is_fully_shipped
    assert order.first_shipped_at is not None


def test_it_ships_in_parts(session: Session, world: World) -> None:
    order_id = steps.placed(world)

    steps.send(world, order_id, 1)
    half = steps.order(session, order_id)
    assert not half.is_fully_shipped
    first_at = half.first_shipped_at
    steps.send(world, order_id, 1)

    order = steps.order(session, order_id)
    assert order.is_fully_shipped
    assert order.first_shipped_at == first_at
    parcels = queries.detail(session, world.buyer, order.number).shipments
    assert [[line.quantity for line in parcel.lines] for parcel in parcels] == [[ONE], [ONE]]


def test_without_lines_it_ships_what_is_left(session: Session, world: World) -> None:
    order_id = steps.at(world, OrderStatus.PROCESSING, sacks_sent=1)

    orders.ship(session, world.seller, order_id, steps.PICKUP)

    number = steps.order(session, order_id).number
    last = queries.detail(session, world.buyer, number).shipments[-1]
    assert [line.quantity for line in last.lines] == [ONE]


@pytest.mark.parametrize("quantity", [3 * ONE, -ONE, 500, 2**62])
def test_it_refuses_a_quantity_that_is_not_left(
    session: Session, world: World, quantity: int
) -> None:
    order_id = steps.placed(world)
    parcel = replace(steps.PICKUP, lines={line_of(session, order_id): quantity})

    with pytest.raises(Invalid) as refusal:
        orders.ship(session, world.seller, order_id, parcel)

    assert refusal.value.field == "lines"


def test_it_refuses_a_line_of_another_order(session: Session, world: World) -> None:
    order_id, other = steps.placed(world), steps.placed(world)
    parcel = replace(steps.PICKUP, lines={line_of(session, other): ONE})

    with pytest.raises(Invalid):
        orders.ship(session, world.seller, order_id, parcel)


def test_it_refuses_an_empty_parcel(session: Session, world: World) -> None:
    order_id = steps.placed(world)
    parcel = replace(steps.PICKUP, lines={line_of(session, order_id): 0})

    with pytest.raises(Invalid, match="보낼 수량"):
        orders.ship(session, world.seller, order_id, parcel)


def test_it_refuses_when_everything_is_shipped(session: Session, world: World) -> None:
    order_id = steps.at(world, OrderStatus.PROCESSING, sacks_sent=2)

    with pytest.raises(Conflict):
        orders.ship(session, world.seller, order_id, steps.PICKUP)


@pytest.mark.parametrize(
    ("carrier", "number", "field"),
    [
        ("", "", "carrier"),
        ("drone", "123456", "carrier"),
        ("cj", "", "tracking_number"),
        ("cj", "12", "tracking_number"),
        ("cj", "=1+1;DROP", "tracking_number"),
        ("direct", "１２３４５６７", "tracking_number"),
    ],
)
def test_it_refuses_what_is_no_parcel(carrier: str, number: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        orders.Parcel(carrier, number)

    assert refusal.value.field == field
