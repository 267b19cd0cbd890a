import pytest
from sqlmodel import Session

from qnector.core.errors import NotAllowed
from qnector.domain.reports import search
from tests.domain.orders import steps
from tests.world import World


def test_without_letters_it_shows_the_newest_orders(session: Session, world: World) -> None:
    number = steps.order(session, steps.placed(world)).number

    found = search.find(session, world.buyer, "  ")

    assert [order.number for order in found.orders] == [number]
    assert (found.products, found.companies) == ([], [])


@pytest.mark.parametrize("text", ["쌀", "rice", "RIC", "20kg"])
def test_it_finds_a_product_by_name_or_code(session: Session, world: World, text: str) -> None:
    for actor in (world.buyer, world.seller):
        assert [one.name for one in search.find(session, actor, text).products] == ["쌀 20kg"]


@pytest.mark.parametrize("text", ["바다", "0008100028", "000-81-00028", "000-81"])
def test_a_buyer_finds_sellers(session: Session, world: World, text: str) -> None:
    found = [one.name for one in search.find(session, world.buyer, text).companies]

    assert "바다식품" in found
    assert "한빛상회" not in found


def test_a_seller_finds_only_companies_that_asked_it(session: Session, world: World) -> None:
    assert [one.name for one in search.find(session, world.seller, "한빛").companies] == [
        "한빛상회"
    ]
    assert search.find(session, world.seller, "남의").companies == []
    assert search.find(session, world.stranger_seller, "한빛").companies == []


def test_a_stranger_finds_no_product(session: Session, world: World) -> None:
    for actor in (world.stranger, world.stranger_seller):
        assert search.find(session, actor, "쌀").products == []


@pytest.mark.parametrize("text", ["%", "_", "\\", "'; DROP TABLE orders; --", "<b>", "🍚" * 50])
def test_special_letters_are_letters(session: Session, world: World, text: str) -> None:
    found = search.find(session, world.buyer, text)

    assert (found.orders, found.products, found.companies) == ([], [], [])


def test_the_operator_finds_nothing_here(session: Session, world: World) -> None:
    with pytest.raises(NotAllowed):
        search.find(session, world.operator, "쌀")
