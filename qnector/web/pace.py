"""How often one visitor may ask for what costs us something elsewhere: one bucket each."""

from collections import OrderedDict

from qnector.core.networks import network_of
from qnector.web.limits import Bucket

MOST = 10_000  # visitors that are remembered; the one who asked longest ago is forgotten first


class Pace:
    """`burst` questions at once, then `rate` a second, for each visitor by name or address."""

    def __init__(self, burst: int, rate: float, most: int = MOST) -> None:
        self._burst, self._rate, self._most = burst, rate, most
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def allows(self, who: str) -> bool:
        """Count one question of `who`, or be told that it is one too many."""
        who = network_of(who)
        bucket = self._buckets.get(who)
        if bucket is None:
            bucket = self._buckets[who] = Bucket(self._burst, self._rate)
        self._buckets.move_to_end(who)
        while len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return bucket.take()

    def forget(self) -> None:
        """As it was at the start (tests)."""
        self._buckets.clear()
