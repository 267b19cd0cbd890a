"""An order is committed; when does the last of a hundred open screens show it?"""

import asyncio
import statistics
import time
from pathlib import Path

from tests.bench import placing, rig
from tests.bench.measure import Bar, Report
from tests.bench.rig import Rig
from tests.support.wsclient import ReflexClient

SCREENS, VIEWERS, SENDERS = 100, 10, 10
SELLER_PAGE = "/seller/orders"


async def measure(folder: Path, report: Report) -> None:
    """One order a second, then ten a second for a while."""
    from qnector.core import db, settings
    from qnector.core.settings import Settings
    from tests.support.server import SECRET

    orders, burst_seconds = (8, 5) if report.is_quick else (30, 20)
    real = rig.start_real(folder, buyers=SENDERS + 1)
    config = Settings(secret_key=SECRET, data_dir=real.server.data_dir)
    settings.use(config)
    db.configure(config.database)
    try:
        screens = [
            await real.tab(real.seller_cookie(number % VIEWERS), SELLER_PAGE)
            for number in range(SCREENS)
        ]
        senders = [await real.tab(real.cookie(one + 1), "/orders/new") for one in range(SENDERS)]
        bystander = await real.tab(real.cookie(0), "/orders")
        floor = await rig.closed_loop([bystander], rig.GUARDED, 3, "count_rx_state_", think=0.02)
        await _calm(report, real, screens, senders, bystander, floor, orders)
        await _burst(report, real, screens, senders, burst_seconds)
    finally:
        db.dispose()
        real.server.stop()


async def _calm(
    report: Report,
    real: Rig,
    screens: list[ReflexClient],
    senders: list[ReflexClient],
    bystander: ReflexClient,
    floor: dict[str, float],
    orders: int,
) -> None:
    watching = asyncio.create_task(
        rig.closed_loop([bystander], rig.GUARDED, orders * 1.1, "count_rx_state_", think=0.02)
    )
    lasts, firsts = [], []
    for turn in range(orders):
        sender = senders[turn % len(senders)]
        begun = time.monotonic()
        first, last = await _one(real, screens, sender, turn)
        firsts.append(first)
        lasts.append(last)
        await asyncio.sleep(max(0.0, 1.0 - (time.monotonic() - begun)))
    beside = await watching
    lasts.sort()
    report.say(
        f"- first screen {statistics.median(firsts) * 1e3:.0f} ms, last of {SCREENS}"
        f" {statistics.median(lasts) * 1e3:.0f} ms (medians of {orders} orders, counted from"
        " the buyer's click)"
    )
    report.check(
        Bar("last of 100 screens, p95", lasts[int(len(lasts) * 0.95)] * 1e3, 300, unit=" ms"),
        Bar("bystander p95 meanwhile", beside["p95_ms"] / floor["p95_ms"], 8),
    )


async def _one(
    real: Rig, screens: list[ReflexClient], sender: ReflexClient, turn: int
) -> tuple[float, float]:
    """Seconds from the click to the first and to the last screen with new rows."""
    await _ready(real, sender, turn)
    seen = [screen.expect("rows_rx_state_") for screen in screens]
    begun = time.perf_counter()
    await placing._place(sender)
    moments = [moment for moment, _ in await asyncio.wait_for(asyncio.gather(*seen), 10)]
    return min(moments) - begun, max(moments) - begun


async def _ready(real: Rig, sender: ReflexClient, turn: int) -> None:
    product_ids = list(real.bench.products.values())
    await sender.call(rig.ADD, {"product_id": product_ids[turn % 900]}, "groups_rx_state_")
    await placing._open(sender)


async def _burst(
    report: Report,
    real: Rig,
    screens: list[ReflexClient],
    senders: list[ReflexClient],
    seconds: int,
) -> None:
    """Ten orders a second; afterwards every screen must show the newest one."""
    numbers: list[int] = []
    end = time.monotonic() + seconds

    async def send(number: int, sender: ReflexClient) -> None:
        turn = number
        await asyncio.sleep(number / len(senders))
        while time.monotonic() < end:
            begun = time.monotonic()
            await _ready(real, sender, turn)
            await placing._place(sender)
            numbers.append(turn)
            turn += len(senders)
            await asyncio.sleep(max(0.0, 1.0 - (time.monotonic() - begun)))

    latest: dict[int, tuple[float, str]] = {}
    for number, screen in enumerate(screens):
        screen.on_packet = lambda packet, at, number=number: (
            latest.__setitem__(number, (at, packet)) if "rows_rx_state_" in packet else None
        )
    await asyncio.gather(*(send(number, sender) for number, sender in enumerate(senders)))
    ended = time.perf_counter()
    await asyncio.sleep(1.5)
    newest = _newest_number()
    behind = [number for number in range(SCREENS) if newest not in latest.get(number, (0, ""))[1]]
    slowest = max((at for at, _ in latest.values()), default=ended) - ended
    report.say(f"- {len(numbers)} orders in {seconds} s ({len(numbers) / seconds:.1f} a second)")
    report.check(
        Bar("screens without the newest order after the burst", len(behind), 0, unit=""),
        Bar("last screen after the last order", max(0.0, slowest) * 1e3, 1000, unit=" ms"),
    )


def _newest_number() -> str:
    from sqlalchemy import select

    from qnector.core import db
    from qnector.domain.orders.models import Order

    return db.read_now(
        lambda session: session.execute(
            select(Order.number).order_by(Order.id.desc()).limit(1)
        ).scalar_one()
    )
