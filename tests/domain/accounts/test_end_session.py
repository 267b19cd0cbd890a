from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.actor import Actor
from qnector.core.errors import NotFound
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import LoginSession, User
from tests.world import World


def start(session: Session, actor: Actor) -> tuple[str, Actor]:
    user = session.get(User, actor.user_id)
    key = accounts.start_session(session, user, device="", address="", is_remembered=False)
    row = accounts.session_of(session, secrets.sha256_text(key))
    return secrets.sha256_text(key), replace(actor, session_id=row.id)


def has_ended(session: Session, key_hash: str) -> bool:
    return accounts.session_of(session, key_hash).ended_at is not None


def test_it_signs_one_device_out(session: Session, world: World) -> None:
    phone, on_phone = start(session, world.buyer)
    desk, _ = start(session, world.buyer)

    assert accounts.end_session(session, on_phone.session_id)

    assert has_ended(session, phone)
    assert not has_ended(session, desk)


def test_it_ends_a_session_once(session: Session, world: World) -> None:
    _, actor = start(session, world.buyer)
    accounts.end_session(session, actor.session_id)

    assert not accounts.end_session(session, actor.session_id)
    assert not accounts.end_session(session, 10**6)


def test_it_signs_every_other_device_of_the_user_out(session: Session, world: World) -> None:
    phone, _ = start(session, world.buyer)
    desk, at_desk = start(session, world.buyer)
    colleague, _ = start(session, world.buyer_staff)

    accounts.end_other_sessions(session, at_desk)

    assert has_ended(session, phone)
    assert not has_ended(session, desk)
    assert not has_ended(session, colleague)


def test_it_rotates_the_key_when_the_password_was_proved_again(
    session: Session, world: World
) -> None:
    old, actor = start(session, world.buyer)
    later = datetime.now(UTC) + timedelta(minutes=20)

    with clock.frozen(later):
        renewed = accounts.rotate_session(session, actor.session_id)

    assert renewed.before == old
    assert accounts.session_of(session, old) is None
    row = accounts.session_of(session, secrets.sha256_text(renewed.key))
    assert (row.id, row.reauthenticated_at) == (actor.session_id, later)


def test_it_rotates_no_session_that_is_over(session: Session, world: World) -> None:
    _, actor = start(session, world.buyer)
    accounts.end_session(session, actor.session_id)

    with pytest.raises(NotFound):
        accounts.rotate_session(session, actor.session_id)


def test_it_touches_open_sessions_and_never_wakes_ended_ones(
    session: Session, world: World
) -> None:
    open_key, is_open = start(session, world.buyer)
    ended_key, ended = start(session, world.seller)
    accounts.end_session(session, ended.session_id)
    later = datetime.now(UTC) + timedelta(minutes=1)

    accounts.touch_sessions(session, [is_open.session_id, ended.session_id], later)

    assert accounts.session_of(session, open_key).last_seen_at == later
    assert accounts.session_of(session, ended_key).last_seen_at < later


def test_it_never_turns_the_clock_of_a_session_back(session: Session, world: World) -> None:
    key, actor = start(session, world.buyer)

    accounts.touch_sessions(session, [actor.session_id], datetime(2020, 1, 1, tzinfo=UTC))
    accounts.touch_sessions(session, [], datetime.now(UTC))

    assert accounts.session_of(session, key).last_seen_at.year > 2020


def test_it_forgets_what_has_served_its_time(session: Session, world: World) -> None:
    now = datetime(2026, 6, 1, tzinfo=UTC)
    ages = {"ended long ago": (32, 31, False), "ended": (2, 1, False), "idle": (31, None, False),
            "fresh": (1, None, False), "remembered": (89, None, True)}  # fmt: skip
    for name, (begun, ended, is_remembered) in ages.items():
        begun_at = now - timedelta(days=begun)
        session.add(
            LoginSession(
                key_hash=name, user_id=world.buyer.user_id, side=world.buyer.side,
                is_remembered=is_remembered, created_at=begun_at, last_seen_at=begun_at,
                reauthenticated_at=begun_at,
                ended_at=None if ended is None else now - timedelta(days=ended),
            )
        )  # fmt: skip
    session.flush()

    assert accounts.prune(session, now) == 2
    assert set(session.execute(select(LoginSession.key_hash)).scalars()) == {
        "ended", "fresh", "remembered",
    }  # fmt: skip
