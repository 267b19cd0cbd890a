"""Who is asking: set by the guard for every event, passed on by every screen."""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """The side of the counter a person works on."""

    BUYER = "buyer"
    SELLER = "seller"
    OPERATOR = "operator"


class Role(StrEnum):
    """What a person is in the company: 대표, 관리자, 직원."""

    OWNER = "owner"
    MANAGER = "manager"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Actor:
    """One signed-in person, for one event. `company_id` is 0 for an operator.

    `acting_operator_id` names the operator who signed in as this person, and `acting_reason` why:
    without a reason nothing may be changed. `address` is the network address of the session.
    """

    user_id: int
    company_id: int
    side: Side
    role: Role = Role.STAFF
    session_id: int = 0
    acting_operator_id: int | None = None
    is_operator: bool = False
    acting_reason: str = ""
    address: str = ""
