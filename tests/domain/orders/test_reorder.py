import pytest
from sqlmodel import Session

from qnector.core.errors import NotAllowed, NotFound
from qnector.core.quantity import ONE
from qnector.domain.cart import queries as carts
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import ProductStatus
from qnector.domain.orders import service as orders
from tests.domain.orders import steps
from tests.world import World


def in_cart(world: World) -> dict[int, int]:
    return {line.product_id: line.quantity for line in carts.view(world.session, world.buyer).lines}


def test_it_puts_the_lines_into_the_cart(session: Session, world: World) -> None:
    (placed,) = world.place({world.rice: 2, world.onion: 1})

    done = orders.reorder(session, world.buyer, placed.order_id)

    assert done == orders.Reordered(["쌀 20kg", "양파"], [])
    assert in_cart(world) == {world.rice: 2 * ONE, world.onion: ONE}


def test_it_adds_to_what_is_there(session: Session, world: World) -> None:
    order_id = steps.placed(world)
    world.fill_cart(world.buyer, {world.rice: 1})

    orders.reorder(session, world.buyer, order_id)

    assert in_cart(world) == {world.rice: 3 * ONE}


def test_it_says_what_it_left_out(session: Session, world: World) -> None:
    (placed,) = world.place({world.rice: 2, world.onion: 1})
    catalog.set_status(session, world.seller, world.onion, ProductStatus.HIDDEN)

    done = orders.reorder(session, world.buyer, placed.order_id)

    assert (done.added, done.skipped) == (["쌀 20kg"], ["양파"])


def test_it_takes_what_there_is(session: Session, world: World) -> None:
    order_id = steps.placed(world)
    world.put_in(world.rice, -7)

    orders.reorder(session, world.buyer, order_id)

    assert in_cart(world) == {world.rice: ONE}


def test_the_seller_cannot_reorder(session: Session, world: World) -> None:
    with pytest.raises(NotAllowed):
        orders.reorder(session, world.seller, steps.placed(world))


def test_a_stranger_finds_no_order(session: Session, world: World) -> None:
    with pytest.raises(NotFound):
        orders.reorder(session, world.stranger, steps.placed(world))
