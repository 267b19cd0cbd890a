"""유형: a side goes only when nothing on it is unfinished."""

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.core.errors import Conflict, Invalid, NotAllowed
from qnector.domain.accounts import profile as profiles
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import Company, LoginSession, User
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from qnector.domain.reports.standing import standing
from tests.world import World

BOTH = frozenset({Side.BUYER, Side.SELLER})
BUYER, SELLER = frozenset({Side.BUYER}), frozenset({Side.SELLER})


def change(session: Session, actor: Actor, sides: frozenset[Side]) -> bool:
    stands = standing(session, actor)
    return profiles.change_sides(
        session, actor, sides, open_orders=stands.open_orders, buyers=stands.buyers
    )


def test_it_adds_a_side(session: Session, world: World) -> None:
    assert change(session, world.buyer, BOTH)

    assert profiles.profile(session, world.buyer).sides == BOTH
    assert (world.buyer.company_id, "session") in world.touched()


def test_it_is_written_into_the_audit_log(session: Session, world: World) -> None:
    change(session, world.stranger, BUYER)
    audit.settle(session)

    last = session.execute(select(AuditEntry).order_by(AuditEntry.id.desc())).scalars().first()
    assert (last.action, last.detail) == ("company.sides", "구매자")


def test_it_drops_a_side_on_which_nothing_is_open(session: Session, world: World) -> None:
    assert change(session, world.stranger, SELLER)

    assert profiles.profile(session, world.stranger).sides == SELLER


def test_it_leads_who_stands_on_the_side_that_goes_to_the_other(
    session: Session, world: World
) -> None:
    user = session.get(User, world.stranger.user_id)
    accounts.start_session(session, user, device="", address="", is_remembered=False)
    change(session, world.stranger, SELLER)

    session.expire_all()
    sides = select(LoginSession.side).where(LoginSession.user_id == user.id)
    assert set(session.execute(sides).scalars()) == {Side.SELLER}


def test_it_keeps_the_buyers_side_while_an_order_is_open(session: Session, world: World) -> None:
    change(session, world.buyer, BOTH)
    world.place()

    with pytest.raises(Conflict, match="진행 중인 주문이 1건"):
        change(session, world.buyer, SELLER)


def test_it_keeps_the_sellers_side_while_an_order_is_open(session: Session, world: World) -> None:
    world.place()
    change(session, world.seller, BOTH)

    with pytest.raises(Conflict, match="판매자로 진행 중인 주문이 1건"):
        change(session, world.seller, BUYER)


def test_it_keeps_the_sellers_side_while_somebody_may_order(session: Session, world: World) -> None:
    change(session, world.other_seller, BOTH)

    with pytest.raises(Conflict, match="거래 중인 구매자가 1곳") as refused:
        change(session, world.other_seller, BUYER)
    assert refused.value.field == "sides"


def test_nothing_moves_when_it_is_refused(session: Session, world: World) -> None:
    change(session, world.other_seller, BOTH)
    with pytest.raises(Conflict):
        change(session, world.other_seller, BUYER)

    assert profiles.profile(session, world.other_seller).sides == BOTH


def test_one_side_is_needed(session: Session, world: World) -> None:
    with pytest.raises(Invalid):
        change(session, world.stranger, frozenset({Side.OPERATOR}))


def test_staff_may_not(session: Session, world: World) -> None:
    with pytest.raises(NotAllowed):
        change(session, world.buyer_staff, BOTH)


def test_an_operator_may_not(session: Session, world: World) -> None:
    with pytest.raises(NotAllowed):
        profiles.change_sides(session, world.operator, BOTH, open_orders={}, buyers=0)


def test_a_managed_buyer_stays_one(session: Session, world: World) -> None:
    company = session.get(Company, world.buyer.company_id)
    company.managed_by = world.seller.company_id
    session.flush()

    with pytest.raises(NotAllowed, match="전용구매자"):
        change(session, world.buyer, BOTH)


def test_the_same_again_changes_nothing(session: Session, world: World) -> None:
    assert not change(session, world.stranger, BOTH)
    assert world.touched() == set()
