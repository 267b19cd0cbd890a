"""What every list does with its address."""

import pytest

from qnector.domain.orders.queries import STATUSES
from qnector.screens.buyer.orders.state import OrdersState
from qnector.web.shell import Shell
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


def test_what_is_chosen_before_the_browser_has_moved_is_added(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer, path="/orders")
            await rig.fire(OrdersState.load(), key=keys.buyer, path="/orders")
            await rig.fire(
                OrdersState.choose("status", STATUSES[0]), key=keys.buyer, path="/orders"
            )
            await rig.fire(OrdersState.choose_size("50"), key=keys.buyer, path="/orders")
            await rig.fire(OrdersState.search("x"), key=keys.buyer, path="/orders")
            assert set(rig.led_to()[-1].partition("?")[2].split("&")) == {
                "q=x",
                f"status={STATUSES[0]}",
                "size=50",
            }

    play(scene)


def test_what_is_chosen_before_the_list_is_there_is_not_lost(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            path = "/orders?q=x"
            await rig.open(keys.buyer, path=path)
            await rig.fire(OrdersState.choose("status", STATUSES[0]), key=keys.buyer, path=path)
            query = rig.led_to()[-1].partition("?")[2]
            assert set(query.split("&")) == {"q=x", f"status={STATUSES[0]}"}

    play(scene)


def test_nothing_of_an_earlier_visit_is_added(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer, path="/orders?q=x&size=50")
            await rig.fire(OrdersState.load(), key=keys.buyer, path="/orders?q=x&size=50")
            await rig.fire(Shell.enter("buyer"), key=keys.buyer, path="/orders")
            rig.forget()
            await rig.fire(
                OrdersState.choose("status", STATUSES[0]), key=keys.buyer, path="/orders"
            )
            assert rig.led_to() == [f"/orders?status={STATUSES[0]}"]

    play(scene)


def test_a_choice_that_is_none_never_gets_into_the_state(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer, path="/orders")
            await rig.fire(OrdersState.load(), key=keys.buyer, path="/orders")
            rig.forget()
            await rig.fire(OrdersState.choose("status", "x'--"), key=keys.buyer, path="/orders")
            assert all(filters["status"] == "" for filters in rig.seen("filters"))
            await rig.fire(OrdersState.refresh(), key=keys.buyer, path="/orders")
            assert rig.seen("rows"), "the list is read as before"

    play(scene)


def test_a_way_is_forgotten_at_the_next_address(app, keys) -> None:
    async def scene() -> None:
        async with Rig(app) as rig:
            await rig.open(keys.buyer, path="/orders")
            await rig.fire(OrdersState.load(), key=keys.buyer, path="/orders")
            await rig.fire(OrdersState.search("바다"), key=keys.buyer, path="/orders")
            assert rig.seen("onward")[-1]["start"] == "/orders"
            await rig.fire(Shell.enter("buyer"), key=keys.buyer, path="/dashboard")
            assert rig.seen("onward")[-1]["to"] == ""

    play(scene)
