"""Why a product could not be changed."""

from dataclasses import dataclass

from qnector.core.errors import Conflict
from qnector.domain.catalog.inputs import ProductInput


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What somebody else changed of one field: its Korean name, the old and the new as text."""

    field: str
    label: str
    old: str
    new: str

    @property
    def sentence(self) -> str:
        return f"{self.label} {self.old} → {self.new}"


class Edited(Conflict):
    """Nothing was saved: `changes` lists what moved since the editor was shown the product.

    `now` is what the product is at this moment: to go on, edit again with it as `seen`.
    """

    def __init__(self, changes: list[FieldChange], now: ProductInput) -> None:
        self.changes = changes
        self.now = now
        listed = ", ".join(change.sentence for change in changes)
        super().__init__(f"다른 사람이 먼저 바꿨어요: {listed}")


class StockMoved(Conflict):
    """Nothing was saved: the stock moved while it was counted. `now` is in thousandths."""

    def __init__(self, sentence: str, now: int) -> None:
        self.now = now
        super().__init__(sentence)
