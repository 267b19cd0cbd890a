"""The verbs of the catalog, under one name: `from qnector.domain.catalog import service`."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.errors import Invalid
from qnector.domain.accounts import access as companies
from qnector.domain.accounts import rules as who
from qnector.domain.audit import service as audit
from qnector.domain.billing import service as billing
from qnector.domain.catalog import access, rules
from qnector.domain.catalog.errors import Edited
from qnector.domain.catalog.inputs import MOST_PRICE, ProductInput
from qnector.domain.catalog.models import Category, Product, ProductStatus, StockKind
from qnector.domain.catalog.pictures import (
    add_picture,
    forget_pictures,
    set_picture,
    use_picture,
)
from qnector.domain.catalog.shelves import add_category, remove_category, rename_category
from qnector.domain.catalog.stock import give_back, put_in, record, take
from qnector.domain.catalog.telling import changed, tell_buyers

__all__ = [
    "MOST_PRICE",
    "ProductInput",
    "add_category",
    "add_picture",
    "add_product",
    "edit_product",
    "forget_pictures",
    "give_back",
    "put_in",
    "remove_category",
    "rename_category",
    "set_picture",
    "set_price",
    "set_status",
    "set_statuses",
    "take",
    "tell_buyers",
    "use_picture",
]

FIRST_STOCK = "품목 등록"


def add_product(session: Session, actor: Actor, given: ProductInput) -> int:
    """Register a product. Raises Invalid for a taken 품목코드, LimitReached by the plan."""
    who.require_may(actor, "products.write")
    companies.lock(session, actor)
    used = select(func.count()).where(Product.seller_id == actor.company_id)
    billing.require(
        session, actor.company_id, billing.Limit.PRODUCTS, session.execute(used).scalar_one()
    )
    _check_own(session, actor, given)
    now = clock.now()
    made = Product(seller_id=actor.company_id, created_at=now, updated_at=now, **_columns(given))
    session.add(made)
    session.flush()
    if made.stock:
        record(session, actor, made.id or 0, StockKind.IN, made.stock, made.stock, FIRST_STOCK)
    changed(session, actor, made, "product.add", "stock")
    return made.id or 0


def edit_product(
    session: Session,
    actor: Actor,
    product_id: int,
    given: ProductInput,
    seen: ProductInput | None = None,
) -> None:
    """Change what rules.EDITED names; stock and picture only move by verbs of their own.

    `seen` is the product as the editor was shown it: Edited is raised when somebody changed it
    meanwhile to anything but what is given now.
    """
    who.require_may(actor, "products.write")
    companies.lock(session, actor)
    product = access.lock(session, actor, [product_id])[0]
    now = ProductInput.of(product)
    if seen is not None:
        _refuse_if_edited(session, actor, seen, now, given)
    moved = rules.changes(now, given, _shelves(session, actor))
    if not moved:
        return
    _check_own(session, actor, given, but=product_id)
    topic = "price" if product.unit_price != given.unit_price else "stock"
    for name in rules.EDITED:
        setattr(product, name, getattr(given, name))
    product.updated_at = clock.now()
    session.add(product)
    session.flush()
    said = ", ".join(change.sentence for change in moved)
    changed(session, actor, product, "product.edit", topic, said)


def set_price(session: Session, actor: Actor, product_id: int, unit_price: int) -> None:
    """A new base price in won, from now on; placed orders keep theirs."""
    who.require_may(actor, "products.write")
    if not 0 <= unit_price <= MOST_PRICE:
        raise Invalid("단가를 다시 확인해 주세요.", field="unit_price")
    product = access.lock(session, actor, [product_id])[0]
    said = f"단가 {product.unit_price:,}원 → {unit_price:,}원"
    product.unit_price, product.updated_at = unit_price, clock.now()
    session.add(product)
    session.flush()
    changed(session, actor, product, "product.price", "price", said)


def set_status(session: Session, actor: Actor, product_id: int, status: ProductStatus) -> None:
    """판매중, 품절 or 숨김."""
    set_statuses(session, actor, {product_id: status})


def set_statuses(
    session: Session,
    actor: Actor,
    wanted: Mapping[int, ProductStatus],
    *,
    only_from: ProductStatus | None = None,
) -> dict[int, ProductStatus]:
    """판매상태 of several products at once, all of them or none. Raises NotFound.

    Returns what the changed ones were before: pass it again, with the status that was set now as
    `only_from`, to undo it wherever nobody has changed it once more.
    """
    who.require_may(actor, "products.write")
    before: dict[int, ProductStatus] = {}
    for product in access.lock(session, actor, wanted):
        new = wanted[product.id or 0]
        if product.status == new or product.status != (only_from or product.status):
            continue
        before[product.id or 0] = product.status
        said = f"{rules.STATUS_WORDS[product.status]} → {rules.STATUS_WORDS[new]}"
        product.status, product.updated_at = new, clock.now()
        session.add(product)
        session.flush()
        audit.write(session, actor, "product.status", f"product:{product.id}", said)
    if before:
        tell_buyers(session, actor.company_id, "stock")
    return before


def _refuse_if_edited(
    session: Session, actor: Actor, seen: ProductInput, now: ProductInput, given: ProductInput
) -> None:
    """Raises Edited, unless all that moved moved to what is given."""
    moved = [
        change
        for change in rules.changes(seen, now, _shelves(session, actor))
        if getattr(now, change.field) != getattr(given, change.field)
    ]
    if moved:
        raise Edited(moved, now)


def _shelves(session: Session, actor: Actor) -> dict[int, str]:
    mine = select(Category.id, Category.name).where(Category.seller_id == actor.company_id)
    return {row.id: row.name for row in session.connection().execute(mine)}


def _check_own(
    session: Session, actor: Actor, given: ProductInput, *, but: int | None = None
) -> None:
    """The code is free, category and picture are the seller's own."""
    taken = select(Product.name).where(
        Product.seller_id == actor.company_id,
        Product.sku == given.sku,
        Product.id != (but or 0),
    )
    if (name := session.execute(taken).scalar()) is not None:
        raise Invalid(f"이미 쓰고 있는 품목코드예요: {name[:40]}", field="sku")
    if given.category_id is not None:
        access.category(session, actor, given.category_id)
    if given.picture_id is not None:
        access.own_picture(session, actor, given.picture_id)


def _columns(given: ProductInput) -> dict[str, object]:
    return {name: getattr(given, name) for name in ProductInput.__dataclass_fields__}
