"""Wakes the open screens of a company. Says whose data changed, never what.

Knows no web framework: who draws screens registers a sender with `send_with`.
"""

import asyncio
import contextlib
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

Sender = Callable[[str, str], Awaitable[None]]  # (token, topic)
Relay = Callable[[int, str], None]

GAP = 0.1  # seconds between two waves of one company's topic
SLOW_GAP = 1.0
SLOW_TOPICS = frozenset({"stock", "price", "audit", "placed"})
AFTER = {"messages": "orders"}  # the list that somebody looks at comes before the bell's number


@dataclass
class _Channel:
    """One company's topic: who listens, and whether a wave is under way or owed."""

    is_owed: bool = False
    task: asyncio.Task[None] | None = None
    next_at: float = 0.0
    is_quiet: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.is_quiet.set()


@dataclass
class Feed:
    """Subscriptions of this process and the waves that wake them, one token after another."""

    tokens: dict[tuple[int, str], dict[str, None]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    keys: dict[str, set[tuple[int, str]]] = field(default_factory=lambda: defaultdict(set))
    _channels: dict[tuple[int, str], _Channel] = field(
        default_factory=lambda: defaultdict(_Channel)
    )
    _sender: Sender | None = None
    _loop: asyncio.AbstractEventLoop | None = None
    relay: Relay | None = None  # carries a publication to the other processes

    def send_with(self, sender: Sender) -> None:
        """Register who wakes a token. Call it on the event loop that serves the screens."""
        self._sender = sender
        self._loop = asyncio.get_running_loop()

    def subscribe(self, company_id: int, token: str, topics: Iterable[str]) -> None:
        """Let `token` be woken for these topics of the company, and for nothing else."""
        wanted = {(company_id, topic) for topic in topics}
        if self.keys.get(token) == wanted:
            return
        self.drop(token)
        for key in wanted:
            self.tokens[key][token] = None
        self.keys[token] = wanted

    def drop(self, token: str) -> None:
        """Forget a token."""
        for key in self.keys.pop(token, ()):
            listeners = self.tokens.get(key)
            if listeners is None:
                continue
            listeners.pop(token, None)
            if not listeners:
                del self.tokens[key]

    def publish(self, company_id: int, topic: str) -> None:
        """Tell every process that a company's data changed. Safe from any thread."""
        if self.relay is not None:
            self.relay(company_id, topic)
        self.wake(company_id, topic)

    def wake(self, company_id: int, topic: str) -> None:
        """Wake the screens of this process only. Safe from any thread."""
        if self._loop is None or self._loop.is_closed():
            return
        try:
            is_here = asyncio.get_running_loop() is self._loop
        except RuntimeError:
            is_here = False
        if is_here:
            self._owe((company_id, topic))
        else:
            self._loop.call_soon_threadsafe(self._owe, (company_id, topic))

    def _owe(self, key: tuple[int, str]) -> None:
        if key not in self.tokens:
            return
        channel = self._channels[key]
        channel.is_owed = True
        if channel.task is None:
            channel.task = asyncio.get_running_loop().create_task(self._run(key, channel))

    async def _run(self, key: tuple[int, str], channel: _Channel) -> None:
        """Wave after wave while owed; the first at once, later ones at their distance."""
        least = SLOW_GAP if key[1] in SLOW_TOPICS else GAP
        try:
            while channel.is_owed:
                await asyncio.sleep(max(0.0, channel.next_at - time.monotonic()))
                channel.is_owed = False
                begun = time.monotonic()
                channel.is_quiet.clear()
                await self._wave(key)
                channel.is_quiet.set()
                ended = time.monotonic()
                channel.next_at = begun + max(least, 2 * (ended - begun))
        finally:
            channel.is_quiet.set()
            channel.task = None

    async def _wave(self, key: tuple[int, str]) -> None:
        sender = self._sender
        if sender is None:
            return
        company_id, topic = key
        first = self._channels[company_id, AFTER[topic]] if topic in AFTER else None
        for token in list(self.tokens.get(key, ())):
            if first is not None:
                await first.is_quiet.wait()
            # One screen that fails must not keep the others asleep.
            with contextlib.suppress(Exception):
                await sender(token, topic)

    def clear(self) -> None:
        """Forget everything (tests)."""
        self.tokens.clear()
        self.keys.clear()
        self._channels.clear()
        self._sender = None
        self._loop = None
        self.relay = None


feed = Feed()
subscribe = feed.subscribe
drop = feed.drop
publish = feed.publish
wake = feed.wake
send_with = feed.send_with
clear = feed.clear
