"""What every list does with its address."""

import pytest

from qnector.screens.buyer.orders.state import OrdersState
from tests.web.conftest import play
from tests.web.rig import Rig


def test_a_search_leads_to_its_address(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer, path="/orders")
            await rig.fire(OrdersState.search("바다"), key=keys.buyer, path="/orders?page=3")
            assert rig.led_to() == ["/orders?q=%EB%B0%94%EB%8B%A4"]

    play(scene)


@pytest.mark.parametrize("elsewhere", ["/orders/new", "/dashboard", "/"])
def test_what_was_typed_last_calls_nobody_back(app, keys, elsewhere: str) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer, path=elsewhere)
            await rig.fire(OrdersState.search("바다"), key=keys.buyer, path=elsewhere)
            assert rig.led_to() == []

    play(scene)


@pytest.mark.parametrize("name", ["no", "page", "sort", "__class__", "status "])
def test_a_filter_that_is_none_changes_nothing(app, keys, name: str) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer, path="/orders")
            await rig.fire(OrdersState.choose(name, "x"), key=keys.buyer, path="/orders")
            assert rig.led_to() == []

    play(scene)
