"""Who comes next at the slow work: those who are known, then those who have not guessed.

A flood of wrong passwords fills the queue of strangers only. Known browsers have a place that no
stranger takes, and among strangers whoever has tried least comes first.
"""

import asyncio
import itertools
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from qnector.core.errors import TooMany

AT_ONCE = 2  # bcrypt keeps a core busy for a quarter of a second
QUEUE = 20


@dataclass(eq=False, slots=True)
class _Waiting:
    """Somebody who waits; whoever has the smallest rank comes first."""

    is_stranger: bool
    is_first: bool  # not sent away before
    guesses: Callable[[], int]  # asked again and again: who waits may go on guessing elsewhere
    number: int
    turn: "asyncio.Future[None]"

    def rank(self) -> tuple[bool, bool, int, int]:
        return self.is_stranger, self.is_first, self.guesses(), self.number


def _none() -> int:
    return 0


class Turnstile:
    """Lets some through at once, lets some wait, sends the rest away.

    Of the places inside, `kept` are for those who are known.
    """

    def __init__(self, at_once: int = AT_ONCE, queue: int = QUEUE, kept: int = 0) -> None:
        self._most = at_once
        self._most_strangers = max(1, at_once - kept)
        self._queue = queue
        self._inside = 0
        self._strangers = 0
        self._waiting: list[_Waiting] = []
        self._numbers = itertools.count()

    @asynccontextmanager
    async def turn(
        self, *, is_known: bool = False, was_sent: bool = False, guesses: Callable[[], int] = _none
    ) -> AsyncIterator[None]:
        """Wait for a turn. Raises TooMany when the queue is full of people who come first.

        First who `is_known`, then who `was_sent` away before, then who has fewer `guesses`.
        """
        mine = self._waiter(is_known, was_sent, guesses)
        self._waiting.append(mine)
        self._call()
        if len(self._waiting) > self._queue:
            self._send_away(max(self._waiting, key=_Waiting.rank))
        try:
            await mine.turn
        except asyncio.CancelledError:
            self._give_up(mine)
            raise
        try:
            yield
        finally:
            self._leave(mine)

    def refuse_if_full(
        self, *, is_known: bool = False, was_sent: bool = False, guesses: Callable[[], int] = _none
    ) -> None:
        """Raises TooMany when `turn` would: asked before anything that costs."""
        mine = self._waiter(is_known, was_sent, guesses)
        is_full = len(self._waiting) >= self._queue and not self._has_place(mine)
        if is_full and mine.rank() >= max((one.rank() for one in self._waiting), default=()):
            raise TooMany

    def _waiter(self, is_known: bool, was_sent: bool, guesses: Callable[[], int]) -> _Waiting:
        future = asyncio.get_running_loop().create_future()
        return _Waiting(not is_known, not was_sent, guesses, next(self._numbers), future)

    def _call(self) -> None:
        """Let in whoever comes next, as long as there is a place for them."""
        # Who is going away notices it one step later; a place given to them would be lost.
        self._waiting = [one for one in self._waiting if not one.turn.done()]
        for one in sorted(self._waiting, key=_Waiting.rank):
            if not self._has_place(one):
                continue
            self._waiting.remove(one)
            self._inside += 1
            self._strangers += one.is_stranger
            one.turn.set_result(None)

    def _has_place(self, one: _Waiting) -> bool:
        if self._inside >= self._most:
            return False
        return not one.is_stranger or self._strangers < self._most_strangers

    def _send_away(self, one: _Waiting) -> None:
        self._waiting.remove(one)
        one.turn.set_exception(TooMany())

    def _leave(self, one: _Waiting) -> None:
        self._inside -= 1
        self._strangers -= one.is_stranger
        self._call()

    def _give_up(self, one: _Waiting) -> None:
        """The browser went away: while it waited, or just as it was called."""
        if one in self._waiting:
            self._waiting.remove(one)
        elif one.turn.done() and not one.turn.cancelled() and one.turn.exception() is None:
            self._leave(one)


class Guesses:
    """How often somebody (an account, an address) has tried lately without being right.

    Only for the order in the queue, so it is kept in memory and forgets: who is throttled is
    decided by the database.
    """

    def __init__(
        self, seconds: float = 600, most: int = 20_000, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._seconds, self._most, self._now = seconds, most, now
        self._counts: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def of(self, *names: str) -> int:
        """The tries of all these together."""
        return sum(self._count(name) for name in names)

    def add(self, *names: str) -> None:
        """One more try of each."""
        for name in names:
            self._counts[name] = (self._count(name) + 1, self._now())
            self._counts.move_to_end(name)
        while len(self._counts) > self._most:
            self._counts.popitem(last=False)

    def forget(self, *names: str) -> None:
        """They were right."""
        for name in names:
            self._counts.pop(name, None)

    def _count(self, name: str) -> int:
        count, at = self._counts.get(name, (0, 0.0))
        return count if self._now() - at < self._seconds else 0
