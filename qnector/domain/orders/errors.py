"""Why a cart could not be ordered, line by line."""

from dataclasses import dataclass

from qnector.core import quantity as quantities
from qnector.core.errors import QnectorError
from qnector.core.money import won_text


@dataclass(frozen=True, slots=True)
class RevisionMoved:
    """The cart was changed elsewhere after 주문 발행 was opened."""

    @property
    def sentence(self) -> str:
        return "주문서가 바뀌었어요. 내용을 다시 확인해 주세요."


@dataclass(frozen=True, slots=True)
class PriceMoved:
    """Another price than the buyer saw, in won."""

    name: str
    old: int
    new: int

    @property
    def sentence(self) -> str:
        return f"{self.name}: 단가가 {won_text(self.old)}에서 {won_text(self.new)}으로 바뀌었어요."


@dataclass(frozen=True, slots=True)
class RuleMoved:
    """The same price by another rule."""

    name: str
    old: str
    new: str

    @property
    def sentence(self) -> str:
        return f"{self.name}: 적용된 단가 규칙이 바뀌었어요."


@dataclass(frozen=True, slots=True)
class StockShort:
    """Less stock than wanted, in thousandths."""

    name: str
    wanted: int
    left: int

    @property
    def sentence(self) -> str:
        if self.left <= 0:
            return f"{self.name}: 품절됐어요."
        left = quantities.text(self.left)
        return f"{self.name}: 재고가 모자라요. {left}까지 주문할 수 있어요."


@dataclass(frozen=True, slots=True)
class Gone:
    """Hidden, or its seller suspended the buyer."""

    name: str

    @property
    def sentence(self) -> str:
        return f"{self.name}: 지금은 주문할 수 없는 품목이에요."


@dataclass(frozen=True, slots=True)
class QuantityBroken:
    """The product's quantity rules are others now."""

    name: str
    problem: str

    @property
    def sentence(self) -> str:
        return f"{self.name}: {self.problem}"


Change = RevisionMoved | PriceMoved | RuleMoved | StockShort | Gone | QuantityBroken


class CartChanged(QnectorError):
    """Nothing was placed; `changes` lists everything that moved since the buyer saw it."""

    def __init__(self, changes: list[Change]) -> None:
        self.changes = changes
        super().__init__("바뀐 품목이 있어요. 내용을 다시 확인해 주세요.")
