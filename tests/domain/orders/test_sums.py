"""The figures of a dashboard are those of the orders, whatever happened to them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core import clock, settings
from qnector.core.actor import Side
from qnector.core.errors import Conflict, NotAllowed
from qnector.domain.billing import service as billing
from qnector.domain.billing.models import PlanCode
from qnector.domain.orders import queries, sums
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import Order, OrderDay, OrderStatus, PartnerMonth
from qnector.domain.orders.queries import OrderFilter
from tests.domain.orders import steps
from tests.world import World

S = OrderStatus


def kept(session: Session) -> set[tuple[object, ...]]:
    """The daily sums that are not zero."""
    sums.settle(session)
    rows = session.execute(
        select(OrderDay.company_id, OrderDay.side, OrderDay.placed_on, OrderDay.status,
               OrderDay.order_count, OrderDay.total_amount).where(OrderDay.order_count != 0)
    )  # fmt: skip
    return {tuple(row) for row in rows}


def counted(session: Session) -> set[tuple[object, ...]]:
    """The same, counted over the orders."""
    found: set[tuple[object, ...]] = set()
    for side, own in ((Side.BUYER, Order.buyer_id), (Side.SELLER, Order.seller_id)):
        rows = session.execute(
            select(own, Order.placed_on, Order.status, func.count(), func.sum(Order.total_amount))
            .group_by(own, Order.placed_on, Order.status)
        )  # fmt: skip
        found |= {(row[0], side, row[1], row[2], row[3], int(row[4])) for row in rows}
    return found


@pytest.mark.parametrize("status", list(OrderStatus))
def test_they_follow_an_order_to_every_status(
    session: Session, world: World, status: OrderStatus
) -> None:
    steps.at(world, status, sacks_sent=2 if status is S.COMPLETED else 0)

    assert kept(session) == counted(session)
    assert len(kept(session)) == 2


def test_they_are_a_row_a_day_however_many_orders(session: Session, world: World) -> None:
    for status in (S.PENDING, S.PROCESSING, S.CANCELLED):
        steps.at(world, status)

    assert kept(session) == counted(session)
    assert {row[4] for row in kept(session)} == {1}
    assert len(kept(session)) == 6


def test_an_order_that_comes_back_to_its_status_counts_once(session: Session, world: World) -> None:
    order_id = steps.at(world, S.CANCEL_REQUESTED)
    orders.withdraw_cancel(session, world.buyer, order_id)

    assert kept(session) == counted(session)


def test_releasing_a_held_order_moves_nothing(session: Session, world: World) -> None:
    order_id = steps.at(world, S.PENDING, is_held=True)
    before = kept(session)
    orders.release(session, world.seller, order_id)

    assert kept(session) == before


def test_a_move_that_is_refused_counts_nothing(session: Session, world: World) -> None:
    order_id = steps.at(world, S.COMPLETED, sacks_sent=2)
    before = kept(session)
    with pytest.raises(Conflict):
        orders.cancel(session, world.seller, order_id, "늦었어요")

    assert kept(session) == before


def test_the_month_of_a_partner_forgets_what_was_cancelled(session: Session, world: World) -> None:
    steps.at(world, S.PENDING)
    steps.at(world, S.CANCELLED)
    sums.settle(session)

    (row,) = session.execute(select(PartnerMonth.order_count, PartnerMonth.total_amount))
    assert tuple(row) == (1, 120_000)


def test_the_month_of_a_buyer_names_who_it_bought_most_from(session: Session, world: World) -> None:
    world.place({world.rice: 2, world.laptop: 1})
    sums.settle(session)

    assert sums.month_of_buyer(session, world.buyer) == sums.MonthOfBuyer(2, 3_120_000, "새벽사무")


def test_a_stranger_has_figures_of_its_own(session: Session, world: World) -> None:
    world.place()
    sums.settle(session)

    for actor in (world.stranger, world.stranger_seller, world.other_seller):
        assert sums.figures(session, actor).by_status == {}
    assert sums.month_of_buyer(session, world.stranger) == sums.MonthOfBuyer(0, 0, "")


def test_the_operator_has_none(session: Session, world: World) -> None:
    with pytest.raises(NotAllowed):
        sums.figures(session, world.operator)


def test_both_parties_count_the_same_order(session: Session, world: World) -> None:
    world.place()
    sums.settle(session)

    for actor in (world.buyer, world.seller):
        found = sums.figures(session, actor)
        assert found.this_month == 1
        assert found.by_status == {S.PENDING: 1}
        assert [count for _, count in found.by_month] == [0] * 11 + [1]


def test_months_are_of_seoul_and_run_over_the_new_year(session: Session, world: World) -> None:
    already_february_in_seoul = datetime(2026, 1, 31, 15, 0, tzinfo=UTC)
    with clock.frozen(already_february_in_seoul - timedelta(days=40)):
        world.place()
    with clock.frozen(already_february_in_seoul):
        world.place()
        sums.settle(session)
        found = sums.figures(session, world.buyer)

    assert found.by_month[0] == (date(2025, 3, 1), 0)
    assert found.by_month[-3:] == [
        (date(2025, 12, 1), 1), (date(2026, 1, 1), 0), (date(2026, 2, 1), 1)
    ]  # fmt: skip


def test_last_month_counts_to_the_same_day(session: Session, world: World) -> None:
    march_31st = datetime(2026, 3, 31, 3, 0, tzinfo=UTC)
    for day in (1, 28):
        with clock.frozen(datetime(2026, 2, day, 3, 0, tzinfo=UTC)):
            world.place({world.rice: 1})
    with clock.frozen(march_31st):
        sums.settle(session)
        assert sums.figures(session, world.buyer).last_month_so_far == 2
    with clock.frozen(march_31st - timedelta(days=20)):
        assert sums.figures(session, world.buyer).last_month_so_far == 1


def test_the_plan_hides_closed_orders_as_the_list_does(session: Session, world: World) -> None:
    settings.use(settings.current(), has_billing=True)
    with clock.frozen(clock.now() - timedelta(days=200)):
        steps.at(world, S.COMPLETED, sacks_sent=2)
        steps.at(world, S.PENDING)
    sums.settle(session)
    billing.subscribe(session, world.buyer.company_id, PlanCode.FREE)
    billing.subscribe(session, world.seller.company_id, PlanCode.REGULAR)

    assert sums.figures(session, world.buyer).by_status == {S.PENDING: 1}
    assert sums.figures(session, world.seller).by_status == {S.PENDING: 1, S.COMPLETED: 1}
    for actor in (world.buyer, world.seller):
        shown = queries.page(session, actor, OrderFilter(from_on=clock.days_ago(365))).total
        assert sum(sums.figures(session, actor).by_status.values()) == shown


def test_partners_are_those_one_traded_with(session: Session, world: World) -> None:
    world.place({world.rice: 1})
    sums.settle(session)

    assert [name for _, name in sums.partners(session, world.buyer)] == ["바다식품"]
    assert [name for _, name in sums.partners(session, world.seller)] == ["한빛상회"]
    for actor in (world.stranger, world.stranger_seller, world.other_seller):
        assert sums.partners(session, actor) == []


def test_orders_are_listed_by_partner_and_only_ones_own(session: Session, world: World) -> None:
    world.place({world.rice: 1, world.laptop: 1})

    wanted = OrderFilter(partner_id=world.seller.company_id)
    assert [row.partner for row in queries.page(session, world.buyer, wanted).rows] == ["바다식품"]
    assert queries.page(session, world.stranger, wanted).rows == []
