import pytest
from sqlmodel import Session

from qnector.core.errors import Invalid, NotAllowed, NotFound
from qnector.domain.catalog import queries
from qnector.domain.catalog import service as catalog
from tests.world import World


def names(session: Session, world: World) -> list[str]:
    return [shelf.name for shelf in queries.shelves(session, world.seller)]


def test_it_renames_and_wakes(session: Session, world: World) -> None:
    grain = catalog.add_category(session, world.seller, "곡물")
    world.touched()

    catalog.rename_category(session, world.seller, grain, " 쌀·잡곡 ")

    assert names(session, world) == ["쌀·잡곡"]
    assert (world.buyer.company_id, "stock") in world.touched()
    catalog.rename_category(session, world.seller, grain, "쌀·잡곡")
    assert world.touched() == set()


def test_it_takes_no_name_that_is_there(session: Session, world: World) -> None:
    grain = catalog.add_category(session, world.seller, "곡물")
    catalog.add_category(session, world.seller, "채소")
    catalog.add_category(session, world.other_seller, "전산")

    with pytest.raises(Invalid, match="채소"):
        catalog.rename_category(session, world.seller, grain, "채소")
    catalog.rename_category(session, world.seller, grain, "전산")


@pytest.mark.parametrize("name", ["", "  ", "\n", "가" * 51, "x" * 20_000])
def test_it_wants_a_name(session: Session, world: World, name: str) -> None:
    grain = catalog.add_category(session, world.seller, "곡물")

    with pytest.raises(Invalid):
        catalog.rename_category(session, world.seller, grain, name)


def test_it_is_the_sellers_own_and_for_managers(session: Session, world: World) -> None:
    grain = catalog.add_category(session, world.seller, "곡물")

    for stranger in (world.other_seller, world.stranger_seller):
        with pytest.raises(NotFound):
            catalog.rename_category(session, stranger, grain, "내 것")
    for nobody in (world.seller_staff, world.buyer, world.operator):
        with pytest.raises(NotAllowed):
            catalog.rename_category(session, nobody, grain, "내 것")
    assert names(session, world) == ["곡물"]
