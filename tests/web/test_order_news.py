"""Beyond the first page new orders are counted, and what is being read stays where it is."""

import asyncio

from qnector.core import db
from qnector.screens.seller.orders.state import SellerOrdersState
from tests.web.conftest import play
from tests.web.rig import Rig

PAGE_2 = "/seller/orders?page=2&size=10"


def test_only_orders_that_came_since_are_news(app, keys, market) -> None:
    def order(count: int) -> None:
        for _ in range(count):
            db.write_now(_order, market)

    order(12)

    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.seller, path=PAGE_2, keeps=True)
            await rig.fire(SellerOrdersState.load, key=keys.seller, path=PAGE_2)
            before = [row["number"] for row in rig.seen("rows")[-1]]
            assert len(before) == 2
            await asyncio.to_thread(order, 1)
            await rig.settled()
            assert rig.seen("news")[-1] == "새 주문 1건 보기"
            assert [row["number"] for row in rig.seen("rows")[-1]] == before

    play(scene)


def _order(session, market) -> None:
    from dataclasses import replace

    replace(market, session=session).place({market.onion: 1})
