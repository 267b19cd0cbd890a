from sqlalchemy import delete, update
from sqlmodel import Session

from qnector.domain.billing.models import Plan, PlanCode, Subscription
from qnector.domain.billing.queries import offers
from tests.world import World


def test_it_shows_the_plans_of_the_product_cheapest_first(session: Session, world: World) -> None:
    found = offers(session)

    assert [(one.name, one.price) for one in found] == [
        ("무료", 0),
        ("레귤러", 66_000),
        ("스페셜", 88_000),
    ]
    assert (found[0].product_limit, found[0].connection_limit, found[0].history_months) == (
        50,
        10,
        2,
    )
    assert (found[2].product_limit, found[2].has_managed_buyers, found[2].has_api) == (
        None,
        True,
        True,
    )


def test_it_shows_what_the_operator_changed(session: Session, world: World) -> None:
    session.connection().execute(
        update(Plan).where(Plan.code == PlanCode.REGULAR).values(price=99_000, name="새 요금")
    )

    assert [one.name for one in offers(session)] == ["무료", "스페셜", "새 요금"]


def test_it_shows_nothing_where_no_plan_is(session: Session, world: World) -> None:
    session.connection().execute(delete(Subscription))
    session.connection().execute(delete(Plan))

    assert offers(session) == []
