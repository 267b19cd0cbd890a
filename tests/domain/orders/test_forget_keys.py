from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import clock
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import Order, Placement
from tests.world import World


@pytest.mark.parametrize(("days", "forgotten"), [(29.9, 0), (30.1, 1)])
def test_it_forgets_keys_after_thirty_days_and_keeps_the_orders(
    session: Session, world: World, days: float, forgotten: int
) -> None:
    world.place()

    assert orders.forget_keys(session, clock.now() + timedelta(days=days)) == forgotten

    assert len(session.execute(select(Placement.id)).all()) == 1 - forgotten
    assert len(session.execute(select(Order.id)).all()) == 1
