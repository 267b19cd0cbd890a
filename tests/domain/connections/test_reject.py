import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound
from qnector.domain.connections import access
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import ConnectionStatus
from qnector.domain.messages.models import Kind, Message
from tests.world import World


@pytest.fixture
def asked(session: Session, world: World) -> int:
    return connections.request(session, world.stranger, world.seller.company_id)


def test_it_says_why(session: Session, world: World, asked: int) -> None:
    connections.reject(session, world.seller, asked, "  지역이 달라요 ")

    found = access.get(session, world.stranger, asked)
    assert (found.status, found.reason) == (ConnectionStatus.REJECTED, "지역이 달라요")
    told = session.execute(
        select(Message.values).where(
            Message.kind == Kind.CONNECTION_ANSWERED,
            Message.to_company_id == world.stranger.company_id,
        )
    ).scalar_one()
    assert told["reason"] == "지역이 달라요"


@pytest.mark.parametrize("reason", ["", "   ", "가" * 501])
def test_it_needs_a_reason(session: Session, world: World, asked: int, reason: str) -> None:
    with pytest.raises(Invalid) as refusal:
        connections.reject(session, world.seller, asked, reason)

    assert refusal.value.field == "reason"


def test_it_rejects_no_one_who_trades_already(session: Session, world: World) -> None:
    held = access.approved(session, world.buyer.company_id, world.seller.company_id)

    with pytest.raises(Conflict):
        connections.reject(session, world.seller, held.id, "이제 그만")


def test_it_is_refused_to_staff_buyers_and_strangers(
    session: Session, world: World, asked: int
) -> None:
    with pytest.raises(NotAllowed):
        connections.reject(session, world.seller_staff, asked, "안 돼요")
    with pytest.raises(NotAllowed):
        connections.reject(session, world.stranger, asked, "안 돼요")
    with pytest.raises(NotFound):
        connections.reject(session, world.other_seller, asked, "안 돼요")
