"""What may have moved between the moment a buyer saw a line and now."""

from dataclasses import dataclass, field

from qnector.core import quantity as quantities
from qnector.core.money import won_text
from qnector.domain.catalog import rules
from qnector.domain.catalog.models import ProductStatus
from qnector.domain.catalog.queries import Offer

GONE = "지금은 주문할 수 없는 품목이에요."
SOLD_OUT = "품절된 품목이에요."


@dataclass(frozen=True, slots=True)
class RevisionMoved:
    """The cart was changed elsewhere after 주문 발행 was opened."""

    name: str = ""

    @property
    def note(self) -> str:
        return "주문서가 바뀌었어요. 내용을 다시 확인해 주세요."

    @property
    def sentence(self) -> str:
        return self.note


class _OfLine:
    """A change of one line: `note` is said beside the line, `sentence` anywhere else."""

    __slots__ = ()
    name: str
    note: str

    @property
    def sentence(self) -> str:
        return f"{self.name}: {self.note}"


@dataclass(frozen=True)
class PriceMoved(_OfLine):
    """Another price than the buyer saw, in won."""

    name: str
    old: int
    new: int

    @property
    def note(self) -> str:  # type: ignore[override]  # told, not kept
        return f"단가가 {won_text(self.old)}에서 {won_text(self.new)}으로 바뀌었어요."


@dataclass(frozen=True)
class RuleMoved(_OfLine):
    """The same price by another rule."""

    name: str
    old: str
    new: str

    @property
    def note(self) -> str:  # type: ignore[override]  # told, not kept
        return "적용된 단가 규칙이 바뀌었어요."


@dataclass(frozen=True)
class StockShort(_OfLine):
    """Less stock than wanted, in thousandths. `is_told`: whether this buyer may know how much."""

    name: str
    wanted: int
    left: int
    unit: str = field(default="", compare=False)
    is_told: bool = field(default=True, compare=False)

    @property
    def note(self) -> str:  # type: ignore[override]  # told, not kept
        if self.left <= 0:
            return SOLD_OUT
        if not self.is_told:
            return "재고가 모자라요. 수량을 줄여 주세요."
        return f"재고가 모자라요. {quantities.text(self.left)}{self.unit}까지 주문할 수 있어요."


@dataclass(frozen=True)
class Gone(_OfLine):
    """Hidden, or its seller suspended the buyer."""

    name: str

    @property
    def note(self) -> str:  # type: ignore[override]  # told, not kept
        return GONE


@dataclass(frozen=True)
class QuantityBroken(_OfLine):
    """The product's quantity rules are others now."""

    name: str
    problem: str

    @property
    def note(self) -> str:  # type: ignore[override]  # told, not kept
        return self.problem


Change = RevisionMoved | PriceMoved | RuleMoved | StockShort | Gone | QuantityBroken


def compare(
    name: str, quantity: int, seen_price: int, seen_rule: str, offer: Offer | None
) -> list[Change]:
    """Everything about one line that is no longer as its buyer saw it. Won and thousandths."""
    if offer is None:
        return [Gone(name)]
    if offer.status is not ProductStatus.ON_SALE:
        return [StockShort(offer.name, quantity, 0)]
    found: list[Change] = []
    if offer.price != seen_price:
        found.append(PriceMoved(offer.name, seen_price, offer.price))
    elif offer.rule != seen_rule:
        found.append(RuleMoved(offer.name, seen_rule, offer.rule))
    if problem := quantity_problem(offer, quantity):
        found.append(QuantityBroken(offer.name, problem))
    if offer.stock < quantity:
        found.append(short(offer, quantity))
    return found


def short(offer: Offer, quantity: int) -> StockShort:
    """Not enough of it, told as far as the seller shows its stock (decision 19)."""
    return StockShort(offer.name, quantity, offer.stock, offer.unit, is_told(offer))


def is_told(offer: Offer) -> bool:
    """Whether the buyer may know the exact stock."""
    return offer.shows_stock or offer.stock <= rules.EXACT_UP_TO


def quantity_problem(offer: Offer, quantity: int) -> str | None:
    """Why so many thousandths of the offer cannot be ordered, whatever its stock."""
    return rules.quantity_problem(
        quantity,
        decimals=offer.decimals,
        min_quantity=offer.min_quantity,
        quantity_step=offer.quantity_step,
        unit=offer.unit,
    )


def possible(offer: Offer, quantity: int) -> int:
    """The quantity nearest below `quantity` (thousandths) that can be ordered now, or 0."""
    least = rules.least_quantity(offer.min_quantity, offer.quantity_step)
    wanted = min(max(quantity, least), offer.stock)
    wanted -= wanted % offer.quantity_step
    is_fine = offer.status is ProductStatus.ON_SALE and quantity_problem(offer, wanted) is None
    return wanted if is_fine else 0
