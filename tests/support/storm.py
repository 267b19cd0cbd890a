"""Buyers order as fast as they can while the server is killed again and again."""

import asyncio
import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core import db, settings
from qnector.core.settings import Settings
from qnector.domain.catalog.models import Product
from qnector.domain.orders.models import Order, OrderEvent, OrderLine, Placement
from tests.bench import placing, rig
from tests.bench.rig import Rig
from tests.support.server import SECRET
from tests.support.wsclient import ReflexClient

BUYERS = 6


@dataclass(frozen=True)
class Found:
    """What is wrong in the database afterwards; all zero when nothing is."""

    lost: int
    doubled: int
    halves: int
    unbalanced: int


@dataclass
class Storm:
    """A server, its buyers, and the keys of the placements that were confirmed to them."""

    folder: Path
    confirmed: list[str] = field(default_factory=list)
    kills: int = 0
    _stock: int = 0
    _ordered: int = 0

    async def rage(self, kills: int) -> None:
        """Kill the server so often, each time at another moment of the storm."""
        real = rig.start_real(self.folder, buyers=BUYERS)
        config = Settings(secret_key=SECRET, data_dir=real.server.data_dir)
        settings.use(config)
        db.configure(config.database)
        self._ordered, self._stock = db.read_now(_sums)
        chance = random.Random(7)
        for _ in range(kills):
            buyers = [asyncio.create_task(self._buy(real, one)) for one in range(BUYERS)]
            await self._confirmed_once_more(buyers)
            await asyncio.sleep(chance.random() * 0.8)
            await asyncio.to_thread(real.server.kill)
            self.kills += 1
            await asyncio.gather(*buyers, return_exceptions=True)
            await asyncio.to_thread(real.server.start)
        real.server.stop()

    async def _confirmed_once_more(self, buyers: list[asyncio.Task[None]]) -> None:
        """Until this storm, too, has brought an order; who breaks off before it says why."""
        before = len(self.confirmed)
        async with asyncio.timeout(60):
            while len(self.confirmed) == before:
                broken = [one for one in buyers if one.done()]
                await asyncio.gather(*broken)
                await asyncio.sleep(0.01)

    async def _buy(self, real: Rig, number: int) -> None:
        """Order until the connection breaks; a closed window with the key is a confirmation."""
        tab = await real.tab(real.cookie(number), "/orders/new")
        products = list(real.bench.products.values())
        turn = number
        while True:
            for _ in range(2):
                turn += 1
                await tab.call(rig.ADD, {"product_id": products[turn % 900]}, "groups_rx_state_")
            key = await self._key(tab)
            await placing._place(tab)
            self.confirmed.append(key)

    async def _key(self, tab: ReflexClient) -> str:
        tab.page = "/orders/new"
        _, raw = await tab.call(
            f"{rig.CONFIRM}.open_dialog", {}, '"is_open_rx_state_":true', timeout=20
        )
        await tab.call(f"{rig.CONFIRM}.agree", {"has_agreed": True}, "has_agreed_rx_state_")
        return _find(json.loads(raw[raw.index("[") :]), "key_rx_state_")

    def examine(self) -> Found:
        """Compare what the buyers were told with what the database holds."""
        found = db.read_now(self._examine)
        db.dispose()
        return found

    def _examine(self, session: Session) -> Found:
        run = session.connection().execute
        keys = dict(
            run(
                select(Placement.key, func.count(Order.id))
                .outerjoin(Order, Order.placement_id == Placement.id)
                .group_by(Placement.key)
            ).all()
        )
        ordered, stock = _sums(session)
        halves = run(
            select(func.count())
            .select_from(Order)
            .where(Order.placement_id.is_not(None))
            .where(
                (
                    select(func.count()).where(OrderLine.order_id == Order.id).scalar_subquery()
                    != Order.line_count
                )
                | ~select(OrderEvent.id).where(OrderEvent.order_id == Order.id).exists()
            )
        ).scalar_one()
        return Found(
            lost=sum(keys.get(key, 0) == 0 for key in self.confirmed),
            doubled=sum(count > 1 for count in keys.values()),
            halves=halves + sum(count == 0 for count in keys.values()),
            unbalanced=(ordered - self._ordered) - (self._stock - stock),
        )


def _sums(session: Session) -> tuple[int, int]:
    run = session.connection().execute
    return (
        int(run(select(func.coalesce(func.sum(OrderLine.quantity), 0))).scalar_one()),
        int(run(select(func.sum(Product.stock))).scalar_one()),
    )


def _find(value: Any, name: str) -> str:
    if isinstance(value, dict):
        if name in value:
            return str(value[name])
        return next((found for one in value.values() if (found := _find(one, name))), "")
    if isinstance(value, list):
        return next((found for one in value if (found := _find(one, name))), "")
    return ""
