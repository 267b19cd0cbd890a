import pytest
from sqlmodel import Session

from qnector.core import settings
from qnector.core.errors import LimitReached
from qnector.domain.billing import service as billing
from qnector.domain.billing.models import Plan, PlanCode
from qnector.domain.billing.service import Limit
from tests.world import World


@pytest.mark.parametrize(
    ("code", "limit", "most"),
    [
        (PlanCode.FREE, Limit.PRODUCTS, 50),
        (PlanCode.FREE, Limit.CONNECTIONS, 10),
        (PlanCode.REGULAR, Limit.PRODUCTS, 1000),
        (PlanCode.REGULAR, Limit.CONNECTIONS, 50),
        (PlanCode.SPECIAL, Limit.CONNECTIONS, 100),
    ],
)
def test_it_allows_up_to_the_limit_and_no_more(
    session: Session, world: World, code: PlanCode, limit: Limit, most: int
) -> None:
    billing.subscribe(session, world.seller.company_id, code)

    billing.require(session, world.seller.company_id, limit, most - 1)
    with pytest.raises(LimitReached, match=f"{most:}"):
        billing.require(session, world.seller.company_id, limit, most)


def test_it_counts_a_company_without_a_plan_as_free(session: Session, world: World) -> None:
    with pytest.raises(LimitReached, match="무료"):
        billing.require(session, world.seller.company_id, Limit.PRODUCTS, 50)


def test_it_sets_no_limit_where_the_plan_has_none(session: Session, world: World) -> None:
    billing.subscribe(session, world.seller.company_id, PlanCode.SPECIAL)

    billing.require(session, world.seller.company_id, Limit.PRODUCTS, 10**6)


def test_it_limits_only_the_company_it_is_asked_about(session: Session, world: World) -> None:
    billing.subscribe(session, world.other_seller.company_id, PlanCode.SPECIAL)

    with pytest.raises(LimitReached):
        billing.require(session, world.seller.company_id, Limit.PRODUCTS, 50)


def test_it_allows_everything_without_billing(session: Session, world: World) -> None:
    settings.use(has_billing=False)

    billing.require(session, world.seller.company_id, Limit.CONNECTIONS, 10**6)


def test_it_follows_what_the_operator_edited(session: Session, world: World) -> None:
    plan = session.get(Plan, PlanCode.FREE)
    plan.product_limit = 3
    session.flush()
    billing.ensure_plans(session)

    with pytest.raises(LimitReached):
        billing.require(session, world.seller.company_id, Limit.PRODUCTS, 3)
