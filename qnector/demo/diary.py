"""The year of the market: what people do is noted first, then done in order of time."""

from collections.abc import Callable
from datetime import datetime
from heapq import heappop, heappush

from qnector.core import clock

Act = Callable[[], object]


class Diary:
    """Acts by moment. What lies after `now` is never done: such orders are still under way."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._acts: list[tuple[datetime, int, Act]] = []
        self._noted = 0

    def note(self, moment: datetime, act: Act) -> None:
        """Do it then. Of one moment, what was noted first comes first."""
        if moment <= self._now:
            self._noted += 1
            heappush(self._acts, (moment, self._noted, act))

    def play(self, *, after: Act) -> None:
        """Do everything, with the clock stopped at each moment; an act may note more.

        `after` follows every act.
        """
        while self._acts:
            moment, _, act = heappop(self._acts)
            with clock.frozen(moment):
                act()
                after()
