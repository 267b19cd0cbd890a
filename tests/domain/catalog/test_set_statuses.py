import pytest
from sqlmodel import Session

from qnector.core.errors import NotAllowed, NotFound
from qnector.domain.catalog import queries
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import ProductStatus
from qnector.domain.catalog.queries import ProductFilter
from tests.world import World

HIDDEN, SOLD_OUT, ON_SALE = ProductStatus.HIDDEN, ProductStatus.SOLD_OUT, ProductStatus.ON_SALE


def statuses(session: Session, world: World) -> dict[int, ProductStatus]:
    page = queries.stocklist(session, world.seller, ProductFilter())
    return {row.id: row.status for row in page.rows}


def test_it_changes_several_and_says_what_they_were(session: Session, world: World) -> None:
    catalog.set_status(session, world.seller, world.onion, SOLD_OUT)
    world.touched()

    before = catalog.set_statuses(session, world.seller, {world.rice: HIDDEN, world.onion: HIDDEN})

    assert before == {world.rice: ON_SALE, world.onion: SOLD_OUT}
    assert statuses(session, world) == {world.rice: HIDDEN, world.onion: HIDDEN}
    assert (world.buyer.company_id, "stock") in world.touched()


def test_it_is_undone_where_nobody_changed_it_since(session: Session, world: World) -> None:
    both = {world.rice: HIDDEN, world.onion: HIDDEN}
    before = catalog.set_statuses(session, world.seller, both)
    catalog.set_status(session, world.seller, world.onion, SOLD_OUT)

    undone = catalog.set_statuses(session, world.seller, before, only_from=HIDDEN)

    assert undone == {world.rice: HIDDEN}
    assert statuses(session, world) == {world.rice: ON_SALE, world.onion: SOLD_OUT}


def test_what_is_so_already_wakes_nobody(session: Session, world: World) -> None:
    world.touched()

    assert catalog.set_statuses(session, world.seller, {world.rice: ON_SALE}) == {}
    assert world.touched() == set()


@pytest.mark.parametrize("other", ["laptop", "none"])
def test_it_is_all_or_none(session: Session, world: World, other: str) -> None:
    strangers = world.laptop if other == "laptop" else 10**9

    with pytest.raises(NotFound):
        catalog.set_statuses(session, world.seller, {world.rice: HIDDEN, strangers: HIDDEN})

    assert statuses(session, world)[world.rice] is ON_SALE


def test_it_is_for_managers_of_sellers(session: Session, world: World) -> None:
    for nobody in (world.seller_staff, world.buyer, world.operator):
        with pytest.raises(NotAllowed):
            catalog.set_statuses(session, nobody, {world.rice: HIDDEN})
