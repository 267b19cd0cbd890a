import pytest
from sqlmodel import Session

from qnector.core.errors import NotAllowed
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
