"""A loop whose time passes only while all wait, and then at once: no machine is too slow for it."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any


class _Jumping(selectors.DefaultSelector):
    """Does not wait for the next timer: it is that time already."""

    now = 0.0

    def select(self, timeout: float | None = None) -> Any:
        if timeout is None:
            return super().select(None)
        self.now += max(0.0, timeout)
        return super().select(0)


class Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


def now() -> float:
    """The time of the running loop, for code that asks `time.monotonic`."""
    return asyncio.get_running_loop().time()


def run(scene: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Play a scene in which an hour is over in no time. Threads do not fit into it."""
    with asyncio.Runner(loop_factory=Loop) as runner:
        runner.run(scene())
