import pytest
from sqlmodel import Session

from qnector.core.errors import Conflict, NotAllowed, NotFound
from qnector.domain.connections import access
from qnector.domain.connections import service as connections
from tests.world import World


def test_it_takes_a_request_back(session: Session, world: World) -> None:
    asked = connections.request(session, world.stranger, world.seller.company_id)

    connections.withdraw(session, world.stranger, asked)

    with pytest.raises(NotFound):
        access.get(session, world.stranger, asked)
    connections.request(session, world.stranger, world.seller.company_id)


def test_it_comes_too_late_after_the_answer(session: Session, world: World) -> None:
    asked = connections.request(session, world.stranger, world.seller.company_id)
    connections.approve(session, world.seller, asked)

    with pytest.raises(Conflict):
        connections.withdraw(session, world.stranger, asked)


def test_it_finds_nobody_elses_request(session: Session, world: World) -> None:
    asked = connections.request(session, world.stranger, world.seller.company_id)

    with pytest.raises(NotFound):
        connections.withdraw(session, world.buyer, asked)


def test_it_is_not_the_sellers_to_take_back(session: Session, world: World) -> None:
    asked = connections.request(session, world.stranger, world.seller.company_id)

    with pytest.raises(NotAllowed):
        connections.withdraw(session, world.seller, asked)
