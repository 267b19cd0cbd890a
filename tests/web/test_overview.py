"""운영 현황 counts by itself."""

import asyncio
import time
from dataclasses import replace

from qnector.core import db
from qnector.core.feed import SLOW_GAP
from qnector.screens.operator.overview.state import OverviewState
from tests.web.conftest import play
from tests.web.rig import Rig

PATH = "/operator"


def test_an_order_is_counted_at_once(app, keys, market) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.operator, path=PATH, keeps=True)
            await rig.fire(OverviewState.load, key=keys.operator, path=PATH)
            assert rig.seen("orders_today")[-1] == "0건"
            await asyncio.to_thread(db.write_now, _order, market)
            await rig.settled()
            assert rig.seen("orders_today")[-1] == "1건"

    play(scene)


def test_many_orders_are_counted_once_a_second(app, keys, market) -> None:
    def order(count: int) -> None:
        for _ in range(count):
            db.write_now(_order, market)

    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.operator, path=PATH, keeps=True)
            await rig.fire(OverviewState.load, key=keys.operator, path=PATH)
            rig.forget()
            begun = time.monotonic()
            await asyncio.to_thread(order, 10)
            await rig.settled()
            seconds = time.monotonic() - begun
            assert rig.seen("orders_today")[-1] == "10건"
            assert len(rig.seen("orders_today")) <= 1 + seconds / SLOW_GAP

    play(scene)


def _order(session, market) -> None:
    replace(market, session=session).place({market.onion: 1})
