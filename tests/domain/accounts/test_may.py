from dataclasses import replace

import pytest

from qnector.core.actor import Actor, Role, Side
from qnector.core.errors import NotAllowed
from qnector.domain.accounts import rules

# Decision 15, written down a second time: who may what, and on which side.
STAFF = {
    "both": """orders.read products.read connections.read dashboard.read notices.read
        inquiries.read inquiries.ask messages.read search.read company.read users.read""",
    "buyer": """orders.place orders.request_cancel cart.write addresses.write
        connections.request""",
    "seller": "orders.accept orders.ship orders.complete stock.write inquiries.answer",
}
MANAGER = {
    "both": "messages.switch exports.run settlements.read keys.write",
    "buyer": "",
    "seller": """orders.cancel orders.answer_cancel orders.release products.write
        connections.answer notices.write imports.run receipts.write""",
}
OWNER = {
    "both": "company.write users.write audit.read plan.write integrations.write",
    "buyer": "",
    "seller": "",
}
OPERATORS = """overview.read desk.read desk.write companies.read companies.write people.read
    people.write services.write outbox.read outbox.write audit.read"""
OWN = "session.own account.own"
LEAST = {Role.STAFF: (STAFF,), Role.MANAGER: (STAFF, MANAGER), Role.OWNER: (STAFF, MANAGER, OWNER)}
PERSONAL = {"account.own", "users.write"}


def allowed(role: Role, side: Side) -> set[str]:
    if side is Side.OPERATOR:
        return set(OWN.split()) | (set(OPERATORS.split()) if role is Role.OWNER else set())
    tables = LEAST[role]
    return set(OWN.split()) | {
        name for table in tables for part in ("both", side.value) for name in table[part].split()
    }


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("side", list(Side))
def test_it_is_the_table_of_decision_15(role: Role, side: Side) -> None:
    actor = Actor(1, 1, side, role)

    assert {name for name in rules.MAY if rules.may(actor, name)} == allowed(role, side)


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


@pytest.mark.parametrize("permission", sorted(rules.MAY))
def test_it_lets_a_reason_change_things_but_never_the_account(permission: str) -> None:
    for side in (Side.BUYER, Side.SELLER):
        owner = Actor(1, 1, side, Role.OWNER)
        borrowed = replace(owner, acting_operator_id=9, acting_reason="주문 수량을 고쳐 달라고 함")
        expected = rules.may(owner, permission) and permission not in PERSONAL
        assert rules.may(borrowed, permission) is expected
