"""Fourteen months of orders: growing, with seasons, and with everything that goes wrong."""

from __future__ import annotations

import math
from itertools import accumulate

from qnector.core import clock
from qnector.demo import baskets, fates
from qnector.demo.partners import OPENED, TIES, Tie
from qnector.demo.stage import Stage

ORDERS = 560  # beside those of the last days, which are told one by one
LAST = 3  # days ago; what is younger is told one by one
MONTH = 30.4


def note(stage: Stage) -> None:
    """Note every basket of the year. A basket of two sellers makes two orders."""
    days = list(range(OPENED - 2, LAST, -1))
    weights = [_demand(day) for day in days]
    reached = list(accumulate(weights))
    noted = 0
    while noted < ORDERS:
        at = (noted + stage.chance.random()) / ORDERS * reached[-1]
        day = next(
            one for one, sum_ in zip(days, reached, strict=True) if sum_ >= min(at, reached[-1])
        )
        ties = _ties(stage, day)
        noted += len(ties)
        moment = stage.ago(day, stage.chance.uniform(6, 19))
        stage.diary.note(moment, lambda ties=ties: _order(stage, ties))


def _demand(day: int) -> float:
    """How much is ordered, so many days ago: twice as much today, with two busy seasons."""
    growth = 2 - day / OPENED
    season = 1 + 0.28 * math.sin(day / MONTH * math.tau / 6)
    return growth * season


def _ties(stage: Stage, day: int) -> list[Tie]:
    """One buyer and one or two of its sellers."""
    able = [tie for tie in TIES if tie.is_open(day)]
    first = stage.chance.choices(able, [tie.weight for tie in able])[0]
    others = [tie for tie in able if tie.buyer == first.buyer and tie is not first]
    if others and stage.chance.random() < 0.3:
        return [first, stage.chance.choice(others)]
    return [first]


def _order(stage: Stage, ties: list[Tie]) -> None:
    buyer_key = ties[0].buyer
    placed = baskets.order(stage, buyer_key, [tie.seller for tie in ties])
    for trade in fates.trades(stage, buyer_key, placed):
        fates.follow(trade, clock.now(), fates.draw(stage))
