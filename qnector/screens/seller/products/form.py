"""The form of a product: what its fields send, and how a product is written into them."""

from typing import Literal

from qnector.core import quantity as quantities
from qnector.core.errors import Invalid
from qnector.core.money import VatKind, parse_won
from qnector.domain.catalog.models import ProductStatus
from qnector.domain.catalog.service import ProductInput
from qnector.web.args import FieldText, IdText, TurnForm

# Where a field of the page has another name than the product's own: the page has only one
# "name" and one "status", and its toolbar has them.
BOXES = {"name": "product_name", "category_id": "shelf", "status": "sale_status"}


class ProductForm(TurnForm):
    """What the editor of a product sends, all of it as written."""

    sku: FieldText = ""
    product_name: FieldText = ""
    spec: FieldText = ""
    unit: FieldText = ""
    shelf: IdText = ""
    unit_price: FieldText = ""
    vat_kind: VatKind = VatKind.TAXED
    stock: FieldText | None = None  # its field stands there for a new product only
    decimals: Literal["0", "1", "2", "3"] = "0"
    min_quantity: FieldText = "1"
    quantity_step: FieldText = "1"
    sale_status: ProductStatus = ProductStatus.ON_SALE


NO_ERRORS = {name: "" for name in ProductForm.model_fields if name != "turn"}
EMPTY = {
    **NO_ERRORS,
    "unit": "개",
    "vat_kind": VatKind.TAXED.value,
    "stock": "0",
    "decimals": "0",
    "min_quantity": "1",
    "quantity_step": "1",
    "sale_status": ProductStatus.ON_SALE.value,
}


def box_of(field: str) -> str:
    """The name of the input in which a field of the product stands."""
    return BOXES.get(field, field)


def read(form: ProductForm) -> ProductInput:
    """What the seller says of the product. Raises Invalid at the first field that cannot be so."""
    if not form.unit_price:
        raise Invalid("단가를 입력해 주세요.", field="unit_price")
    decimals = int(form.decimals)
    return ProductInput(
        sku=form.sku,
        name=form.product_name,
        spec=form.spec,
        unit=form.unit,
        category_id=int(form.shelf) if form.shelf else None,
        unit_price=parse_won(form.unit_price),
        vat_kind=form.vat_kind,
        stock=_quantity(form.stock or "0", "stock", decimals, may_be_nothing=True),
        decimals=decimals,
        min_quantity=_quantity(form.min_quantity, "min_quantity", decimals),
        quantity_step=_quantity(form.quantity_step, "quantity_step", decimals),
        status=form.sale_status,
    )


def written(given: ProductInput) -> dict[str, str]:
    """A product as its fields show it."""
    return {
        "sku": given.sku,
        "product_name": given.name,
        "spec": given.spec,
        "unit": given.unit,
        "shelf": str(given.category_id or ""),
        "unit_price": f"{given.unit_price:,}",
        "vat_kind": given.vat_kind.value,
        "stock": quantities.text(given.stock),
        "decimals": str(given.decimals),
        "min_quantity": quantities.text(given.min_quantity),
        "quantity_step": quantities.text(given.quantity_step),
        "sale_status": given.status.value,
    }


def merged(form: ProductForm, shown: dict[str, str], now: ProductInput) -> dict[str, str]:
    """What was typed where it was changed, and elsewhere what the product is now."""
    typed, fresh = form.model_dump(mode="json"), written(now)
    return {box: typed[box] if typed[box] != shown.get(box, "") else fresh[box] for box in fresh}


def _quantity(text: str, field: str, decimals: int, *, may_be_nothing: bool = False) -> int:
    return quantities.parse(text, decimals=decimals, field=field, may_be_nothing=may_be_nothing)
