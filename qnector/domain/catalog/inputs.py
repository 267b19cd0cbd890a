"""What a seller says of a product, checked field by field."""

import re
import unicodedata
from dataclasses import dataclass, fields
from typing import Any

from qnector.core import quantity as quantities
from qnector.core.errors import Invalid
from qnector.core.money import VatKind
from qnector.domain.catalog.models import ProductStatus

MOST_PRICE = 10**12
# Marks that turn the direction of what follows: a name must not rearrange the line it stands in.
_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class ProductInput:
    """What a seller says of a product: won and thousandths. Raises Invalid by field.

    Text is kept as it was written, emoji, HTML and formulas included: whoever prints it escapes.
    """

    sku: str
    name: str
    unit_price: int
    spec: str = ""
    unit: str = "개"
    category_id: int | None = None
    vat_kind: VatKind = VatKind.TAXED
    stock: int = 0
    decimals: int = 0
    min_quantity: int = quantities.ONE
    quantity_step: int = quantities.ONE
    status: ProductStatus = ProductStatus.ON_SALE
    picture_id: int | None = None

    @classmethod
    def of(cls, row: Any) -> "ProductInput":
        """What a stored product was told, as it is: reading never refuses what is there."""
        made = object.__new__(cls)
        for field in fields(cls):
            object.__setattr__(made, field.name, getattr(row, field.name))
        return made

    def __post_init__(self) -> None:
        for name in ("sku", "name", "spec", "unit"):
            object.__setattr__(self, name, one_line(getattr(self, name)))
        if not self.sku or len(self.sku) > 50:
            raise Invalid("품목코드를 50자까지 입력해 주세요.", field="sku")
        if not self.name or len(self.name) > 200:
            raise Invalid("품목명을 200자까지 입력해 주세요.", field="name")
        if len(self.spec) > 100:
            raise Invalid("규격은 100자까지 쓸 수 있어요.", field="spec")
        if not self.unit or len(self.unit) > 10:
            raise Invalid("단위를 10자까지 입력해 주세요.", field="unit")
        if not 0 <= self.unit_price <= MOST_PRICE:
            raise Invalid("단가를 다시 확인해 주세요.", field="unit_price")
        if not 0 <= self.stock <= quantities.MOST:
            raise Invalid("재고를 다시 확인해 주세요.", field="stock")
        if self.decimals not in range(4):
            raise Invalid("소수점은 0자리부터 3자리까지예요.", field="decimals")
        for name in ("min_quantity", "quantity_step"):
            value = getattr(self, name)
            if not 0 < value <= quantities.MOST or not quantities.fits(value, self.decimals):
                raise Invalid("최소수량과 주문 배수를 다시 확인해 주세요.", field=name)


def one_line(written: str) -> str:
    """Text as one line: tabs and line ends become spaces, other invisible commands are dropped."""
    spaced = re.sub(r"[\t\r\n\v\f]+", " ", _TURNS.sub("", written))
    return "".join(one for one in spaced if unicodedata.category(one) != "Cc").strip()
