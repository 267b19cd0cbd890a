"""Won are whole numbers, never floats; VAT is rounded in one place."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from qnector.core.errors import Invalid

Won = NewType("Won", int)

ONE = 1000  # thousandths in one unit
_WRITTEN = re.compile(r"₩?\s*([0-9]{1,18}|[0-9]{1,3}(?:,[0-9]{3}){1,5})\s*원?", re.ASCII)


class VatMode(StrEnum):
    """Whether a seller's prices hold VAT already (부가세 포함) or not (별도)."""

    INCLUDED = "included"
    EXCLUDED = "excluded"


class VatKind(StrEnum):
    """과세, 영세, 면세."""

    TAXED = "taxed"
    ZERO_RATED = "zero_rated"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class Split:
    """An amount parted into 공급가액 and 부가세; `total` is their sum. All in won."""

    supply: int
    vat: int

    @property
    def total(self) -> int:
        return self.supply + self.vat


def amount_of(unit_price: int, quantity: int) -> int:
    """Won for `quantity` thousandths at `unit_price` won, rounded half up away from zero.

    Negative quantities mirror the positive ones, so that a return undoes its sale exactly.
    """
    product = unit_price * quantity
    rounded = (abs(product) + ONE // 2) // ONE
    return rounded if product >= 0 else -rounded


def vat_of(amount: int, mode: VatMode, kind: VatKind) -> Split:
    """Part a line's amount (won) by the seller's mode and the product's kind.

    Included: vat = amount // 11. Excluded: the amount is the supply, vat = supply // 10.
    영세 and 면세 carry none. Negative amounts mirror the positive ones.
    Source: 부가가치세법 §29 and the usual practice of cutting off below one won, per line.
    """
    if amount < 0:
        mirrored = vat_of(-amount, mode, kind)
        return Split(-mirrored.supply, -mirrored.vat)
    if kind is not VatKind.TAXED:
        return Split(amount, 0)
    if mode is VatMode.INCLUDED:
        vat = amount // 11
        return Split(amount - vat, vat)
    return Split(amount, amount // 10)


def won_text(amount: int) -> str:
    """₩3,900,000, with the minus before the sign."""
    return f"-₩{-amount:,}" if amount < 0 else f"₩{amount:,}"


def parse_won(written: str, *, field: str = "unit_price") -> int:
    """Read won as people write them: "1200", "1,200", "₩1,200", "1,200원", full-width digits too.

    Raises Invalid for anything else, such as a decimal point, a minus or a comma out of place.
    """
    plain = unicodedata.normalize("NFKC", written.replace("\\", "₩")).strip()
    found = _WRITTEN.fullmatch(plain.replace("￦", "₩"))
    if found is None:
        raise Invalid("금액은 원 단위 숫자로 입력해 주세요. 예: 1,200", field=field)
    return int(found[1].replace(",", ""))
