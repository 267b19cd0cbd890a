import asyncio
import itertools
from types import SimpleNamespace

import pytest

from qnector.core import feed as under_test
from qnector.core.feed import GAP, SLOW_GAP, Feed
from tests.support import timeless

LONG = 10.0  # seconds in which every wave is over
EPSILON = 1e-6


@pytest.fixture(autouse=True)
def _timeless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_test, "time", SimpleNamespace(monotonic=timeless.now))


class Screens:
    """Remembers who was woken, and may be slow."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.woken: list[tuple[str, str, float]] = []
        self.seconds = seconds

    async def wake(self, token: str, topic: str) -> None:
        if self.seconds:
            await asyncio.sleep(self.seconds)
        if token == "broken":
            raise RuntimeError("this tab is gone")
        self.woken.append((token, topic, timeless.now()))

    @property
    def moments(self) -> list[float]:
        return [at for _, _, at in self.woken]


def test_it_wakes_only_who_listens() -> None:
    async def play() -> None:
        feed, screens = Feed(), Screens()
        feed.send_with(screens.wake)
        feed.subscribe(1, "mine", ["orders"])
        feed.subscribe(1, "stock-only", ["stock"])
        feed.subscribe(2, "theirs", ["orders"])

        feed.publish(1, "orders")
        await asyncio.sleep(LONG)

        assert [token for token, _, _ in screens.woken] == ["mine"]

    timeless.run(play)


def test_it_wakes_at_once_then_keeps_its_distance_and_loses_nothing() -> None:
    async def play() -> None:
        feed, screens = Feed(), Screens()
        feed.send_with(screens.wake)
        feed.subscribe(1, "tab", ["orders"])
        for _ in range(20):
            last_change = timeless.now()
            feed.publish(1, "orders")
            await asyncio.sleep(0.01)
        await asyncio.sleep(LONG)

        first, *later = screens.moments
        assert first == 0
        assert all(b - a >= GAP - EPSILON for a, b in itertools.pairwise(screens.moments))
        assert last_change <= later[-1] <= last_change + GAP + EPSILON
        assert len(later) == 2

    timeless.run(play)


def test_it_lets_stock_wait_a_second() -> None:
    async def play() -> None:
        feed, screens = Feed(), Screens()
        feed.send_with(screens.wake)
        feed.subscribe(1, "tab", ["stock"])
        feed.publish(1, "stock")
        await asyncio.sleep(0.02)
        feed.publish(1, "stock")
        await asyncio.sleep(LONG)

        assert screens.moments == [0, pytest.approx(SLOW_GAP)]

    timeless.run(play)


def test_it_waits_twice_as_long_as_a_wave_took() -> None:
    async def play() -> None:
        feed, screens = Feed(), Screens(seconds=0.15)
        feed.send_with(screens.wake)
        feed.subscribe(1, "tab", ["orders"])
        feed.publish(1, "orders")
        await asyncio.sleep(0.05)
        feed.publish(1, "orders")
        await asyncio.sleep(LONG)

        first, second = screens.moments
        assert second - first == pytest.approx(2 * 0.15)

    timeless.run(play)


def test_it_shows_an_order_everywhere_before_it_counts_in_the_bell() -> None:
    async def play() -> None:
        feed, screens = Feed(), Screens(seconds=0.005)
        feed.send_with(screens.wake)
        for number in range(10):
            feed.subscribe(1, f"tab {number}", ["orders", "messages"])
            feed.subscribe(2, f"other {number}", ["messages"])
        feed.publish(1, "messages")
        feed.publish(2, "messages")
        feed.publish(1, "orders")
        await asyncio.sleep(LONG)

        ours = [topic for token, topic, _ in screens.woken if token.startswith("tab")]
        assert ours[1:11] == ["orders"] * 10, "at most one was under way already"
        assert sorted(ours) == ["messages"] * 10 + ["orders"] * 10
        last_order = max(at for _, topic, at in screens.woken if topic == "orders")
        theirs = [at for token, _, at in screens.woken if token.startswith("other")]
        assert len(theirs) == 10
        assert min(theirs) < last_order, "another company waits for nobody"

    timeless.run(play)


def test_it_wakes_the_others_when_one_is_broken() -> None:
    async def play() -> None:
        feed, screens = Feed(), Screens()
        feed.send_with(screens.wake)
        for token in ("first", "broken", "last"):
            feed.subscribe(1, token, ["orders"])
        feed.publish(1, "orders")
        await asyncio.sleep(LONG)

        assert [token for token, _, _ in screens.woken] == ["first", "last"]

    timeless.run(play)


def test_it_forgets_a_dropped_tab_and_a_left_company() -> None:
    async def play() -> None:
        feed, screens = Feed(), Screens()
        feed.send_with(screens.wake)
        feed.subscribe(1, "tab", ["orders"])
        feed.subscribe(2, "tab", ["orders"])
        feed.publish(1, "orders")
        await asyncio.sleep(LONG)
        assert screens.woken == []
        feed.drop("tab")
        feed.publish(2, "orders")
        await asyncio.sleep(LONG)

        assert screens.woken == []
        assert not feed.tokens
        assert not feed.keys

    timeless.run(play)


def test_it_can_be_told_from_another_thread() -> None:
    async def play() -> None:
        feed, screens = Feed(), Screens()
        feed.send_with(screens.wake)
        feed.subscribe(1, "tab", ["orders"])
        await asyncio.to_thread(feed.publish, 1, "orders")
        async with asyncio.timeout(10):
            while not screens.woken:
                await asyncio.sleep(0.001)

        assert len(screens.woken) == 1

    asyncio.run(play())
