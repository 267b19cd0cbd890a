from typing import Any

import pytest
from sqlmodel import Session

from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound
from qnector.domain.orders import addresses, queries
from qnector.domain.orders.addresses import AddressInput
from tests.domain.orders import steps
from tests.world import World

HOME = AddressInput("김한빛", "010-1234-5678", "04524", "서울 중구 세종대로 110")
SHOP = AddressInput("이도윤", "02 123 4567", "06164", "서울 강남구 테헤란로 521", "2층")


def book(session: Session, world: World) -> list[tuple[str, bool]]:
    found = addresses.addresses(session, world.buyer)
    return [(one.recipient, one.is_default) for one in found]


def test_the_first_one_is_the_default(session: Session, world: World) -> None:
    addresses.add_address(session, world.buyer, HOME)
    addresses.add_address(session, world.buyer, SHOP)

    assert book(session, world) == [("김한빛", True), ("이도윤", False)]
    assert addresses.addresses(session, world.buyer)[1].phone == "021234567"


def test_another_one_can_become_the_default(session: Session, world: World) -> None:
    addresses.add_address(session, world.buyer, HOME)
    shop = addresses.add_address(session, world.buyer, SHOP)

    addresses.set_default(session, world.buyer, shop)

    assert book(session, world) == [("이도윤", True), ("김한빛", False)]


def test_removing_the_default_makes_the_next_one_it(session: Session, world: World) -> None:
    home = addresses.add_address(session, world.buyer, HOME)
    addresses.add_address(session, world.buyer, SHOP)

    addresses.remove_address(session, world.buyer, home)

    assert book(session, world) == [("이도윤", True)]
    with pytest.raises(NotFound):
        addresses.remove_address(session, world.buyer, home)


def test_placed_orders_keep_the_address_they_had(session: Session, world: World) -> None:
    order_id = steps.placed(world)
    addresses.edit_address(session, world.buyer, world.address(), SHOP)

    number = steps.order(session, order_id).number
    assert queries.detail(session, world.seller, number).recipient == "김한빛"


def test_nobody_touches_the_book_of_another(session: Session, world: World) -> None:
    home = addresses.add_address(session, world.buyer, HOME)

    for other in (world.buyer_staff, world.stranger):
        assert addresses.addresses(session, other) == []
        for refused in (
            lambda other=other: addresses.edit_address(session, other, home, SHOP),
            lambda other=other: addresses.remove_address(session, other, home),
            lambda other=other: addresses.set_default(session, other, home),
        ):
            with pytest.raises(NotFound):
                refused()
    assert book(session, world) == [("김한빛", True)]


def test_the_seller_side_has_no_book(session: Session, world: World) -> None:
    with pytest.raises(NotAllowed):
        addresses.add_address(session, world.seller, HOME)


def test_a_book_is_full_at_some_point(
    session: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "MOST", 1)
    addresses.add_address(session, world.buyer, HOME)

    with pytest.raises(Conflict, match="1개까지"):
        addresses.add_address(session, world.buyer, SHOP)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"recipient": "  "}, "recipient"),
        ({"recipient": "가" * 51}, "recipient"),
        ({"phone": "번호없음"}, "phone"),
        ({"phone": "０１０１２３４５６７８"}, "phone"),
        ({"phone": "1234567890123"}, "phone"),
        ({"postal_code": "1234"}, "postal_code"),
        ({"postal_code": "1234a"}, "postal_code"),
        ({"street": ""}, "street"),
        ({"street": "가" * 201}, "street"),
        ({"detail": "가" * 101}, "detail"),
    ],
)
def test_it_refuses_what_is_no_address(changes: dict[str, Any], field: str) -> None:
    given = {
        "recipient": "김한빛", "phone": "01012345678", "postal_code": "04524", "street": "서울",
        **changes,
    }  # fmt: skip
    with pytest.raises(Invalid) as refusal:
        AddressInput(**given)

    assert refusal.value.field == field
