import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core.errors import Conflict, NotAllowed, NotFound
from qnector.domain.connections import access
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import ConnectionStatus
from qnector.domain.messages.models import Message
from tests.world import World


@pytest.fixture
def rejected(session: Session, world: World) -> int:
    asked = connections.request(session, world.stranger, world.seller.company_id)
    connections.reject(session, world.seller, asked, "지역이 달라요")
    return asked


def test_it_lets_the_request_wait_again(session: Session, world: World, rejected: int) -> None:
    counted = select(func.count()).select_from(Message)
    before = session.execute(counted).scalar_one()
    world.touched()

    connections.reopen(session, world.seller, rejected)

    found = access.get(session, world.stranger, rejected)
    assert (found.status, found.reason) == (ConnectionStatus.REQUESTED, "")
    assert found.answered_at is None
    assert (world.stranger.company_id, "connections") in world.touched()
    assert session.execute(counted).scalar_one() == before
    connections.approve(session, world.seller, rejected)


def test_it_is_only_for_rejected_requests(session: Session, world: World, rejected: int) -> None:
    connections.reopen(session, world.seller, rejected)
    with pytest.raises(Conflict):
        connections.reopen(session, world.seller, rejected)
    connections.approve(session, world.seller, rejected)
    with pytest.raises(Conflict) as refusal:
        connections.reopen(session, world.seller, rejected)

    assert "먼저 승인" in refusal.value.sentence


def test_the_buyer_may_have_asked_again_meanwhile(
    session: Session, world: World, rejected: int
) -> None:
    connections.request(session, world.stranger, world.seller.company_id)

    with pytest.raises(Conflict):
        connections.reopen(session, world.seller, rejected)


def test_it_is_refused_to_staff_buyers_and_strangers(
    session: Session, world: World, rejected: int
) -> None:
    for nobody in (world.seller_staff, world.stranger):
        with pytest.raises(NotAllowed):
            connections.reopen(session, nobody, rejected)
    with pytest.raises(NotFound):
        connections.reopen(session, world.other_seller, rejected)
