import threading

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import db
from qnector.core.actor import Actor, Role, Side
from qnector.core.errors import Conflict, LimitReached, NotAllowed, NotFound, QnectorError
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.service import CompanyInput
from qnector.domain.billing.models import Plan, PlanCode
from qnector.domain.catalog import queries as catalog
from qnector.domain.connections import access
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import Connection, ConnectionStatus
from tests.world import World


@pytest.fixture
def asked(session: Session, world: World) -> int:
    return connections.request(session, world.stranger, world.seller.company_id)


def limit(session: Session, count: int) -> None:
    plan = session.get(Plan, PlanCode.FREE)
    plan.connection_limit = count
    session.add(plan)
    session.flush()


def test_it_opens_the_sellers_products(session: Session, world: World, asked: int) -> None:
    assert catalog.offers(session, world.stranger, [world.rice]) == {}
    world.touched()

    connections.approve(session, world.seller, asked)

    assert set(catalog.offers(session, world.stranger, [world.rice, world.laptop])) == {world.rice}
    assert (world.stranger.company_id, "stock") in world.touched()


def test_it_answers_once(session: Session, world: World, asked: int) -> None:
    connections.approve(session, world.seller, asked)

    with pytest.raises(Conflict):
        connections.approve(session, world.seller, asked)
    with pytest.raises(Conflict):
        connections.reject(session, world.seller, asked, "늦었어요")


def test_it_is_not_for_staff(session: Session, world: World, asked: int) -> None:
    with pytest.raises(NotAllowed):
        connections.approve(session, world.seller_staff, asked)


def test_it_is_not_for_the_buyer(session: Session, world: World, asked: int) -> None:
    with pytest.raises(NotAllowed):
        connections.approve(session, world.stranger, asked)


def test_it_finds_no_request_to_another_seller(session: Session, world: World, asked: int) -> None:
    for nobody in (world.other_seller, world.stranger_seller):
        with pytest.raises(NotFound):
            connections.approve(session, nobody, asked)


def test_it_stops_at_the_plans_limit(session: Session, world: World, asked: int) -> None:
    limit(session, 1)
    with pytest.raises(LimitReached, match="1곳"):
        connections.approve(session, world.seller, asked)

    limit(session, 2)
    connections.approve(session, world.seller, asked)


def test_it_counts_only_where_the_company_sells(session: Session, world: World) -> None:
    limit(session, 1)
    for seller in (world.seller, world.other_seller):
        asked = connections.request(session, world.stranger, seller.company_id)
        connections.suspend(
            session, seller,
            access.approved(session, world.buyer.company_id, seller.company_id).id,
            "미수금",
        )  # fmt: skip
        connections.approve(session, seller, asked)

    access.approved(session, world.stranger.company_id, world.other_seller.company_id)


def test_it_gives_the_last_place_to_one_of_many(committed: World) -> None:
    db.write_now(limit, 3)
    numbers = [db.write_now(_new_request, committed.seller, name) for name in "가나다라마바"]
    refused: list[QnectorError] = []

    def approve(connection_id: int) -> None:
        try:
            db.write_now(connections.approve, committed.seller, connection_id)
        except LimitReached as refusal:
            refused.append(refusal)

    threads = [threading.Thread(target=approve, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    approved = db.read_now(
        lambda s: s.execute(
            select(Connection.id).where(
                Connection.seller_id == committed.seller.company_id,
                Connection.status == ConnectionStatus.APPROVED,
            )
        ).all()
    )
    assert (len(approved), len(refused)) == (3, 4)


def _new_request(session: Session, seller: Actor, name: str) -> int:
    made = accounts.register_company(session, CompanyInput(name, "0008100066", is_buyer=True))
    user = accounts.add_user(session, made, email=f"{made.id}@new.test", name=name)
    buyer = Actor(user.id or 0, made.id or 0, Side.BUYER, Role.OWNER)
    return connections.request(session, buyer, seller.company_id)
