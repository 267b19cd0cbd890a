import pytest
from sqlmodel import Session

from qnector.core.errors import Conflict, NotAllowed, NotFound
from qnector.domain.catalog import queries
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.service import ProductInput
from tests.world import World


def test_it_takes_away_an_empty_one(session: Session, world: World) -> None:
    grain = catalog.add_category(session, world.seller, "곡물")

    assert catalog.remove_category(session, world.seller, grain) == "곡물"

    assert queries.shelves(session, world.seller) == []
    with pytest.raises(NotFound):
        catalog.remove_category(session, world.seller, grain)
    again = catalog.add_category(session, world.seller, "곡물")
    catalog.add_product(
        session, world.seller, ProductInput("BARLEY", "보리", 3_000, category_id=again)
    )


def test_it_leaves_one_that_is_used(session: Session, world: World) -> None:
    grain = catalog.add_category(session, world.seller, "곡물")
    catalog.add_product(
        session, world.seller, ProductInput("BARLEY", "보리", 3_000, category_id=grain)
    )

    with pytest.raises(Conflict, match="다른 분류로"):
        catalog.remove_category(session, world.seller, grain)

    assert queries.shelves(session, world.seller)[0].count == 1


def test_it_is_the_sellers_own_and_for_managers(session: Session, world: World) -> None:
    grain = catalog.add_category(session, world.seller, "곡물")

    for stranger in (world.other_seller, world.stranger_seller):
        with pytest.raises(NotFound):
            catalog.remove_category(session, stranger, grain)
    for nobody in (world.seller_staff, world.buyer, world.operator):
        with pytest.raises(NotAllowed):
            catalog.remove_category(session, nobody, grain)
    assert len(queries.shelves(session, world.seller)) == 1
