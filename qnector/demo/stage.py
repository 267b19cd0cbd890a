"""What every part of the demo market needs: who is there, what day it is, what comes next."""

import random
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor, Role, Side
from qnector.demo.diary import Diary
from qnector.demo.products import DemoProduct
from qnector.domain.accounts.models import Company, User

SEED = 20260213
LATELY = timedelta(days=3)


@dataclass
class Stage:
    """One loading. `chance` is seeded: the market is the same every time, relative to `now`."""

    session: Session
    now: datetime
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))
    companies: dict[str, Company] = field(default_factory=dict)
    people: dict[str, list[User]] = field(default_factory=dict)
    operator: User | None = None
    products: dict[str, dict[int, DemoProduct]] = field(default_factory=dict)
    addresses: dict[int, int] = field(default_factory=dict)
    ties: dict[tuple[str, str], int] = field(default_factory=dict)
    diary: Diary = field(init=False)

    def __post_init__(self) -> None:
        self.diary = Diary(self.now)

    def actor(self, key: str, side: Side, person: int = 0) -> Actor:
        """Somebody of a company, on one side; the first one is its owner."""
        user = self.people[key][person]
        return Actor(user.id or 0, self.companies[key].id or 0, side, user.role)

    @property
    def operating(self) -> Actor:
        """Whoever runs the server."""
        user_id = self.operator.id if self.operator else 0
        return Actor(user_id or 0, 0, Side.OPERATOR, Role.OWNER, is_operator=True)

    def anybody(self, key: str, side: Side) -> Actor:
        """Any of a company's people."""
        return self.actor(key, side, self.chance.randrange(len(self.people[key])))

    def ago(self, days: int, hour: float = 10) -> datetime:
        """An hour of the Seoul day so many days before today."""
        midnight = datetime.combine(clock.seoul_day(self.now), time(), clock.SEOUL)
        return (midnight - timedelta(days=days) + timedelta(hours=hour)).astimezone(self.now.tzinfo)

    def lately(self, hours: float) -> datetime:
        """So many hours ago, at most three days; drawn together so as to lie in this month.

        Even on the first morning of a month everybody has orders of this month.
        """
        first = datetime.combine(clock.seoul_day(self.now).replace(day=1), time(), clock.SEOUL)
        wanted = timedelta(hours=hours)
        return self.now - min(wanted, (self.now - first) * (wanted / LATELY))
