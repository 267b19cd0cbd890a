import asyncio
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from reflex.istate.manager import memory
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken
from reflex.state import State
from reflex_base.event.context import EventContext

from qnector.core import clock, db, feed, secrets
from qnector.core.actor import Side
from qnector.domain.accounts import service as accounts
from qnector.web import live, pulse, sessions
from qnector.web.sessions import seats
from qnector.web.shell import Shell
from tests.web.conftest import play, sign_in
from tests.web.rig import TOKEN, Rig
from tests.web.states import ProofState, asked
from tests.web.test_guard import change, end


def token_of(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


async def watching(rig: Rig, key: str, count: int) -> list[str]:
    tokens = [token_of(number) for number in range(1, count + 1)]
    for token in tokens:
        await rig.open(key, token=token)
        await rig.fire(ProofState.look, key=key, token=token)
    asked.clear()
    rig.forget()
    return tokens


def test_a_hundred_screens_of_a_company_share_one_read(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            tokens = await watching(rig, keys.buyer, 100)
            begun = time.process_time()
            feed.publish(market.buyer.company_id, "orders")
            await rig.settled()
            took = time.process_time() - begun

            assert asked == [market.buyer.company_id]
            assert all(rig.seen("reads", token) == [1] for token in tokens)
            assert took < 1.0, f"{took * 1000:.0f} ms"

    play(scene)


def test_the_next_wave_reads_again(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await watching(rig, keys.buyer, 2)
            for _ in range(3):
                feed.publish(market.buyer.company_id, "orders")
                await rig.settled()
            assert len(asked) == 3

    play(scene)


def test_nothing_that_a_wave_read_is_kept_beyond_it(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            await rig.fire(ProofState.look, key=keys.buyer)
            feed.publish(market.buyer.company_id, "orders")
            await rig.settled()
            await asyncio.sleep(3 * live.PAUSE)
            assert live._waves == {}

    play(scene)


def test_an_event_of_the_user_never_takes_what_a_wave_read(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await watching(rig, keys.buyer, 1)
            feed.publish(market.buyer.company_id, "orders")
            await rig.fire(ProofState.refresh, key=keys.buyer)
            await rig.settled()
            assert len(asked) == 2

    play(scene)


def test_sides_roles_and_companies_do_not_share(app, keys, market) -> None:
    async def scene() -> None:
        wave = live._Wave()
        asked_for: list[int] = []

        async def read(number: int) -> int:
            asked_for.append(number)
            return number

        from qnector.web import guard

        for key in (keys.buyer, keys.buyer_staff, keys.stranger, keys.buyer):
            who = await sessions.look_up(secrets.sha256_text(key))
            guard._who.set(who)
            token = EventContext.set(SimpleNamespace(txid="t"))
            live._in_wave["t"] = wave
            await live.shared("page", read, who.actor.user_id)
            EventContext.reset(token)
        live.clear()
        assert len(asked_for) == 3

    play(scene)


def test_nobody_else_is_woken(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await watching(rig, keys.buyer, 1)
            feed.publish(market.seller.company_id, "orders")
            feed.publish(market.buyer.company_id, "stock")
            await rig.settled()
            assert asked == []

    play(scene)


def test_a_screen_that_is_gone_is_forgotten(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await watching(rig, keys.buyer, 1)
            rig.disconnect()
            feed.publish(market.buyer.company_id, "orders")
            await rig.settled()
            assert asked == []
            assert TOKEN not in feed.feed.keys

    play(scene)


def test_another_page_starts_without_watches(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await watching(rig, keys.buyer, 1)
            await rig.fire(Shell.enter("buyer"), key=keys.buyer)
            frame = {(market.buyer.company_id, topic) for topic in ("session", "account")}
            assert feed.feed.keys[TOKEN] == frame

    play(scene)


def test_an_ended_session_leads_its_screens_away(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            await rig.fire(Shell.enter("buyer"), key=keys.buyer)
            await rig.fire(ProofState.add_one, key=keys.buyer)
            rig.forget()
            db.write_now(end, keys.buyer)
            feed.publish(market.buyer.company_id, "session")
            await rig.settled()
            assert rig.led_to() == ["/login?error=ended&next=%2Forders"]
            assert rig.seen("count") == [0]

    play(scene)


def test_the_sweep_finds_sessions_that_nobody_announced(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            app._state_manager = rig.processor._root_context.state_manager
            await rig.open(keys.buyer)
            await rig.open(keys.seller, token=token_of(2))
            rig.forget()
            too_old = clock.now() - timedelta(hours=13)
            db.write_now(change, keys.buyer, created_at=too_old)
            await pulse.sweep()
            assert rig.led_to() == ["/login?error=ended&next=%2Forders"]
            assert rig.led_to(token_of(2)) == []

    play(scene)


def test_switching_sides_takes_the_other_tabs_along(app, market) -> None:
    async def scene() -> None:
        key = db.write_now(sign_in, "owner@stranger.test", Side.BUYER)
        async with Rig(app) as rig:
            await rig.open(key)
            await rig.fire(Shell.enter("buyer"), key=key)
            who = await sessions.look_up(secrets.sha256_text(key))
            await db.write(accounts.switch_side, who.actor, Side.SELLER)
            feed.publish(who.actor.company_id, "session")
            await rig.settled()
            assert rig.led_to() == ["/seller/dashboard"]

    play(scene)


def test_open_sockets_are_noted_and_closed_ones_are_not(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer)
            await rig.open(keys.seller, token=token_of(2))
            rig.disconnect(token_of(2))
            ago = clock.now() - timedelta(minutes=20)
            for key in (keys.buyer, keys.seller):
                db.write_now(change, key, last_seen_at=ago)
            await pulse.note()
            later = clock.now() + timedelta(minutes=15)
            with clock.frozen(later):
                assert await sessions.look_up(secrets.sha256_text(keys.buyer)) is not None
                assert await sessions.look_up(secrets.sha256_text(keys.seller)) is None

    play(scene)


def test_the_state_of_an_open_tab_outlives_its_expiry(app, keys, market, monkeypatch) -> None:
    """Half an hour idle: an order arrives and filter and half-typed text are kept."""
    now = time.time()

    async def scene() -> None:
        nonlocal now
        async with Rig(app, StateManagerMemory(token_expiration=900)) as rig:
            app._state_manager = manager = rig.processor._root_context.state_manager
            await watching(rig, keys.buyer, 2)
            await rig.fire(ProofState.add_one, key=keys.buyer)
            rig.disconnect(token_of(2))
            for _ in range(6):
                now += 300
                manager._purge_expired_tokens()  # as its own task does when it is time
                await pulse.renew()
            kept = {one: BaseStateToken(ident=one, cls=State).cache_key for one in seats}
            assert kept[token_of(1)] in manager.states
            assert kept[token_of(2)] not in manager.states
            feed.publish(market.buyer.company_id, "orders")
            await rig.settled()
            assert rig.seen("reads") == [1]
            await rig.fire(ProofState.add_one, key=keys.buyer)
            assert rig.seen("count") == [1, 2]
            await pulse.sweep()
            assert token_of(2) not in seats

    monkeypatch.setattr(memory, "time", SimpleNamespace(time=lambda: now))
    play(scene)


@pytest.mark.parametrize("key_of", ["buyer", "operator"])
def test_the_frame_knows_who_is_there(app, keys, key_of) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            key = getattr(keys, key_of)
            await rig.open(key)
            await rig.fire(Shell.enter("buyer"), key=key)
            if key_of == "buyer":
                assert rig.seen("company_name") == ["한빛상회"]
            else:
                assert rig.led_to() == ["/operator"]

    play(scene)
