"""A session under a new key: open tabs go on, the old key opens nothing."""

from dataclasses import replace

import pytest
from starlette.applications import Starlette

from qnector.core import db, secrets
from qnector.core.actor import Actor
from qnector.domain.accounts import entering
from qnector.domain.accounts import service as accounts
from qnector.web import sessions
from qnector.web.edge import Edge
from tests.web.conftest import Keys, play
from tests.web.rig import TOKEN, Rig, cookie_of
from tests.web.states import ProofState


def rotate(market, key: str) -> str:
    """As 본인 확인 does it; the new key."""
    renewed = db.write_now(entering.prove_again, asker(market, key))
    sessions.go_on(renewed.before, secrets.sha256_text(renewed.key))
    return renewed.key


def asker(market, key: str) -> Actor:
    row = db.read_now(lambda s: s.execute(
        sessions.SESSION_BY_KEY, {"key_hash": secrets.sha256_text(key)}).one())  # fmt: skip
    return replace(market.buyer, session_id=row.id)


@pytest.fixture(autouse=True)
def _forget():
    yield
    sessions._went_on.clear()


def test_41_an_open_tab_goes_on_and_keeps_what_it_shows(app, keys: Keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            new = rotate(market, keys.buyer)
            await rig.fire(ProofState.place, key=keys.buyer)
            assert rig.led_to() == []
            assert sessions.seats[TOKEN].owner == secrets.sha256_text(new)

    play(scene)


def test_41_it_goes_on_twice(app, keys: Keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            rotate(market, rotate(market, keys.buyer))
            await rig.fire(ProofState.place, key=keys.buyer)
            assert rig.led_to() == []

    play(scene)


@pytest.mark.parametrize("is_late", [False, True])
def test_41_two_at_the_same_moment_leave_no_tab_behind(app, keys, market, is_late: bool) -> None:
    """Both were asked under the same key, and either may be the first to be told of."""

    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            mine = asker(market, keys.buyer)
            both = [db.write_now(entering.prove_again, mine) for _ in range(2)]
            for one in reversed(both) if is_late else both:
                sessions.go_on(one.before, secrets.sha256_text(one.key))
            await rig.fire(ProofState.place, key=keys.buyer)
            assert rig.led_to() == []
            assert sessions.seats[TOKEN].owner == secrets.sha256_text(both[1].key)

    play(scene)


def test_41_a_tab_that_goes_on_still_ends_with_its_session(app, keys: Keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            rotate(market, keys.buyer)
            db.write_now(accounts.end_sessions_of, market.buyer.user_id)
            await rig.fire(ProofState.place, key=keys.buyer)
            assert rig.led_to()[0].startswith("/login")

    play(scene)


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_41_nobody_new_comes_with_the_old_key(keys: Keys, market, tmp_path, kind: str) -> None:
    edge = Edge(Starlette(), tmp_path, frozenset())
    new = rotate(market, keys.buyer)
    found = {}
    for key in (keys.buyer, new):
        scope = {
            "type": kind,
            "headers": [(b"cookie", f"qnector_session={key}".encode())],
            "client": ("127.0.0.1", 1),
        }
        edge._prepare(scope)
        found[key] = (scope["qnector.owner"], dict(scope["headers"]).get(b"cookie", b""))
    assert found[keys.buyer] == ("", b"")
    assert found[new] == (secrets.sha256_text(new), cookie_of(new).encode())
