import pytest
from sqlmodel import Session

from qnector.core import settings
from qnector.core.errors import NotAllowed
from qnector.domain.connections import service as connections
from qnector.domain.orders import sums
from qnector.domain.reports.dashboard import dashboard
from tests.world import World


def test_each_side_counts_its_own(session: Session, world: World) -> None:
    world.place()
    sums.settle(session)

    buyer, seller = dashboard(session, world.buyer), dashboard(session, world.seller)

    assert (buyer.connected, buyer.products, buyer.orders.this_month) == (2, 0, 1)
    assert (seller.connected, seller.products, seller.orders.this_month) == (1, 2, 1)


def test_it_counts_requests_that_wait(session: Session, world: World) -> None:
    connections.request(session, world.stranger, world.seller.company_id)

    assert dashboard(session, world.stranger).waiting == 1
    assert dashboard(session, world.seller).waiting == 1
    assert dashboard(session, world.buyer).waiting == 0


def test_a_stranger_sees_nothing_of_others(session: Session, world: World) -> None:
    world.place()
    sums.settle(session)

    for actor in (world.stranger, world.stranger_seller):
        found = dashboard(session, actor)
        assert (found.connected, found.waiting, found.products) == (0, 0, 0)
        assert (found.orders.this_month, found.orders.by_status) == (0, {})


def test_the_plan_is_none_where_billing_is_off(session: Session, world: World) -> None:
    settings.use(settings.current(), has_billing=True)
    held = dashboard(session, world.seller).plan
    assert held is not None
    assert (held.name, held.price, held.product_limit) == ("무료", 0, 50)

    settings.use(settings.current(), has_billing=False)
    assert dashboard(session, world.seller).plan is None


def test_the_operator_has_no_dashboard(session: Session, world: World) -> None:
    with pytest.raises(NotAllowed):
        dashboard(session, world.operator)
