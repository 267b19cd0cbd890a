import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core.actor import Actor
from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound
from qnector.core.quantity import MOST, ONE
from qnector.domain.cart import queries
from qnector.domain.cart import service as cart
from qnector.domain.cart.models import CartLine
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import ProductStatus
from tests.world import World


def quantity_of(session: Session, actor: Actor, product_id: int) -> int:
    lines = queries.view(session, actor).lines
    return next((line.quantity for line in lines if line.product_id == product_id), 0)


def test_a_click_adds_the_least_and_then_one_step(session: Session, world: World) -> None:
    cart.add(session, world.buyer, world.paper)
    assert quantity_of(session, world.buyer, world.paper) == 2 * ONE

    cart.add(session, world.buyer, world.paper)
    cart.add(session, world.buyer, world.onion)

    assert quantity_of(session, world.buyer, world.paper) == 4 * ONE
    assert quantity_of(session, world.buyer, world.onion) == 500


def test_it_remembers_the_price_that_was_seen(session: Session, world: World) -> None:
    cart.add(session, world.buyer, world.rice)

    seen = session.execute(select(CartLine.seen_price, CartLine.seen_rule)).one()
    assert tuple(seen) == (60_000, "base")


def test_every_change_makes_a_revision_and_wakes_the_company(
    session: Session, world: World
) -> None:
    world.touched()
    for revision in (1, 2, 3):
        cart.add(session, world.buyer, world.rice)
        assert queries.view(session, world.buyer).revision == revision
    assert world.touched() == {(world.buyer.company_id, "cart")}


def test_carts_of_two_people_of_one_company_are_two(session: Session, world: World) -> None:
    cart.add(session, world.buyer, world.rice)

    assert queries.view(session, world.buyer_staff) == queries.CartView()


@pytest.mark.parametrize("quantity", [0, -ONE, 1, 500, MOST + ONE, 2**70])
def test_it_refuses_a_quantity_that_breaks_the_rules(
    session: Session, world: World, quantity: int
) -> None:
    with pytest.raises(Invalid) as refusal:
        cart.add(session, world.buyer, world.rice, quantity)

    assert refusal.value.field == "quantity"
    assert queries.view(session, world.buyer).lines == []


def test_it_refuses_more_than_there_is(session: Session, world: World) -> None:
    with pytest.raises(Conflict, match="10포까지"):
        cart.add(session, world.buyer, world.rice, 11 * ONE)


def test_it_does_not_tell_a_stock_that_the_seller_hides(session: Session, world: World) -> None:
    with pytest.raises(Conflict) as refusal:
        cart.add(session, world.buyer, world.paper, 642 * ONE)

    assert "640" not in refusal.value.sentence


@pytest.mark.parametrize("status", [ProductStatus.SOLD_OUT, ProductStatus.HIDDEN])
def test_it_refuses_what_is_not_on_sale(
    session: Session, world: World, status: ProductStatus
) -> None:
    catalog.set_status(session, world.seller, world.rice, status)

    with pytest.raises(NotFound if status is ProductStatus.HIDDEN else Conflict):
        cart.add(session, world.buyer, world.rice)


def test_a_stranger_finds_no_product(session: Session, world: World) -> None:
    with pytest.raises(NotFound):
        cart.add(session, world.stranger, world.rice)


def test_the_seller_side_has_no_cart(session: Session, world: World) -> None:
    with pytest.raises(NotAllowed):
        cart.add(session, world.seller, world.rice)


def test_a_cart_is_full_at_some_point(
    session: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cart, "MOST_LINES", 2)
    world.fill_cart(world.buyer, {world.rice: 1, world.onion: 1})

    cart.add(session, world.buyer, world.rice)
    with pytest.raises(Conflict, match="2개까지"):
        cart.add(session, world.buyer, world.laptop)
