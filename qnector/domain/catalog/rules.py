"""What may be ordered, and what a buyer is told of a stock."""

from qnector.core import quantity as quantities
from qnector.domain.catalog.models import ProductStatus

EXACT_UP_TO = 10 * quantities.ONE


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
