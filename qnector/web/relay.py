"""Carries the feed between processes over one Redis channel, when there is a Redis."""

import asyncio
import contextlib
import json
import logging
import os
from collections.abc import AsyncIterator
from typing import Any

from qnector.core import feed, settings

log = logging.getLogger("qnector.relay")

CHANNEL = "qnector:feed"
RETRY = 1.0  # seconds until the next try when Redis is away


@contextlib.asynccontextmanager
async def run() -> AsyncIterator[None]:
    """Relay while the app serves; does nothing without REDIS_URL."""
    if not settings.current().redis_url:
        yield
        return
    relay = Relay(settings.current().redis_url)
    tasks = [asyncio.create_task(relay.speak()), asyncio.create_task(relay.listen())]
    feed.feed.relay = relay.carry
    try:
        yield
    finally:
        feed.feed.relay = None
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await relay.close()


class Relay:
    """One process's end of the channel. Says whose data changed, never what."""

    def __init__(self, url: str, channel: str = CHANNEL) -> None:
        from redis import asyncio as redis

        self.client: Any = redis.from_url(url)
        self.channel = channel
        self.name = os.urandom(8).hex()
        self.is_listening = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._waiting: asyncio.Queue[str] = asyncio.Queue(maxsize=10_000)

    def carry(self, company_id: int, topic: str) -> None:
        """Take one publication along. From any thread."""
        message = json.dumps([self.name, company_id, topic])
        self._loop.call_soon_threadsafe(self._take, message)

    def _take(self, message: str) -> None:
        with contextlib.suppress(asyncio.QueueFull):
            self._waiting.put_nowait(message)

    async def speak(self) -> None:
        """Send what waits, one after the other, again after a lost connection."""
        while True:
            message = await self._waiting.get()
            while not await self._sent(message):
                await asyncio.sleep(RETRY)

    async def _sent(self, message: str) -> bool:
        from redis.exceptions import RedisError

        try:
            await self.client.publish(self.channel, message)
        except (RedisError, OSError) as failure:
            log.warning("the relay cannot send: %s", type(failure).__name__)
            return False
        return True

    async def listen(self) -> None:
        """Wake what others tell; after a gap wake everything: nobody knows what was missed."""
        from redis.exceptions import RedisError

        had_gap = False
        while True:
            try:
                await self._hear(had_gap=had_gap)
            except (RedisError, OSError) as failure:
                log.warning("the relay cannot listen: %s", type(failure).__name__)
            had_gap = True
            self.is_listening.clear()
            await asyncio.sleep(RETRY)

    async def _hear(self, *, had_gap: bool) -> None:
        async with self.client.pubsub() as channel:
            await channel.subscribe(self.channel)
            self.is_listening.set()
            if had_gap:
                wake_all()
            async for message in channel.listen():
                if message["type"] == "message":
                    self.wake(message["data"])

    def wake(self, message: bytes) -> None:
        """Wake this process's screens, unless the message is our own or nonsense."""
        try:
            name, company_id, topic = json.loads(message)
        except (ValueError, TypeError):
            return
        if name != self.name and isinstance(company_id, int) and isinstance(topic, str):
            feed.wake(company_id, topic)

    async def close(self) -> None:
        """Let the connection go."""
        await self.client.aclose()


def wake_all() -> None:
    """Let every screen of this process read again."""
    for company_id, topic in list(feed.feed.tokens):
        feed.wake(company_id, topic)
