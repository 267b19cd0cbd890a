"""Quantities are whole thousandths: 1500 is 1.5, shown without trailing zeros."""

from decimal import Decimal, InvalidOperation

from qnector.core.errors import Invalid

ONE = 1000
MOST = 1_000_000 * ONE


def text(quantity: int) -> str:
    """1500 → "1.5", 1200000 → "1,200"."""
    sign = "-" if quantity < 0 else ""
    whole, rest = divmod(abs(quantity), ONE)
    fraction = f".{rest:03d}".rstrip("0") if rest else ""
    return f"{sign}{whole:,}{fraction}"


def parse(
    written: str, *, decimals: int = 0, field: str = "quantity", may_be_nothing: bool = False
) -> int:
    """Read what a person typed into thousandths; `field` is the input it stands in.

    Raises Invalid when it is no number, not positive, too large or finer than `decimals` allows.
    Nothing at all ("0") is let through only where it `may_be_nothing`.
    """
    try:
        number = Decimal(written.strip().replace(",", ""))
    except InvalidOperation:
        raise Invalid("수량은 숫자로 입력해 주세요.", field=field) from None
    is_positive = number.is_finite() and (number > 0 or (may_be_nothing and number == 0))
    if not is_positive or number > MOST // ONE:
        raise Invalid("수량을 다시 확인해 주세요.", field=field)
    thousandths = number * ONE
    if thousandths != thousandths.to_integral_value() or not fits(int(thousandths), decimals):
        raise Invalid(_finest(decimals), field=field)
    return int(thousandths)


def fits(quantity: int, decimals: int) -> bool:
    """Whether the thousandths have no more decimals than the product allows (0 to 3)."""
    return quantity % int(10 ** (3 - decimals)) == 0


def _finest(decimals: int) -> str:
    if decimals == 0:
        return "수량은 소수점 없이 입력해 주세요."
    return f"수량은 소수점 {decimals}자리까지 입력할 수 있어요."
