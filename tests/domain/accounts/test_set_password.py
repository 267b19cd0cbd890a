import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import clock, db, secrets
from qnector.core.errors import Invalid, NotFound
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import LinkKind, OneTimeLink, User
from tests.world import World

NOON = datetime(2026, 2, 13, 3, tzinfo=UTC)
GOOD = "바다에-뜬-달-07"
HASH = "$2b$12$" + "x" * 53


def link(session: Session, world: World) -> str:
    with clock.frozen(NOON):
        return accounts.make_link(session, LinkKind.SET_PASSWORD, world.buyer.user_id)


def test_it_sets_a_password_once_and_signs_every_device_out(session: Session, world: World) -> None:
    user = session.get(User, world.buyer.user_id)
    key = accounts.start_session(session, user, device="", address="", is_remembered=True)
    token = link(session, world)

    with clock.frozen(NOON + timedelta(hours=23)):
        assert accounts.set_password(session, token, GOOD, HASH).password_hash == HASH
        with pytest.raises(NotFound):
            accounts.set_password(session, token, GOOD, HASH)

    assert accounts.session_of(session, secrets.sha256_text(key)).ended_at is not None


def test_it_keeps_only_the_hash_of_the_token(session: Session, world: World) -> None:
    token = link(session, world)

    row = session.execute(select(OneTimeLink)).scalar_one()
    assert row.token_hash == secrets.sha256_text(token)
    assert token not in str(row.model_dump())


def test_it_looks_without_using_the_link(session: Session, world: World) -> None:
    token = link(session, world)

    with clock.frozen(NOON):
        for _ in range(3):
            found = accounts.look_at_link(session, LinkKind.SET_PASSWORD, token)
            assert found.id == world.buyer.user_id
        accounts.set_password(session, token, GOOD, HASH)


def test_it_opens_nothing_after_a_day(session: Session, world: World) -> None:
    token = link(session, world)

    with clock.frozen(NOON + timedelta(hours=24)), pytest.raises(NotFound):
        accounts.set_password(session, token, GOOD, HASH)


def test_it_lets_a_new_link_replace_the_old_one(session: Session, world: World) -> None:
    old, new = link(session, world), link(session, world)

    with clock.frozen(NOON):
        with pytest.raises(NotFound):
            accounts.look_at_link(session, LinkKind.SET_PASSWORD, old)
        accounts.look_at_link(session, LinkKind.SET_PASSWORD, new)


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --"])
def test_it_knows_no_made_up_token(session: Session, world: World, token: str) -> None:
    link(session, world)

    with clock.frozen(NOON), pytest.raises(NotFound):
        accounts.set_password(session, token, GOOD, HASH)


def test_it_takes_no_link_of_another_kind(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        token = accounts.make_link(session, LinkKind.VERIFY_EMAIL, world.buyer.user_id)
        with pytest.raises(NotFound):
            accounts.set_password(session, token, GOOD, HASH)


def test_it_lets_nobody_in_who_was_switched_off(session: Session, world: World) -> None:
    token = link(session, world)
    session.get(User, world.buyer.user_id).is_active = False
    session.flush()

    with clock.frozen(NOON), pytest.raises(NotFound):
        accounts.set_password(session, token, GOOD, HASH)


def test_it_keeps_the_link_when_the_password_is_refused(session: Session, world: World) -> None:
    token = link(session, world)

    with clock.frozen(NOON):
        with pytest.raises(Invalid):
            accounts.set_password(session, token, "1q2w3e4r!", HASH)
        accounts.set_password(session, token, GOOD, HASH)


def test_it_lets_one_of_many_use_a_link(committed: World) -> None:
    token = db.write_now(accounts.make_link, LinkKind.SET_PASSWORD, committed.buyer.user_id)
    used: list[bool] = []

    def use() -> None:
        try:
            db.write_now(accounts.set_password, token, GOOD, HASH)
        except NotFound:
            used.append(False)
        else:
            used.append(True)

    threads = [threading.Thread(target=use) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(used) == [False] * 5 + [True]
