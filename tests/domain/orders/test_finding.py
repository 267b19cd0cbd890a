from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from qnector.core.errors import NotAllowed
from qnector.domain.orders import finding
from qnector.domain.orders.finding import days_of
from qnector.domain.orders.numbers import draw
from tests.domain.orders import steps
from tests.world import World


def number_of(world: World) -> str:
    return steps.order(world.session, steps.placed(world)).number


def test_it_finds_an_order_by_the_beginning_of_its_number(session: Session, world: World) -> None:
    number = number_of(world)

    for actor, partner in ((world.buyer, "바다식품"), (world.seller, "한빛상회")):
        for length in (2, 4, 6, 8, 9, 12, 15):
            (found,) = finding.by_number(session, actor, number[:length], 5)
            assert (found.number, found.partner) == (number, partner)


def test_it_finds_no_order_of_others(session: Session, world: World) -> None:
    number = number_of(world)

    for actor in (world.stranger, world.stranger_seller, world.other_seller):
        assert finding.by_number(session, actor, number, 5) == []
        assert finding.newest(session, actor, 5) == []


@pytest.mark.parametrize(
    "text", ["", "2", "쌀", "20260213_6", "2026-1", "%", "20260213-6725389", "２０２６", "20 26"]
)
def test_it_takes_nothing_else_for_a_number(session: Session, world: World, text: str) -> None:
    number_of(world)

    assert finding.by_number(session, world.buyer, text, 5) == []


def test_the_operator_finds_none(session: Session, world: World) -> None:
    with pytest.raises(NotAllowed):
        finding.by_number(session, world.operator, "2026", 5)


def test_the_newest_come_first(session: Session, world: World) -> None:
    numbers = [number_of(world) for _ in range(3)]

    assert [one.number for one in finding.newest(session, world.buyer, 2)] == numbers[:0:-1]


@given(day=st.dates(date(1900, 1, 1), date(2999, 12, 31)), length=st.integers(2, 15))
def test_every_beginning_of_a_number_covers_its_day(day: date, length: int) -> None:
    (number,) = draw(day, 1)

    days = days_of(number[:length])

    assert days is not None
    assert days[0] <= day <= days[1]


@given(st.text("0123456789-", max_size=16))
def test_any_digits_are_days_or_none(text: str) -> None:
    days = days_of(text)

    assert days is None or isinstance(days[0], date)
