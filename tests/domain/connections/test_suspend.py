import pytest
from sqlmodel import Session

from qnector.core.errors import Conflict, LimitReached, NotAllowed, NotFound
from qnector.domain.billing.models import Plan, PlanCode
from qnector.domain.catalog import queries as catalog
from qnector.domain.catalog.queries import TileFilter
from qnector.domain.connections import access
from qnector.domain.connections import service as connections
from tests.world import World


@pytest.fixture
def held(session: Session, world: World) -> int:
    return access.approved(session, world.buyer.company_id, world.seller.company_id).id or 0


def test_it_hides_everything_the_seller_sells(session: Session, world: World, held: int) -> None:
    connections.suspend(session, world.seller, held, "미수금")

    assert catalog.offers(session, world.buyer, [world.rice]) == {}
    assert catalog.price_for(session, world.buyer.company_id, [world.rice]) == {}
    names = {tile.seller_name for tile in catalog.tiles(session, world.buyer, TileFilter()).rows}
    assert names == {"새벽사무"}
    assert [name for _, name in catalog.sellers(session, world.buyer)] == ["새벽사무"]
    with pytest.raises(NotFound):
        access.approved(session, world.buyer.company_id, world.seller.company_id)


def test_it_can_be_undone(session: Session, world: World, held: int) -> None:
    connections.suspend(session, world.seller, held)
    connections.resume(session, world.seller, held)

    assert set(catalog.offers(session, world.buyer, [world.rice])) == {world.rice}


def test_it_resumes_only_while_a_place_is_free(session: Session, world: World, held: int) -> None:
    connections.suspend(session, world.seller, held)
    asked = connections.request(session, world.stranger, world.seller.company_id)
    connections.approve(session, world.seller, asked)
    plan = session.get(Plan, PlanCode.FREE)
    plan.connection_limit = 1
    session.flush()

    with pytest.raises(LimitReached):
        connections.resume(session, world.seller, held)


def test_it_suspends_and_resumes_once(session: Session, world: World, held: int) -> None:
    with pytest.raises(Conflict):
        connections.resume(session, world.seller, held)
    connections.suspend(session, world.seller, held)
    with pytest.raises(Conflict):
        connections.suspend(session, world.seller, held)


def test_it_is_refused_to_staff_buyers_and_strangers(
    session: Session, world: World, held: int
) -> None:
    for verb in (connections.suspend, connections.resume):
        with pytest.raises(NotAllowed):
            verb(session, world.seller_staff, held)
        with pytest.raises(NotAllowed):
            verb(session, world.buyer, held)
        with pytest.raises(NotFound):
            verb(session, world.other_seller, held)
