from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.actor import Actor
from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound
from qnector.core.quantity import ONE
from qnector.domain.accounts import acting
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import Company, User
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from qnector.domain.cart import queries as carts
from qnector.domain.cart import service as cart
from qnector.domain.cart.changes import GONE
from qnector.domain.catalog import queries as catalog
from qnector.domain.catalog.queries import TileFilter
from qnector.domain.connections import queries, standing
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import ConnectionStatus
from qnector.domain.connections.queries import SellerFilter
from qnector.domain.messages.models import Kind, Message
from qnector.domain.orders import queries as orders
from qnector.domain.orders import service as ordering
from qnector.domain.orders.errors import CartChanged
from qnector.domain.orders.queries import OrderFilter
from qnector.domain.reports import search
from tests.world import World

WHY = "서류를 확인하고 있어요"


def suspend(session: Session, world: World, company_id: int) -> None:
    standing.suspend_company(session, world.operator, company_id, WHY)


def test_it_says_when_and_why(session: Session, world: World) -> None:
    suspend(session, world, world.seller.company_id)

    found = session.get_one(Company, world.seller.company_id)
    assert found.suspended_at is not None
    assert clock.now() - found.suspended_at < timedelta(minutes=1)
    assert found.suspended_reason == WHY


def test_a_suspended_seller_is_not_found_among_the_sellers(session: Session, world: World) -> None:
    before = {row.name for row in queries.sellers(session, world.buyer, SellerFilter()).rows}
    suspend(session, world, world.seller.company_id)

    after = queries.sellers(session, world.buyer, SellerFilter())
    approved = SellerFilter(status=ConnectionStatus.APPROVED)
    assert "바다식품" in before
    assert {row.name for row in after.rows} == before - {"바다식품"}
    assert [row.name for row in queries.sellers(session, world.buyer, approved).rows] == [
        "새벽사무"
    ]
    assert queries.counts_by_status(session, world.buyer)[ConnectionStatus.APPROVED] == 1
    assert search.find(session, world.buyer, "바다").companies == []


def test_nobody_asks_a_suspended_seller(session: Session, world: World) -> None:
    suspend(session, world, world.seller.company_id)

    with pytest.raises(NotFound):
        connections.request(session, world.stranger, world.seller.company_id)


def test_its_products_are_not_offered(session: Session, world: World) -> None:
    suspend(session, world, world.seller.company_id)

    shown = catalog.tiles(session, world.buyer, TileFilter()).rows
    assert {tile.seller_name for tile in shown} == {"새벽사무"}
    with pytest.raises(NotFound):
        cart.add(session, world.buyer, world.rice, ONE)


def test_what_is_in_the_cart_says_so_and_is_not_placed(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 2, world.laptop: 1})
    wanted = world.placement()
    suspend(session, world, world.seller.company_id)

    line = next(one for one in carts.view(session, world.buyer).lines if one.name == "쌀 20kg")
    assert (line.is_available, line.problem) == (False, GONE)
    with pytest.raises(CartChanged) as refusal:
        ordering.place(session, world.buyer, wanted)
    assert [change.sentence for change in refusal.value.changes] == [f"쌀 20kg: {GONE}"]
    assert world.stock(world.rice) == 10


def test_placed_orders_stay_on_both_sides(session: Session, world: World) -> None:
    world.place()
    suspend(session, world, world.seller.company_id)

    for actor in (world.buyer, world.seller):
        assert orders.page(session, actor, OrderFilter()).total == 1


def test_a_suspended_buyer_orders_nothing(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 2})
    wanted = world.placement()
    suspend(session, world, world.buyer.company_id)

    with pytest.raises(NotAllowed, match="이용이 중지된 회사는 주문할 수 없어요"):
        ordering.place(session, world.buyer, wanted)


def test_its_sellers_still_see_a_suspended_buyer(session: Session, world: World) -> None:
    suspend(session, world, world.buyer.company_id)

    assert queries.buyer(session, world.seller, world.buyer.company_id).name == "한빛상회"


def test_its_owners_are_written_and_its_chain_says_it(session: Session, world: World) -> None:
    suspend(session, world, world.seller.company_id)
    audit.settle(session)

    mails = session.execute(
        select(Message.to_email, Message.values).where(Message.kind == Kind.COMPANY_SUSPENDED)
    ).all()
    assert [(one.to_email, one.values) for one in mails] == [
        ("owner@bada.test", {"company": "바다식품", "reason": WHY})
    ]
    entry = session.execute(
        select(AuditEntry).where(AuditEntry.action == "company.suspend")
    ).scalar_one()
    assert (entry.company_id, entry.user_id, entry.detail) == (
        world.seller.company_id, world.operator.user_id, WHY,
    )  # fmt: skip


def test_it_wakes_the_company_its_partners_and_the_desk(session: Session, world: World) -> None:
    world.touched()
    suspend(session, world, world.seller.company_id)

    touched = world.touched()
    buyer = world.buyer.company_id
    assert {(world.seller.company_id, "session"), (0, "companies")} <= touched
    assert {(buyer, "connections"), (buyer, "stock"), (buyer, "cart")} <= touched
    assert world.stranger.company_id not in {company for company, _ in touched}


def test_its_people_sign_in_anew_afterwards(session: Session, world: World) -> None:
    keys = {name: signed_in(session, getattr(world, name)) for name in ("seller", "buyer")}
    suspend(session, world, world.seller.company_id)
    standing.resume_company(session, world.operator, world.seller.company_id)

    assert not is_open(session, keys["seller"])
    assert is_open(session, keys["buyer"])


def test_an_operator_who_looks_is_not_signed_out(session: Session, world: World) -> None:
    key = signed_in(session, world.operator)
    own = accounts.session_of(session, secrets.sha256_text(key))
    assert own is not None
    operator = replace(world.operator, session_id=own.id)
    looking = acting.start(session, operator, world.seller.user_id, "", device="", address="")

    suspend(session, world, world.seller.company_id)

    assert is_open(session, looking)


def signed_in(session: Session, actor: Actor) -> str:
    user = session.get_one(User, actor.user_id)
    return accounts.start_session(session, user, device="x", address="", is_remembered=True)


def is_open(session: Session, key: str) -> bool:
    row = accounts.session_of(session, secrets.sha256_text(key))
    return row is not None and row.ended_at is None


def test_resuming_brings_everything_back(session: Session, world: World) -> None:
    suspend(session, world, world.seller.company_id)
    standing.resume_company(session, world.operator, world.seller.company_id)

    assert session.get_one(Company, world.seller.company_id).suspended_reason == ""
    assert len(world.place({world.rice: 1})) == 1


def test_its_owners_are_written_that_it_is_over(session: Session, world: World) -> None:
    suspend(session, world, world.seller.company_id)
    standing.resume_company(session, world.operator, world.seller.company_id)

    mails = session.execute(
        select(Message.to_email, Message.values).where(Message.kind == Kind.COMPANY_RESUMED)
    ).all()
    assert [(one.to_email, one.values) for one in mails] == [
        ("owner@bada.test", {"company": "바다식품"})
    ]


def test_the_second_of_two_is_told(session: Session, world: World) -> None:
    with pytest.raises(Conflict):
        standing.resume_company(session, world.operator, world.seller.company_id)
    suspend(session, world, world.seller.company_id)
    with pytest.raises(Conflict):
        suspend(session, world, world.seller.company_id)


@pytest.mark.parametrize("reason", ["", "  ", "가" * 501])
def test_it_needs_a_reason(session: Session, world: World, reason: str) -> None:
    with pytest.raises(Invalid) as refusal:
        standing.suspend_company(session, world.operator, world.seller.company_id, reason)
    assert refusal.value.field == "reason"


@pytest.mark.parametrize("name", ["buyer", "seller", "stranger"])
def test_it_is_the_operators_alone(session: Session, world: World, name: str) -> None:
    actor = getattr(world, name)
    with pytest.raises(NotAllowed):
        standing.suspend_company(session, actor, actor.company_id, WHY)
    with pytest.raises(NotAllowed):
        standing.resume_company(session, actor, actor.company_id)


def test_it_finds_no_company_that_is_not_there(session: Session, world: World) -> None:
    with pytest.raises(NotFound):
        suspend(session, world, 99_999)
