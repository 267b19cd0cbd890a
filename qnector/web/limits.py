"""How much one browser may ask: a bucket of events, a number of sockets."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from qnector.core.networks import network_of


@dataclass(slots=True)
class Bucket:
    """`burst` events at once, then `rate` a second."""

    burst: int
    rate: float
    now: Callable[[], float] = time.monotonic
    _left: float = 0.0
    _at: float = 0.0

    def __post_init__(self) -> None:
        self._left, self._at = float(self.burst), self.now()

    def take(self) -> bool:
        """Take one, or be told that there is none."""
        now = self.now()
        self._left = min(float(self.burst), self._left + (now - self._at) * self.rate)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


@dataclass
class Sockets:
    """Open sockets of this process, by address (its network) and by session."""

    by_address: Counter[str] = field(default_factory=Counter)
    by_session: Counter[str] = field(default_factory=Counter)

    def has_room(self, address: str, owner: str, *, each: int, per_session: int) -> bool:
        """Whether one more may open."""
        if self.by_address[network_of(address)] >= each:
            return False
        return not owner or self.by_session[owner] < per_session

    @contextmanager
    def counted(self, address: str, owner: str) -> Iterator[None]:
        """Count one while it is open."""
        network = network_of(address)
        self.by_address[network] += 1
        self.by_session[owner] += 1
        try:
            yield
        finally:
            _less(self.by_address, network)
            _less(self.by_session, owner)


def _less(counter: Counter[str], key: str) -> None:
    counter[key] -= 1
    if counter[key] <= 0:
        del counter[key]
