"""The guard, adding to the cart, lists, placing orders: against counters of the same run."""

import asyncio
import time
from pathlib import Path

from tests.bench import placing, rig
from tests.bench.measure import Bar, Report, Series, interleave, ratio
from tests.bench.rig import Rig
from tests.support.wsclient import ReflexClient

BUYERS = 50
COUNT = "count_rx_state_"
ROWS = "rows_rx_state_"
GROUPS = "groups_rx_state_"
LIST_PAGE = "/orders?size=50&period=all"
NEXT_PAGE = "/orders?size=50&period=all&page=2"


async def measure(folder: Path, report: Report) -> None:
    """Every event bar of the walking order."""
    repetitions, seconds = (1, 2.0) if report.is_quick else (3, 4.0)
    bare_server = rig.start_bare(folder)
    real = rig.start_real(folder, buyers=BUYERS)
    try:
        bare = [
            await ReflexClient(bare_server.url, origin=bare_server.url).open()
            for _ in range(BUYERS)
        ]
        tabs = await real.tabs(BUYERS)
        shop = await real.tabs(BUYERS, page="/orders/new")
        for count in (1, BUYERS):
            arms = _arms(real, bare[:count], tabs[:count], shop[:count], seconds)
            series = await interleave(repetitions, arms)
            report.table(f"closed loop, N={count}", list(series.values()))
            _check(report, series, count)
        await _thinking(report, real, tabs, repetitions, seconds)
        await _bystander(report, real, tabs, repetitions, seconds)
        await placing.measure(report, real, tabs, repetitions)
    finally:
        real.server.stop()
        bare_server.stop()


def _arms(
    real: Rig,
    bare: list[ReflexClient],
    tabs: list[ReflexClient],
    shop: list[ReflexClient],
    seconds: float,
):
    products = list(real.bench.products.values())

    async def listing(page: str):
        for tab in tabs:
            tab.page = page
        found = await rig.closed_loop(tabs, rig.LIST, seconds, "is_loaded_rx_state_")
        return found

    async def adding():
        return await rig.closed_loop(
            shop, rig.ADD, seconds, GROUPS,
            mk_payload=lambda tab, turn: {"product_id": products[(tab * 7 + turn % 3) % 900]},
        )  # fmt: skip

    return {
        "bare counter": lambda: rig.closed_loop(bare, rig.BARE, seconds, COUNT),
        "guarded counter": lambda: rig.closed_loop(tabs, rig.GUARDED, seconds, COUNT),
        "add to cart": adding,
        "order list, 50 rows": lambda: _paged(tabs, LIST_PAGE, NEXT_PAGE, seconds),
    }


async def _paged(
    tabs: list[ReflexClient], first: str, second: str, seconds: float
) -> dict[str, float]:
    """The list and its next page in turn, so that every answer changes the rows."""
    times: list[float] = []
    end = time.perf_counter() + seconds

    async def turn(tab: ReflexClient) -> None:
        page = 0
        while time.perf_counter() < end:
            tab.page = (first, second)[page % 2]
            taken, _ = await tab.call(rig.LIST, {}, ROWS)
            times.append(taken)
            page += 1

    await asyncio.gather(*(turn(tab) for tab in tabs))
    return _figures(times, seconds)


def _figures(times: list[float], seconds: float) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "rps": len(ordered) / seconds,
        "p50_ms": 1e3 * ordered[len(ordered) // 2],
        "p95_ms": 1e3 * ordered[int(len(ordered) * 0.95)],
    }


def _check(report: Report, series: dict[str, Series], count: int) -> None:
    guarded = "guarded counter"
    if count == 1:
        report.check(
            Bar("guard, p50 at N=1", ratio(series, guarded, "bare counter", "p50_ms"), 2.5)
        )
        for arm in ("add to cart", "order list, 50 rows"):
            report.check(
                Bar(f"{arm}, p50 at N=1", ratio(series, arm, guarded, "p50_ms"), 5),
                Bar(f"{arm}, p95 at N=1", ratio(series, arm, guarded, "p95_ms"), 7),
            )
        return
    report.check(
        Bar("guard, rate at N=50", ratio(series, guarded, "bare counter", "rps"), 0.4, True)
    )
    for arm in ("add to cart", "order list, 50 rows"):
        report.check(Bar(f"{arm}, rate at N=50", ratio(series, arm, guarded, "rps"), 0.10, True))


async def _thinking(
    report: Report, real: Rig, tabs: list[ReflexClient], repetitions: int, seconds: float
) -> None:
    """Fifty people who think for a second, at random, between two clicks."""
    seconds = max(seconds * 2, 5.0)

    async def counting():
        return await rig.closed_loop(tabs, rig.GUARDED, seconds, COUNT, think=1.0)

    async def listing():
        return await _think_pages(tabs, seconds)

    series = await interleave(repetitions, {"guarded counter": counting, "order list": listing})
    report.table("50 clients, random think time of 1 s", list(series.values()))
    report.check(
        Bar(
            "order list, p95 with think time",
            ratio(series, "order list", "guarded counter", "p95_ms"),
            4,
        )
    )


async def _think_pages(tabs: list[ReflexClient], seconds: float) -> dict[str, float]:
    import random

    times: list[float] = []
    end = time.perf_counter() + seconds

    async def turn(number: int, tab: ReflexClient) -> None:
        chance, page = random.Random(number), 0
        await asyncio.sleep(chance.random())
        while time.perf_counter() < end:
            tab.page = (LIST_PAGE, NEXT_PAGE)[page % 2]
            taken, _ = await tab.call(rig.LIST, {}, ROWS)
            times.append(taken)
            page += 1
            await asyncio.sleep(chance.expovariate(1.0))

    await asyncio.gather(*(turn(number, tab) for number, tab in enumerate(tabs)))
    return _figures(times, seconds)


async def _bystander(
    report: Report, real: Rig, tabs: list[ReflexClient], repetitions: int, seconds: float
) -> None:
    """Two tabs loop a query of 0.3 s; a third one only counts."""
    watcher, slow = tabs[0], tabs[1:3]

    async def quiet():
        return await rig.closed_loop([watcher], rig.GUARDED, seconds, COUNT, think=0.02)

    async def disturbed():
        stop = asyncio.Event()

        async def dawdle(tab: ReflexClient) -> None:
            while not stop.is_set():
                await tab.call(rig.SLOW, {}, "slow_count_rx_state_")

        others = [asyncio.create_task(dawdle(tab)) for tab in slow]
        found = await quiet()
        stop.set()
        await asyncio.gather(*others)
        return found

    series = await interleave(repetitions, {"quiet": quiet, "slow queries beside": disturbed})
    report.table("a bystander", list(series.values()))
    report.check(
        Bar(
            "bystander p95 beside a 0.3 s query",
            ratio(series, "slow queries beside", "quiet", "p95_ms"),
            3,
        )
    )
