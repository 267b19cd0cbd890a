"""접속 기기 and 로그인 기록: one's own, and what may be done with them."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.errors import NotAllowed, NotFound
from qnector.domain.accounts import devices, service, throttle
from qnector.domain.accounts.devices import AttemptFilter
from qnector.domain.accounts.models import LoginSession, Result, User
from qnector.domain.accounts.throttle import Try
from tests.world import World

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def here(session: Session, world: World) -> Actor:
    """The buyer, signed in on three devices; acts from the first."""
    user = session.get(User, world.buyer.user_id)
    with clock.frozen(NOW):
        for said in ("first", "second", "third"):
            service.start_session(session, user, device=said, address="", is_remembered=False)
    found = devices_of(session, world.buyer)
    return dataclasses.replace(world.buyer, session_id=found["first"])


def devices_of(session: Session, actor: Actor) -> dict[str, int]:
    with clock.frozen(NOW + timedelta(minutes=1)):
        return {one.said: one.id for one in devices.devices(session, actor)}


def test_this_device_comes_first(session: Session, here: Actor) -> None:
    with clock.frozen(NOW):
        found = devices.devices(session, here)
    assert (found[0].said, found[0].is_here) == ("first", True)
    assert {one.said for one in found} == {"first", "second", "third"}


def test_what_is_idle_too_long_is_no_device_any_more(session: Session, here: Actor) -> None:
    with clock.frozen(NOW + timedelta(minutes=31)):
        assert devices.devices(session, here) == []


def test_one_is_signed_out_and_the_screens_are_told(session, world: World, here: Actor) -> None:
    world.touched()
    devices.end_device(session, here, devices_of(session, here)["second"])

    session.expire_all()
    assert set(devices_of(session, here)) == {"first", "third"}
    assert (here.company_id, "session") in world.touched()


def test_the_others_are_signed_out(session: Session, here: Actor) -> None:
    devices.end_others(session, here)

    session.expire_all()
    assert set(devices_of(session, here)) == {"first"}


def test_neither_this_device_nor_one_that_is_gone_nor_somebody_elses(
    session: Session, world: World, here: Actor
) -> None:
    mine = devices_of(session, here)
    devices.end_device(session, here, mine["second"])
    other = dataclasses.replace(world.buyer_staff, session_id=0)
    for asker, target in (
        (here, mine["first"]),
        (here, mine["second"]),
        (here, 10**6),
        (other, mine["third"]),
        (world.stranger, mine["third"]),
        (world.operator, mine["third"]),
    ):
        with pytest.raises(NotFound):
            devices.end_device(session, asker, target)
    session.expire_all()
    assert set(devices_of(session, here)) == {"first", "third"}


def test_an_operator_who_acts_for_somebody_is_seen_and_may_not(
    session: Session, world: World, here: Actor
) -> None:
    session.get(
        LoginSession, devices_of(session, here)["third"]
    ).acting_operator_id = world.operator.user_id
    session.flush()
    with clock.frozen(NOW):
        found = {one.said: one.is_operator for one in devices.devices(session, here)}
    assert found == {"first": False, "second": False, "third": True}

    acting = dataclasses.replace(here, acting_operator_id=world.operator.user_id)
    with pytest.raises(NotAllowed):
        devices.end_others(session, acting)


@pytest.fixture
def tries(session: Session, world: World) -> None:
    """45 of the buyer's, every third wrong, and one of a colleague."""
    for number in range(45):
        one = Try("owner@hanbit.test", "192.0.2.1", f"browser {number}")
        result = Result.WRONG if number % 3 == 0 else Result.SUCCESS
        throttle.record(session, one, world.buyer.user_id, result)
    other = Try("staff@hanbit.test", "192.0.2.9", "other")
    throttle.record(session, other, world.buyer_staff.user_id, Result.SUCCESS)


def test_the_record_is_ones_own_newest_first(session, world: World, tries: None) -> None:
    page = devices.attempts(session, world.buyer, AttemptFilter())

    assert (page.total, len(page.rows)) == (45, 10)
    assert [one.said for one in page.rows[:2]] == ["browser 44", "browser 43"]


@pytest.mark.parametrize(
    ("wanted", "total", "shown"),
    [
        (AttemptFilter(size=50), 45, 45),
        (AttemptFilter(result="success"), 30, 10),
        (AttemptFilter(result="failure"), 15, 10),
        (AttemptFilter(result="nonsense", size=7, page=-3), 45, 20),
        (AttemptFilter(page=5), 45, 5),
        (AttemptFilter(page=99), 45, 5),
    ],
)
def test_it_is_filtered_and_paged(session, world, tries, wanted, total: int, shown: int) -> None:
    page = devices.attempts(session, world.buyer, wanted)
    assert (page.total, len(page.rows)) == (total, shown)
