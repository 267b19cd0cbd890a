"""set_quantity, check, remove, put_back, clear_lines."""

import pytest
from sqlmodel import Session

from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound
from qnector.core.quantity import ONE
from qnector.domain.cart import queries
from qnector.domain.cart import service as cart
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import ProductStatus
from tests.world import World


@pytest.fixture(autouse=True)
def _two_lines(world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 2, world.laptop: 1})


def test_it_sets_a_quantity(session: Session, world: World) -> None:
    cart.set_quantity(session, world.buyer, world.rice, 5 * ONE)

    view = queries.view(session, world.buyer)
    assert (view.revision, view.total_amount) == (3, 5 * 60_000 + 3_300_000 - 300_000)


def test_it_is_no_change_to_set_what_is_there(session: Session, world: World) -> None:
    before = queries.view(session, world.buyer)

    cart.set_quantity(session, world.buyer, world.rice, 2 * ONE)

    assert queries.view(session, world.buyer) == before


@pytest.mark.parametrize(
    ("quantity", "refusal"), [(0, Invalid), (500, Invalid), (11_000, Conflict)]
)
def test_it_refuses_a_wrong_quantity(
    session: Session, world: World, quantity: int, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        cart.set_quantity(session, world.buyer, world.rice, quantity)


def test_it_sets_no_quantity_of_what_is_not_there(session: Session, world: World) -> None:
    with pytest.raises(NotFound):
        cart.set_quantity(session, world.buyer, world.onion, ONE)


def test_an_unchecked_line_stays_and_does_not_count(session: Session, world: World) -> None:
    cart.check(session, world.buyer, world.laptop, is_checked=False)

    view = queries.view(session, world.buyer)
    assert (view.line_count, view.total_amount, len(view.lines)) == (1, 120_000, 2)
    assert view.revision == 3


def test_it_checks_nothing_that_is_not_there(session: Session, world: World) -> None:
    with pytest.raises(NotFound):
        cart.check(session, world.buyer, world.paper, is_checked=True)


def test_what_is_removed_can_be_put_back(session: Session, world: World) -> None:
    quantity = cart.remove(session, world.buyer, world.rice)
    assert [line.product_id for line in queries.view(session, world.buyer).lines] == [world.laptop]

    cart.put_back(session, world.buyer, world.rice, quantity)

    rice = queries.view(session, world.buyer).lines[0]
    assert (rice.product_id, rice.quantity, rice.is_checked) == (world.rice, 2 * ONE, True)
    assert queries.view(session, world.buyer).revision == 4


def test_a_line_that_is_gone_can_be_removed_but_not_put_back(
    session: Session, world: World
) -> None:
    catalog.set_status(session, world.seller, world.rice, ProductStatus.HIDDEN)
    quantity = cart.remove(session, world.buyer, world.rice)

    with pytest.raises(NotFound):
        cart.put_back(session, world.buyer, world.rice, quantity)


def test_it_removes_nothing_that_is_not_there(session: Session, world: World) -> None:
    with pytest.raises(NotFound):
        cart.remove(session, world.buyer_staff, world.rice)


def test_it_puts_nothing_back_that_breaks_the_rules(session: Session, world: World) -> None:
    cart.remove(session, world.buyer, world.rice)
    for quantity in (-ONE, 0, 500):
        with pytest.raises(Invalid):
            cart.put_back(session, world.buyer, world.rice, quantity)


def test_it_empties_the_cart(session: Session, world: World) -> None:
    cart.clear_lines(session, world.buyer)

    assert queries.view(session, world.buyer) == queries.CartView(revision=3)


def test_the_seller_side_changes_nothing(session: Session, world: World) -> None:
    for refused in (
        lambda: cart.remove(session, world.seller, world.rice),
        lambda: cart.clear_lines(session, world.seller),
        lambda: cart.check(session, world.seller, world.rice, is_checked=False),
        lambda: cart.accept_changes(session, world.seller),
        lambda: cart.refill(session, world.seller, {world.rice: ONE}),
    ):
        with pytest.raises(NotAllowed):
            refused()
