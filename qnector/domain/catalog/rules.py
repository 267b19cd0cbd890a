"""What may be ordered, and what a buyer is told of a stock."""

from collections.abc import Mapping

from qnector.core import quantity as quantities
from qnector.core.money import VatKind
from qnector.domain.catalog.errors import FieldChange
from qnector.domain.catalog.inputs import ProductInput
from qnector.domain.catalog.models import ProductStatus

EXACT_UP_TO = 10 * quantities.ONE

STATUS_WORDS = {
    ProductStatus.ON_SALE: "판매중",
    ProductStatus.SOLD_OUT: "품절",
    ProductStatus.HIDDEN: "숨김",
}
VAT_WORDS = {VatKind.TAXED: "과세", VatKind.ZERO_RATED: "영세", VatKind.EXEMPT: "면세"}
# What an editor of a product changes. Stock and picture have verbs of their own.
EDITED = {
    "sku": "품목코드",
    "name": "품목명",
    "spec": "규격",
    "unit": "단위",
    "category_id": "분류",
    "unit_price": "단가",
    "vat_kind": "과세구분",
    "decimals": "소수 자리",
    "min_quantity": "최소수량",
    "quantity_step": "주문 배수",
    "status": "판매상태",
}


def changes(seen: ProductInput, now: ProductInput, shelves: Mapping[int, str]) -> list[FieldChange]:
    """What moved between two looks at a product, in words; `shelves` names its categories."""
    return [
        FieldChange(field, label, _said(field, old, shelves), _said(field, new, shelves))
        for field, label in EDITED.items()
        if (old := getattr(seen, field)) != (new := getattr(now, field))
    ]


def _said(field: str, value: object, shelves: Mapping[int, str]) -> str:
    if isinstance(value, ProductStatus):
        return STATUS_WORDS[value]
    if isinstance(value, VatKind):
        return VAT_WORDS[value]
    if field == "category_id":
        return shelves.get(value, "지운 분류") if isinstance(value, int) else "없음"
    if field == "unit_price":
        return f"{value:,}원"
    if field in ("min_quantity", "quantity_step") and isinstance(value, int):
        return quantities.text(value)
    return str(value) or "없음"


def stock_text(stock: int, *, unit: str, shows_stock: bool) -> str:
    """What a buyer reads (decision 19): exact up to ten, then 재고 있음, unless all is shown."""
    if stock <= 0:
        return "품절"
    if stock <= EXACT_UP_TO:
        return f"{quantities.text(stock)}{unit} 남음"
    return f"재고 {quantities.text(stock)}{unit}" if shows_stock else "재고 있음"


def stock_level(stock: int, status: ProductStatus) -> str:
    """plenty, low or out, for the colour of the stock."""
    if stock <= 0 or status is not ProductStatus.ON_SALE:
        return "out"
    return "low" if stock <= EXACT_UP_TO else "plenty"


def quantity_problem(
    quantity: int, *, decimals: int, min_quantity: int, quantity_step: int, unit: str
) -> str | None:
    """Why so many thousandths cannot be ordered, as a sentence, or None.

    최소수량, then 주문 배수 counted from zero, then the decimals that the product allows.
    """
    if quantity <= 0 or quantity > quantities.MOST:
        return "수량을 다시 확인해 주세요."
    if not quantities.fits(quantity, decimals):
        return (
            f"수량은 소수점 {decimals}자리까지 입력할 수 있어요."
            if decimals
            else ("수량은 소수점 없이 입력해 주세요.")
        )
    if quantity < min_quantity:
        return f"{quantities.text(min_quantity)}{unit}부터 주문할 수 있어요."
    if quantity % quantity_step:
        return f"{quantities.text(quantity_step)}{unit} 단위로 주문할 수 있어요."
    return None


def least_quantity(min_quantity: int, quantity_step: int) -> int:
    """The smallest quantity that satisfies both rules: what one click adds first."""
    return -(-min_quantity // quantity_step) * quantity_step
