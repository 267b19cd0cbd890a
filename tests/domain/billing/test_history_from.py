from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session

from qnector.core import clock, settings
from qnector.domain.billing import service as billing
from qnector.domain.billing.models import PlanCode
from tests.world import World


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (datetime(2026, 2, 13, tzinfo=UTC), date(2025, 12, 1)),
        (datetime(2026, 1, 31, tzinfo=UTC), date(2025, 11, 1)),
        # Already March in Seoul.
        (datetime(2026, 2, 28, 15, tzinfo=UTC), date(2026, 1, 1)),
    ],
)
def test_it_shows_the_free_plan_two_whole_months(
    session: Session, world: World, today: datetime, first: date
) -> None:
    with clock.frozen(today):
        assert billing.history_from(session, world.buyer.company_id) == first


def test_it_shows_everything_to_who_pays(session: Session, world: World) -> None:
    billing.subscribe(session, world.buyer.company_id, PlanCode.REGULAR)

    assert billing.history_from(session, world.buyer.company_id) is None


def test_it_shows_everything_without_billing(session: Session, world: World) -> None:
    settings.use(has_billing=False)

    assert billing.history_from(session, world.buyer.company_id) is None
