from sqlmodel import Session

from qnector.core.quantity import ONE
from qnector.domain.cart import queries
from qnector.domain.cart import service as cart
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import ProductStatus
from tests.world import World


def test_it_agrees_to_new_prices(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 2})
    world.raise_price(world.rice, to=61_000)

    cart.accept_changes(session, world.buyer)

    view = queries.view(session, world.buyer)
    assert (view.lines[0].seen_price, view.has_problem, view.revision) == (61_000, False, 2)


def test_it_takes_what_is_left(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.paper: 8})
    world.put_in(world.paper, -635)

    cart.accept_changes(session, world.buyer)

    (line,) = queries.view(session, world.buyer).lines
    assert (line.quantity, line.is_checked, line.problem) == (4 * ONE, True, "")


def test_it_leaves_what_cannot_be_ordered_unchecked(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 2, world.onion: 1, world.paper: 2})
    world.put_in(world.paper, -639)
    catalog.set_status(session, world.seller, world.rice, ProductStatus.SOLD_OUT)
    catalog.set_status(session, world.seller, world.onion, ProductStatus.HIDDEN)

    cart.accept_changes(session, world.buyer)

    view = queries.view(session, world.buyer)
    assert [line.is_checked for line in view.lines] == [False, False, False]
    assert (view.line_count, view.has_problem) == (0, False)


def test_it_leaves_unchecked_lines_alone(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 2})
    cart.check(session, world.buyer, world.rice, is_checked=False)
    world.raise_price(world.rice, to=61_000)

    cart.accept_changes(session, world.buyer)

    (line,) = queries.view(session, world.buyer).lines
    assert (line.seen_price, line.is_checked) == (60_000, False)


def test_an_empty_cart_has_nothing_to_agree_to(session: Session, world: World) -> None:
    cart.accept_changes(session, world.buyer)

    assert queries.view(session, world.buyer).lines == []
