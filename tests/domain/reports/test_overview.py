import pytest
from sqlmodel import Session

from qnector.core.errors import NotAllowed
from qnector.domain.accounts import by_hand
from qnector.domain.accounts.models import Company
from qnector.domain.connections import standing
from qnector.domain.reports import queries
from tests.world import World


def test_it_counts_for_the_operator(session: Session, world: World) -> None:
    before = queries.overview(session, world.operator)
    world.place()

    after = queries.overview(session, world.operator)

    assert before.companies > 3
    assert before.users > before.companies
    assert after.orders_today == before.orders_today + 1


@pytest.mark.parametrize("who", ["buyer", "seller", "stranger"])
def test_it_counts_for_nobody_else(session: Session, world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        queries.overview(session, getattr(world, who))


def test_it_counts_what_waits_for_the_operator(session: Session, world: World) -> None:
    before = queries.overview(session, world.operator)
    by_hand.verify(session, world.operator, world.buyer.company_id, "봤어요")
    standing.suspend_company(session, world.operator, world.seller.company_id, "확인 중")

    after = queries.overview(session, world.operator)

    assert after.unverified == before.unverified - 1
    assert after.suspended == before.suspended + 1
    assert after.waiting_mails == before.waiting_mails + 2, "both companies are told"


def test_it_counts_no_company_that_never_proved_its_address(session, world: World) -> None:
    before = queries.overview(session, world.operator)
    standing.suspend_company(session, world.operator, world.seller.company_id, "확인 중")
    session.get_one(Company, world.seller.company_id).is_confirmed = False
    session.flush()

    after = queries.overview(session, world.operator)

    assert (after.companies, after.unverified) == (before.companies - 1, before.unverified - 1)
    assert after.suspended == before.suspended
