"""Which status follows which, and who may bring it about (decision 16)."""

from dataclasses import dataclass
from enum import StrEnum

from qnector.core.actor import Side
from qnector.domain.orders.models import OrderStatus

P, R, D, Q, C = (
    OrderStatus.PENDING,
    OrderStatus.PROCESSING,
    OrderStatus.COMPLETED,
    OrderStatus.CANCEL_REQUESTED,
    OrderStatus.CANCELLED,
)

OPEN = (P, R, Q)
SUMMARY_LENGTH = 240


class Move(StrEnum):
    """What somebody does to an order."""

    ACCEPT = "accept"
    SHIP = "ship"
    COMPLETE = "complete"
    REQUEST_CANCEL = "request_cancel"
    WITHDRAW_CANCEL = "withdraw_cancel"
    AGREE_CANCEL = "agree_cancel"
    DECLINE_CANCEL = "decline_cancel"
    CANCEL = "cancel"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may make a move, from where, and under which right of accounts.rules.MAY."""

    side: Side
    sources: frozenset[OrderStatus]
    permission: str
    is_unshipped: bool = False  # only while nothing has been shipped
    is_held: bool | None = None  # None: whether held or not


MOVES: dict[Move, Rule] = {
    Move.ACCEPT: Rule(Side.SELLER, frozenset({P}), "orders.accept", is_held=False),
    Move.SHIP: Rule(Side.SELLER, frozenset({P, R}), "orders.ship", is_held=False),
    Move.COMPLETE: Rule(Side.SELLER, frozenset({R}), "orders.complete"),
    Move.REQUEST_CANCEL: Rule(
        Side.BUYER, frozenset({P, R}), "orders.request_cancel", is_unshipped=True
    ),
    Move.WITHDRAW_CANCEL: Rule(Side.BUYER, frozenset({Q}), "orders.request_cancel"),
    Move.AGREE_CANCEL: Rule(Side.SELLER, frozenset({Q}), "orders.answer_cancel"),
    Move.DECLINE_CANCEL: Rule(Side.SELLER, frozenset({Q}), "orders.answer_cancel"),
    Move.CANCEL: Rule(Side.SELLER, frozenset({P, R}), "orders.cancel", is_unshipped=True),
    Move.RELEASE: Rule(Side.SELLER, frozenset({P}), "orders.release", is_held=True),
}

WITHOUT_TRACKING = frozenset({"direct", "pickup"})
CARRIERS = (
    frozenset({"cj", "hanjin", "lotte", "logen", "epost", "daesin", "kyungdong", "ilyang"})
    | WITHOUT_TRACKING
)


def fits(
    move: Move, status: OrderStatus, *, is_shipped: bool, is_held: bool, is_all_shipped: bool
) -> bool:
    """Whether an order that stands so can make the move, whoever asks."""
    rule = MOVES[move]
    return (
        status in rule.sources
        and not (rule.is_unshipped and is_shipped)
        and (rule.is_held is None or rule.is_held == is_held)
        and not (move is Move.SHIP and is_all_shipped)
    )


def summary_of(names: list[str]) -> str:
    """핸드폰 외 1건."""
    return names[0] if len(names) == 1 else f"{names[0]} 외 {len(names) - 1}건"
