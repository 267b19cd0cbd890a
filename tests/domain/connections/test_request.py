from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core.errors import Conflict, NotAllowed, NotFound
from qnector.domain.accounts import access as companies
from qnector.domain.connections import access
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import ConnectionStatus, Terms
from qnector.domain.messages.models import Kind, Message
from tests.world import World


def test_it_asks_and_tells_the_seller(session: Session, world: World) -> None:
    world.touched()

    asked = connections.request(session, world.stranger, world.seller.company_id)

    found = access.get(session, world.stranger, asked)
    assert (found.status, found.terms_kind) == (ConnectionStatus.REQUESTED, Terms.NEXT_MONTH_END)
    assert found.credit_limit is None
    told = session.execute(
        select(Message.to_company_id).where(
            Message.ref == f"connection:{asked}", Message.kind == Kind.CONNECTION_REQUESTED
        )
    ).scalars()
    assert set(told) == {world.seller.company_id}
    assert world.touched() >= {
        (world.seller.company_id, "connections"),
        (world.stranger.company_id, "connections"),
    }


def test_it_asks_once(session: Session, world: World) -> None:
    connections.request(session, world.stranger, world.seller.company_id)

    with pytest.raises(Conflict):
        connections.request(session, world.stranger, world.seller.company_id)


def test_it_does_not_ask_who_has_agreed_or_has_suspended(session: Session, world: World) -> None:
    seller = world.seller.company_id
    with pytest.raises(Conflict):
        connections.request(session, world.buyer, seller)

    held = access.approved(session, world.buyer.company_id, seller)
    connections.suspend(session, world.seller, held.id, "미수금")
    with pytest.raises(Conflict):
        connections.request(session, world.buyer, seller)


def test_it_may_ask_again_after_a_refusal(session: Session, world: World) -> None:
    asked = connections.request(session, world.stranger, world.seller.company_id)
    connections.reject(session, world.seller, asked, "지역이 달라요")

    again = connections.request(session, world.stranger, world.seller.company_id)

    found = access.get(session, world.stranger, again)
    assert (again, found.status, found.reason) == (asked, ConnectionStatus.REQUESTED, "")
    assert found.answered_at is None


def test_it_finds_no_seller_who_sells_nothing(session: Session, world: World) -> None:
    for wanted in (world.buyer.company_id, world.stranger.company_id, 0, 10**9):
        with pytest.raises(NotFound):
            connections.request(session, world.stranger, wanted)


def test_it_is_for_buyers(session: Session, world: World) -> None:
    with pytest.raises(NotAllowed):
        connections.request(session, world.stranger_seller, world.seller.company_id)
    with pytest.raises(NotAllowed):
        connections.request(session, world.operator, world.seller.company_id)


def test_it_keeps_a_managed_buyer_with_its_seller(session: Session, world: World) -> None:
    company = companies.company(session, world.buyer)
    company.managed_by = world.seller.company_id
    session.flush()
    with pytest.raises(NotAllowed):
        connections.request(session, world.buyer, world.stranger.company_id)


def test_it_is_refused_to_a_borrowed_login(session: Session, world: World) -> None:
    borrowed = replace(world.stranger, acting_operator_id=world.operator.user_id)

    with pytest.raises(NotAllowed):
        connections.request(session, borrowed, world.seller.company_id)
