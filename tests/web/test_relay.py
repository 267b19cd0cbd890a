import asyncio
import os
from uuid import uuid4

import pytest

from qnector.core import feed
from qnector.core.feed import Feed
from qnector.web import relay
from tests.support.waves import settled
from tests.web.conftest import play

pytestmark = pytest.mark.redis
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")


@pytest.fixture(autouse=True)
def _redis() -> None:
    import redis

    try:
        redis.from_url(REDIS, socket_connect_timeout=1).ping()
    except redis.RedisError as failure:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no Redis at {REDIS}: {failure}")
        pytest.skip(f"no Redis at {REDIS}: {failure}")


async def running(channel: str) -> tuple[relay.Relay, list[asyncio.Task[None]]]:
    one = relay.Relay(REDIS, channel)
    tasks = [asyncio.create_task(one.speak()), asyncio.create_task(one.listen())]
    await asyncio.wait_for(one.is_listening.wait(), 3)
    return one, tasks


async def stop(*pairs: tuple[relay.Relay, list[asyncio.Task[None]]]) -> None:
    for one, tasks in pairs:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await one.close()


def test_it_wakes_the_other_process_and_not_its_own_twice() -> None:
    async def scene() -> None:
        woken: list[tuple[str, str]] = []

        async def wake(token: str, topic: str) -> None:
            woken.append((token, topic))

        feed.clear()
        feed.send_with(wake)
        feed.subscribe(7, "tab", ["orders"])
        channel = f"qnector:test:{uuid4().hex}"
        here, there = await running(channel), await running(channel)

        there[0].carry(7, "orders")
        here[0].carry(8, "orders")
        async with asyncio.timeout(10):
            while not woken:
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)
        await stop(here, there)
        feed.clear()

        # `there` and `here` share this process's feed: only `here` may wake it for `there`.
        assert woken == [("tab", "orders")]

    play(scene)


def test_it_ignores_nonsense_on_the_channel() -> None:
    async def scene() -> None:
        woken: list[str] = []

        async def wake(token: str, _topic: str) -> None:
            woken.append(token)

        feed.clear()
        feed.send_with(wake)
        feed.subscribe(7, "tab", ["orders"])
        one = relay.Relay(REDIS, "x")
        for message in (b"", b"{}", b"[1,2]", b'["a","7","orders"]', b'["a",7,3]', b"\xff"):
            one.wake(message)
        await settled()
        await one.close()
        feed.clear()
        assert woken == []

    play(scene)


def test_after_a_gap_everything_reads_again() -> None:
    async def scene() -> None:
        woken: list[tuple[str, str]] = []

        async def wake(token: str, topic: str) -> None:
            woken.append((token, topic))

        feed.clear()
        feed.send_with(wake)
        feed.subscribe(7, "tab", ["orders", "cart"])
        relay.wake_all()
        await settled()
        feed.clear()
        assert sorted(woken) == [("tab", "cart"), ("tab", "orders")]

    play(scene)


def test_a_feed_without_relay_stays_in_its_process() -> None:
    assert Feed().relay is None
