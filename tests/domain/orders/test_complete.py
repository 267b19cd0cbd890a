from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.errors import Conflict
from qnector.domain.connections.models import Connection, Terms
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import OrderStatus
from qnector.domain.settlements.models import Settlement, SettlementStatus
from tests.domain.orders import steps
from tests.world import World

LATE_ON_THE_31ST_IN_UTC = datetime(2026, 1, 31, 16, 0, tzinfo=UTC)  # 1 February in Seoul


def test_it_opens_what_is_owed_due_at_the_end_of_next_month(session: Session, world: World) -> None:
    order_id = steps.at(world, OrderStatus.PROCESSING)

    with clock.frozen(LATE_ON_THE_31ST_IN_UTC):
        orders.complete(session, world.seller_staff, order_id)

    owed = session.execute(select(Settlement)).scalar_one()
    assert (owed.order_id, owed.total_amount, owed.settled_amount) == (order_id, 120_000, 0)
    assert (owed.buyer_id, owed.seller_id) == (world.buyer.company_id, world.seller.company_id)
    assert (owed.opened_on, owed.due_on) == (date(2026, 2, 1), date(2026, 3, 31))
    assert owed.status is SettlementStatus.OPEN
    assert steps.order(session, order_id).completed_on == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("kind", "days", "due"),
    [
        (Terms.IMMEDIATE, 0, date(2026, 2, 1)),
        (Terms.DAYS, 30, date(2026, 3, 3)),
        (Terms.NEXT_MONTH_DAY, 10, date(2026, 3, 10)),
    ],
)
def test_it_is_due_by_the_terms_of_the_connection(
    session: Session, world: World, kind: Terms, days: int, due: date
) -> None:
    order_id = steps.at(world, OrderStatus.PROCESSING)
    connection = session.execute(
        select(Connection).where(Connection.seller_id == world.seller.company_id)
    ).scalar_one()
    connection.terms_kind, connection.terms_days = kind, days
    session.add(connection)
    session.flush()

    with clock.frozen(LATE_ON_THE_31ST_IN_UTC):
        orders.complete(session, world.seller, order_id)

    assert session.execute(select(Settlement.due_on)).scalar_one() == due


def test_it_opens_it_once(session: Session, world: World) -> None:
    order_id = steps.at(world, OrderStatus.COMPLETED)

    with pytest.raises(Conflict):
        orders.complete(session, world.seller, order_id)

    assert len(session.execute(select(Settlement.id)).all()) == 1


def test_nothing_is_owed_before(session: Session, world: World) -> None:
    steps.at(world, OrderStatus.PROCESSING, sacks_sent=2)

    assert session.execute(select(Settlement.id)).all() == []
