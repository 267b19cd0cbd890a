"""Why a cart could not be ordered, line by line."""

from qnector.core.errors import QnectorError
from qnector.domain.cart.changes import (
    Change,
    Gone,
    PriceMoved,
    QuantityBroken,
    RevisionMoved,
    RuleMoved,
    StockShort,
)

__all__ = [
    "CartChanged",
    "Change",
    "Gone",
    "PriceMoved",
    "QuantityBroken",
    "RevisionMoved",
    "RuleMoved",
    "StockShort",
]


class CartChanged(QnectorError):
    """Nothing was placed; `changes` lists everything that moved since the buyer saw it."""

    def __init__(self, changes: list[Change]) -> None:
        self.changes = changes
        super().__init__("바뀐 품목이 있어요. 내용을 다시 확인해 주세요.")
