from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound
from qnector.domain.connections import access, rules
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import Terms
from qnector.domain.connections.service import TermsInput
from tests.world import World


@pytest.fixture
def held(session: Session, world: World) -> int:
    return access.approved(session, world.buyer.company_id, world.seller.company_id).id or 0


def test_it_sets_when_to_pay_and_how_much_may_be_open(
    session: Session, world: World, held: int
) -> None:
    connections.set_terms(session, world.seller, held, TermsInput(Terms.DAYS, 14, 5_000_000_000))

    found = access.get(session, world.buyer, held)
    session.refresh(found)
    assert (found.terms_kind, found.terms_days) == (Terms.DAYS, 14)
    assert found.credit_limit == 5_000_000_000


@pytest.mark.parametrize(
    ("kind", "days", "limit", "field"),
    [
        (Terms.IMMEDIATE, 3, None, "days"),
        (Terms.DAYS, 0, None, "days"),
        (Terms.DAYS, 366, None, "days"),
        (Terms.NEXT_MONTH_DAY, 32, None, "days"),
        (Terms.NEXT_MONTH_DAY, -1, None, "days"),
        (Terms.NEXT_MONTH_END, 0, -1, "credit_limit"),
        (Terms.NEXT_MONTH_END, 0, 10**13, "credit_limit"),
    ],
)
def test_it_refuses_terms_that_make_no_sense(
    kind: Terms, days: int, limit: int | None, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        TermsInput(kind, days, limit)

    assert refusal.value.field == field


def test_the_second_of_two_managers_is_told(session: Session, world: World, held: int) -> None:
    before = TermsInput()
    connections.set_terms(session, world.seller, held, TermsInput(Terms.DAYS, 14, 100), before)

    with pytest.raises(Conflict) as refusal:
        connections.set_terms(session, world.seller, held, TermsInput(Terms.DAYS, 30), before)

    assert "다른 사람이 먼저" in refusal.value.sentence
    assert access.get(session, world.seller, held).terms_days == 14
    seen = TermsInput(Terms.DAYS, 14, 100)
    connections.set_terms(session, world.seller, held, TermsInput(Terms.DAYS, 30), seen)
    assert access.get(session, world.seller, held).credit_limit is None


def test_it_is_refused_to_staff_buyers_and_strangers(
    session: Session, world: World, held: int
) -> None:
    with pytest.raises(NotAllowed):
        connections.set_terms(session, world.seller_staff, held, TermsInput())
    with pytest.raises(NotAllowed):
        connections.set_terms(session, world.buyer, held, TermsInput())
    with pytest.raises(NotFound):
        connections.set_terms(session, world.other_seller, held, TermsInput())


@pytest.mark.parametrize(
    ("kind", "days", "completed", "due"),
    [
        (Terms.IMMEDIATE, 0, date(2026, 2, 13), date(2026, 2, 13)),
        (Terms.DAYS, 30, date(2026, 1, 31), date(2026, 3, 2)),
        (Terms.NEXT_MONTH_DAY, 10, date(2026, 12, 31), date(2027, 1, 10)),
        (Terms.NEXT_MONTH_DAY, 31, date(2026, 1, 15), date(2026, 2, 28)),
        (Terms.NEXT_MONTH_END, 0, date(2024, 1, 31), date(2024, 2, 29)),
        (Terms.NEXT_MONTH_END, 0, date(2026, 11, 30), date(2026, 12, 31)),
        (Terms.NEXT_MONTH_END, 0, date(2026, 12, 1), date(2027, 1, 31)),
    ],
)
def test_it_is_due_as_agreed(kind: Terms, days: int, completed: date, due: date) -> None:
    assert rules.due_on(kind, days, completed) == due


@given(
    st.sampled_from(list(Terms)),
    st.integers(1, 31),
    st.dates(date(2020, 1, 1), date(2100, 1, 1)),
)
def test_it_is_never_due_before_the_order_is_done(kind: Terms, days: int, completed: date) -> None:
    due = rules.due_on(kind, days, completed)

    assert completed <= due
    assert (due - completed).days <= 62
