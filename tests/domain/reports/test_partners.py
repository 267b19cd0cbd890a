import pytest
from sqlmodel import Session

from qnector.core.errors import NotAllowed
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import ProductStatus
from qnector.domain.connections import access
from qnector.domain.connections import service as connections
from qnector.domain.orders import sums
from qnector.domain.reports import partners
from qnector.domain.reports.partners import Bought
from tests.world import World


def test_it_counts_what_may_be_ordered(session: Session, world: World) -> None:
    sellers = [world.seller.company_id, world.other_seller.company_id, world.stranger.company_id]
    catalog.set_status(session, world.seller, world.rice, ProductStatus.HIDDEN)

    found = partners.products_by_seller(session, world.buyer, sellers)

    assert found == {world.seller.company_id: 1, world.other_seller.company_id: 2}
    assert partners.products_by_seller(session, world.stranger, sellers) == {}
    assert partners.products_by_seller(session, world.buyer, []) == {}


def test_a_suspended_buyer_counts_nothing(session: Session, world: World) -> None:
    seller = world.seller.company_id
    held = access.approved(session, world.buyer.company_id, seller)
    connections.suspend(session, world.seller, held.id, "미수금")

    assert partners.products_by_seller(session, world.buyer, [seller]) == {}


def test_it_sums_what_each_bought_from_the_asker(session: Session, world: World) -> None:
    world.place({world.rice: 2, world.laptop: 1})
    sums.settle(session)
    buyers = [world.buyer.company_id, world.stranger.company_id]

    found = partners.month_by_buyer(session, world.seller, buyers)

    assert found == {world.buyer.company_id: Bought(1, 120_000)}
    other = partners.month_by_buyer(session, world.other_seller, buyers)
    assert other == {world.buyer.company_id: Bought(1, 3_000_000)}
    assert partners.month_by_buyer(session, world.stranger_seller, buyers) == {}
    assert partners.month_by_buyer(session, world.seller, []) == {}


def test_an_operator_asks_in_vain(session: Session, world: World) -> None:
    with pytest.raises(NotAllowed):
        partners.products_by_seller(session, world.operator, [1])
    with pytest.raises(NotAllowed):
        partners.month_by_buyer(session, world.operator, [1])
