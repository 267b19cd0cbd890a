"""What an idle app and an idle signed-in session cost."""

import asyncio
from pathlib import Path

from tests.bench import rig
from tests.bench.measure import Bar, Report

SESSIONS = 100


async def measure(folder: Path, report: Report) -> None:
    """PSS of all processes; each session shows 50 rows."""
    real = rig.start_real(folder, buyers=10)
    try:
        await (await real.tab(real.cookie(0), "/orders?size=50")).call(
            rig.LIST, {}, "is_loaded_rx_state_"
        )
        await asyncio.sleep(2)
        idle = real.server.memory()
        tabs = []
        for _ in range(SESSIONS):
            tab = await real.tab(real.cookie(0), "/orders?size=50&period=all")
            await tab.call(rig.LIST, {}, "rows_rx_state_")
            tabs.append(tab)
        await asyncio.sleep(2)
        each = (real.server.memory() - idle) / SESSIONS
        report.check(
            Bar("the whole app, idle", idle / 1e6, 250, unit=" MB"),
            Bar("an idle session with 50 rows", each / 1e3, 500, unit=" KB"),
        )
    finally:
        real.server.stop()
