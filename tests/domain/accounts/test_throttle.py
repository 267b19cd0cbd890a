from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from qnector.core import clock
from qnector.domain.accounts import rules, throttle
from qnector.domain.accounts.throttle import Throttled
from tests.world import World

NOON = datetime(2026, 2, 13, 3, tzinfo=UTC)
KNOWN, UNKNOWN = "owner@hanbit.test", "nobody@hanbit.test"
HERE, THERE = "203.0.113.1", "203.0.113.2"


def fail(session: Session, email: str, times: int, address: str = HERE) -> None:
    for _ in range(times):
        throttle.record_attempt(session, email, address, None, is_success=False)


def wait(session: Session, email: str, address: str = HERE) -> int:
    try:
        throttle.refuse_if_throttled(session, email, address)
    except Throttled as refusal:
        return refusal.minutes
    return 0


@pytest.mark.parametrize("email", [KNOWN, UNKNOWN])
def test_it_waits_longer_after_each_failure_whether_the_account_exists_or_not(
    session: Session, world: World, email: str
) -> None:
    waits = []
    with clock.frozen(NOON):
        for _ in range(11):
            fail(session, email, 1)
            waits.append(wait(session, email))

    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15]


def test_it_lets_one_try_again_when_the_time_is_over(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        fail(session, KNOWN, 6)
    with clock.frozen(NOON + timedelta(seconds=119)):
        assert wait(session, KNOWN) == 1
    with clock.frozen(NOON + timedelta(minutes=2)):
        assert wait(session, KNOWN) == 0


def test_it_follows_the_account_to_every_address(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        fail(session, "  OWNER@hanbit.test", 6, HERE)

        assert wait(session, KNOWN, THERE) == 2


def test_it_follows_a_guesser_through_all_addresses_of_a_network(
    session: Session, world: World
) -> None:
    with clock.frozen(NOON):
        for number in range(throttle.ADDRESS_FAILURES):
            fail(session, f"{number}@x.test", 1, f"2001:db8:1:2::{number:x}")

        assert wait(session, KNOWN, "2001:db8:1:2:ffff::1") == 15
        assert wait(session, KNOWN, "2001:db8:1:3::1") == 0


def test_it_starts_anew_after_a_success(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        fail(session, KNOWN, 4)
        throttle.record_attempt(session, KNOWN, HERE, world.buyer.user_id, is_success=True)
        fail(session, KNOWN, 4)

        assert wait(session, KNOWN) == 0


def test_it_leaves_the_colleague_alone(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        fail(session, KNOWN, 20)

        assert wait(session, "staff@hanbit.test") == 0


def test_it_stops_an_address_that_tries_many_accounts(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        for number in range(throttle.ADDRESS_FAILURES):
            fail(session, f"{number}@hanbit.test", 1)

        assert wait(session, KNOWN, HERE) == 15
        assert wait(session, KNOWN, THERE) == 0
    with clock.frozen(NOON + timedelta(minutes=16)):
        assert wait(session, KNOWN, HERE) == 0


def test_it_says_how_long_to_wait(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        fail(session, KNOWN, 7)

        with pytest.raises(Throttled, match="4분 뒤에"):
            throttle.refuse_if_throttled(session, KNOWN, HERE)


def test_it_never_waits_longer_than_a_quarter_of_an_hour() -> None:
    assert max(map(rules.throttle_minutes, range(100))) == 15
    assert rules.throttle_minutes(0) == 0


@pytest.mark.parametrize("email", ["", "x" * 5000, "'; DROP TABLE users; --", "\ud55c@b"])
def test_it_survives_any_address(session: Session, world: World, email: str) -> None:
    with clock.frozen(NOON):
        fail(session, email, 6)

        assert wait(session, email, "x" * 500) == 2
