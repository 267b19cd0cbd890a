"""How the loops beside the server went last, in this process: the operator looks at it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from qnector.core import clock

PATIENCE = timedelta(minutes=2)  # a run may take this long before it counts as late


@dataclass(slots=True)
class Loop:
    """One loop: `seconds` between two runs, when it was last done, and what failed since.

    `failures` counts those in a row; `problem` is the kind of the last one, never its words.
    """

    name: str
    seconds: float
    began_at: datetime
    done_at: datetime | None = None
    failed_at: datetime | None = None
    failures: int = 0
    problem: str = ""

    def is_late(self, now: datetime) -> bool:
        """Whether it should have been done once more by now."""
        last = max(filter(None, (self.began_at, self.done_at, self.failed_at)))
        return now - last > timedelta(seconds=self.seconds) + PATIENCE

    def is_well(self, now: datetime) -> bool:
        """Neither late nor failing."""
        return not self.failures and not self.is_late(now)


_loops: dict[str, Loop] = {}


def begin(name: str, seconds: float) -> None:
    """A loop starts to run."""
    _loops[name] = Loop(name, seconds, clock.now())


def done(name: str) -> None:
    """A run came to its end."""
    loop = _loops[name]
    loop.done_at, loop.failures, loop.problem = clock.now(), 0, ""


def failed(name: str, problem: str) -> None:
    """A run did not; `problem` is the kind of what was raised."""
    loop = _loops[name]
    loop.failed_at, loop.failures, loop.problem = clock.now(), loop.failures + 1, problem


def every() -> list[Loop]:
    """All loops of this process, in the order in which they began."""
    return list(_loops.values())


def forget() -> None:
    """As before any of them began (tests)."""
    _loops.clear()
