"""Reflex forgets a state it has not used for a while; an open tab must not notice."""

import asyncio
import json
from pathlib import Path

from tests.bench import placing, rig, world
from tests.support.wsclient import delta_of

EXPIRY = "2"
IDLE = 5.0


def test_an_idle_tab_keeps_its_filter_and_sees_the_next_order(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(world, "invoices", lambda: [{f"SKU-{n}": 1 for n in range(10)}])
    monkeypatch.setattr(rig, "LOUD", {**rig.LOUD, "QNECTOR_STATE_EXPIRY": EXPIRY})
    real = rig.start_real(tmp_path, buyers=2)
    try:
        rows = asyncio.run(_play(real))
    finally:
        real.server.stop()

    assert len(rows) == 1
    assert rows[0]["status"] == "pending"
    assert rows[0]["partner"] == "벤치상회1"


async def _play(real: rig.Rig) -> list[dict[str, str]]:
    # The first buyer's thousand orders are all 처리중, so only the new one fits this filter.
    seller = await real.tab(real.seller_cookie(), "/seller/orders?status=pending")
    await seller.call(rig.SELLER_LIST, {}, "is_loaded_rx_state_")
    await asyncio.sleep(IDLE)
    buyer = await real.tab(real.cookie(1), "/orders/new")
    product_id = next(iter(real.bench.products.values()))
    await buyer.call(rig.ADD, {"product_id": product_id}, "groups_rx_state_")
    await placing._open(buyer)
    seen = seller.expect("rows_rx_state_")
    await placing._place(buyer)
    _, raw = await asyncio.wait_for(seen, 10)
    for tab in (seller, buyer):
        tab.transport.abort()
    await asyncio.sleep(0.05)
    return _rows(delta_of(raw))


def _rows(delta: dict[str, dict[str, object]]) -> list[dict[str, str]]:
    found = [
        value
        for state in delta.values()
        for name, value in state.items()
        if name.startswith("rows_rx_state_") and value and "partner" in json.dumps(value)
    ]
    return found[-1]
