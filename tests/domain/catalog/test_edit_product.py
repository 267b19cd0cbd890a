import pytest
from sqlmodel import Session

from qnector.core.errors import Invalid, NotAllowed, NotFound
from qnector.core.quantity import ONE
from qnector.domain.catalog import access, queries
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import ProductStatus
from qnector.domain.catalog.service import ProductInput
from tests.world import World


def rice(**changes: object) -> ProductInput:
    return ProductInput(**{"sku": "RICE", "name": "쌀 20kg", "unit_price": 60_000, **changes})


def test_it_changes_what_buyers_see_but_never_the_stock(session: Session, world: World) -> None:
    catalog.edit_product(session, world.seller, world.rice, rice(name="햅쌀 20kg", stock=999 * ONE))

    offer = queries.offers(session, world.buyer, [world.rice])[world.rice]
    assert (offer.name, offer.stock) == ("햅쌀 20kg", 10 * ONE)


def test_it_wakes_by_what_changed(session: Session, world: World) -> None:
    world.touched()
    catalog.edit_product(session, world.seller, world.rice, rice(name="햅쌀"))
    assert (world.buyer.company_id, "stock") in world.touched()

    catalog.edit_product(session, world.seller, world.rice, rice(unit_price=61_000))
    assert (world.buyer.company_id, "price") in world.touched()


def test_it_refuses_a_code_of_another_product(session: Session, world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        catalog.edit_product(session, world.seller, world.rice, rice(sku="ONION"))

    assert refusal.value.field == "sku"


def test_it_is_the_sellers_own(session: Session, world: World) -> None:
    for stranger in (world.other_seller, world.stranger_seller):
        with pytest.raises(NotFound):
            catalog.edit_product(session, stranger, world.rice, rice())
        with pytest.raises(NotFound):
            catalog.set_price(session, stranger, world.rice, 1)
        with pytest.raises(NotFound):
            catalog.set_status(session, stranger, world.rice, ProductStatus.HIDDEN)


def test_it_is_for_managers_of_sellers(session: Session, world: World) -> None:
    for nobody in (world.seller_staff, world.buyer, world.operator):
        with pytest.raises(NotAllowed):
            catalog.edit_product(session, nobody, world.rice, rice())
        with pytest.raises(NotAllowed):
            catalog.set_price(session, nobody, world.rice, 1)
        with pytest.raises(NotAllowed):
            catalog.set_status(session, nobody, world.rice, ProductStatus.HIDDEN)


def test_it_sets_a_price_that_buyers_are_quoted(session: Session, world: World) -> None:
    world.touched()

    catalog.set_price(session, world.seller, world.rice, 61_000)

    quotes = queries.price_for(session, world.buyer.company_id, [world.rice])
    assert quotes == {world.rice: queries.Quote(61_000, "base")}
    assert world.touched() == {
        (world.seller.company_id, "price"),
        (world.buyer.company_id, "price"),
    }


@pytest.mark.parametrize("price", [-1, 10**13])
def test_it_refuses_a_price_that_is_none(session: Session, world: World, price: int) -> None:
    with pytest.raises(Invalid):
        catalog.set_price(session, world.seller, world.rice, price)


def test_it_hides_from_buyers_and_not_from_the_seller(session: Session, world: World) -> None:
    catalog.set_status(session, world.seller, world.rice, ProductStatus.HIDDEN)

    assert queries.offers(session, world.buyer, [world.rice]) == {}
    with pytest.raises(NotFound):
        access.get(session, world.buyer, world.rice)
    assert access.get(session, world.seller, world.rice).id == world.rice


def test_it_shows_a_picture_to_who_may_see_the_products(session: Session, world: World) -> None:
    picture = catalog.add_picture(session, world.seller, "a" * 64)

    for somebody in (world.seller, world.seller_staff, world.buyer):
        assert access.picture(session, somebody, picture) == "a" * 64
    for nobody in (world.other_seller, world.stranger, world.stranger_seller, world.operator):
        with pytest.raises(NotFound):
            access.picture(session, nobody, picture)
