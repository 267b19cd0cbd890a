from dataclasses import replace

import pytest

from qnector.core.actor import Actor, Role, Side
from qnector.core.errors import NotAllowed
from qnector.domain.accounts import rules

SELLERS_MANAGERS = {
    "orders.cancel", "orders.answer_cancel", "orders.release", "products.write",
    "connections.answer", "notices.write", "imports.run",
}  # fmt: skip
BUYERS = {
    "orders.place", "orders.request_cancel", "cart.write", "addresses.write",
    "connections.request",
}  # fmt: skip
OPERATORS = {"overview.read", "desk.read", "desk.write"}
MANAGERS = SELLERS_MANAGERS | {"messages.switch"}
SELLERS = {"orders.accept", "orders.ship", "orders.complete", "stock.write"} | SELLERS_MANAGERS
SELLERS |= {"inquiries.answer"}


@pytest.mark.parametrize("permission", sorted(rules.MAY))
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("side", list(Side))
def test_it_is_the_table_of_decision_15(permission: str, role: Role, side: Side) -> None:
    if permission == "session.own":
        expected = True
    elif permission in OPERATORS:
        expected = side is Side.OPERATOR and role is Role.OWNER
    elif side is Side.OPERATOR or (permission in MANAGERS and role is Role.STAFF):
        expected = False
    else:
        expected = not (
            (permission in BUYERS and side is Side.SELLER)
            or (permission in SELLERS and side is Side.BUYER)
        )

    assert rules.may(Actor(1, 1, side, role), permission) is expected


def test_it_gives_an_unknown_permission_to_nobody() -> None:
    with pytest.raises(NotAllowed):
        rules.require_may(Actor(1, 1, Side.BUYER, Role.OWNER), "orders.everything")


def test_it_names_the_other_side_to_who_stands_on_the_wrong_one() -> None:
    with pytest.raises(NotAllowed, match="구매자·판매자"):
        rules.require_may(Actor(1, 1, Side.BUYER, Role.OWNER), "orders.ship")


@pytest.mark.parametrize("permission", sorted(rules.MAY))
def test_it_lets_an_operator_in_a_borrowed_login_only_look(permission: str) -> None:
    for side in (Side.BUYER, Side.SELLER):
        owner = Actor(1, 1, side, Role.OWNER)
        borrowed = replace(owner, acting_operator_id=9)
        is_harmless = permission.endswith(".read") or permission == "session.own"
        assert rules.may(borrowed, permission) is (rules.may(owner, permission) and is_harmless)
