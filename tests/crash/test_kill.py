"""The power goes in the middle of a storm of orders, twenty times."""

import asyncio
from pathlib import Path

import pytest

from tests.bench import world
from tests.support.storm import Storm

KILLS = 20


@pytest.mark.slow
def test_no_confirmed_order_is_lost_and_none_is_half(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(world, "invoices", lambda: [{f"SKU-{n}": 1 for n in range(900)}])
    storm = Storm(tmp_path)

    asyncio.run(storm.rage(KILLS))
    found = storm.examine()

    assert storm.kills == KILLS
    assert len(storm.confirmed) >= KILLS
    assert (found.lost, found.doubled, found.halves, found.unbalanced) == (0, 0, 0, 0)
