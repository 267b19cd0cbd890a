"""Fourteen months of orders: growing, with seasons, and with everything that goes wrong."""

from __future__ import annotations

import math
from bisect import bisect_left
from itertools import accumulate

from qnector.core import clock
from qnector.demo import baskets, fates
from qnector.demo.partners import OPENED, TIES, Tie
from qnector.demo.stage import Stage

ORDERS = 560  # beside those of the last days, which are told one by one
LAST = 3  # days ago; what is younger is told one by one
MONTH = 30.4
PAIRS = 0.3  # of the baskets hold something of a second seller


def note(stage: Stage) -> None:
    """Note every basket of the year. A basket of two sellers makes two orders."""
    days = list(range(OPENED - 2, LAST, -1))
    reached = list(accumulate(_demand(day) for day in days))
    turns = _Turns(stage)
    noted = 0
    while noted < ORDERS:
        wanted = (noted + stage.chance.random()) / ORDERS * reached[-1]
        day = days[min(bisect_left(reached, wanted), len(days) - 1)]
        ties = turns.next(day)
        noted += len(ties)
        moment = stage.ago(day, stage.chance.uniform(6, 19))
        stage.diary.note(moment, lambda ties=ties: _order(stage, ties))


def _demand(day: int) -> float:
    """How much is ordered, so many days ago: twice as much today, with two busy seasons."""
    growth = 2 - day / OPENED
    season = 1 + 0.28 * math.sin(day / MONTH * math.tau / 6)
    return growth * season


class _Turns:
    """Who orders next: a tie's turn comes as often as its weight says, about evenly."""

    def __init__(self, stage: Stage) -> None:
        self._chance = stage.chance
        self._due = {tie: stage.chance.random() for tie in TIES}

    def next(self, day: int) -> list[Tie]:
        """One buyer and one or two of its sellers, of those that traded so many days ago."""
        able = [tie for tie in TIES if tie.is_open(day)]
        first = self._take(able, able)
        others = [tie for tie in able if tie.buyer == first.buyer and tie is not first]
        if others and self._chance.random() < PAIRS:
            return [first, self._take(others, able)]
        return [first]

    def _take(self, among: list[Tie], able: list[Tie]) -> Tie:
        for tie in able:
            self._due[tie] += tie.weight * self._chance.uniform(0.5, 1.5)
        taken = max(among, key=lambda tie: self._due[tie])
        self._due[taken] -= sum(tie.weight for tie in able)
        return taken


def _order(stage: Stage, ties: list[Tie]) -> None:
    buyer_key = ties[0].buyer
    placed = baskets.order(stage, buyer_key, [tie.seller for tie in ties])
    for trade in fates.trades(stage, buyer_key, placed):
        fates.follow(trade, clock.now(), fates.draw(stage))
