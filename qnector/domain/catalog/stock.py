"""재고: sellers put it in, take it out and count it anew; orders reserve it and give it back."""

from sqlalchemy import update
from sqlmodel import Session

from qnector.core import clock
from qnector.core import quantity as quantities
from qnector.core.actor import Actor
from qnector.core.db import changed_one
from qnector.core.errors import Conflict, Invalid, NotFound
from qnector.domain.accounts import rules as who
from qnector.domain.catalog import access, telling
from qnector.domain.catalog.errors import StockMoved
from qnector.domain.catalog.inputs import one_line
from qnector.domain.catalog.models import Product, ProductStatus, StockKind, StockMove

MOST_REASON = 200


def put_in(
    session: Session,
    actor: Actor,
    product_id: int,
    quantity: int,
    reason: str,
    kind: StockKind = StockKind.IN,
    *,
    seen: int | None = None,
) -> int:
    """입고 or 출고 of so many thousandths, or 조정 to so many; returns what is there afterwards.

    With 조정 `seen` is the stock that was shown while counting: what orders took since then would
    come back by the count, so StockMoved is raised instead. Conflict below zero or above the most.
    """
    who.require_may(actor, "stock.write")
    product = access.lock(session, actor, [product_id])[0]
    why = _checked_reason(reason)
    _check_quantity(product, quantity, kind)
    _check_seen(product, seen, kind)
    difference = {
        StockKind.IN: quantity,
        StockKind.OUT: -quantity,
        StockKind.ADJUST: quantity - product.stock,
    }[kind]
    _move(session, product, difference)
    record(session, actor, product_id, kind, difference, product.stock, why)
    telling.changed(session, actor, product, f"stock.{kind}", "stock", why)
    return product.stock


def record(
    session: Session,
    actor: Actor,
    product_id: int,
    kind: StockKind,
    quantity: int,
    stock_after: int,
    reason: str,
) -> None:
    """Write one line of a product's stock history: the difference, and what was there then."""
    session.add(
        StockMove(
            product_id=product_id, user_id=actor.user_id, kind=kind, quantity=quantity,
            stock_after=stock_after, reason=reason, at=clock.now(),
        )
    )  # fmt: skip


def take(session: Session, product_id: int, quantity: int) -> bool:
    """Reserve stock (thousandths) for an order; False when there is not enough or not on sale."""
    statement = (
        update(Product)
        .where(
            Product.id == product_id,
            Product.stock >= quantity,
            Product.status == ProductStatus.ON_SALE,
        )
        .values(stock=Product.stock - quantity)
        .execution_options(synchronize_session=False)
    )
    return quantity > 0 and changed_one(session, statement)


def give_back(session: Session, product_id: int, quantity: int) -> None:
    """Return reserved stock (thousandths) of an order that is cancelled. Raises NotFound."""
    statement = (
        update(Product)
        .where(Product.id == product_id)
        .values(stock=Product.stock + quantity)
        .execution_options(synchronize_session=False)
    )
    if quantity <= 0 or not changed_one(session, statement):
        raise NotFound


def _move(session: Session, product: Product, difference: int) -> None:
    statement = (
        update(Product)
        .where(Product.id == product.id, Product.stock + difference >= 0)
        .where(Product.stock + difference <= quantities.MOST)
        .values(stock=Product.stock + difference, updated_at=clock.now())
        .execution_options(synchronize_session="fetch")
    )
    if changed_one(session, statement):
        session.refresh(product, ["stock", "updated_at"])
        return
    if difference < 0:
        there = f"{quantities.text(product.stock)}{product.unit}"
        raise Conflict(f"재고보다 많이 뺄 수 없어요. 지금 재고: {there}")
    raise Conflict(f"재고는 {quantities.text(quantities.MOST)}{product.unit}까지 둘 수 있어요.")


def _checked_reason(reason: str) -> str:
    why = one_line(reason)
    if not why:
        raise Invalid("사유를 입력해 주세요.", field="reason")
    if len(why) > MOST_REASON:
        raise Invalid(f"사유는 {MOST_REASON}자까지 쓸 수 있어요.", field="reason")
    return why


def _check_quantity(product: Product, quantity: int, kind: StockKind) -> None:
    least = 0 if kind is StockKind.ADJUST else 1
    is_right = least <= quantity <= quantities.MOST
    if not is_right or not quantities.fits(quantity, product.decimals):
        raise Invalid("수량을 다시 확인해 주세요.", field="quantity")


def _check_seen(product: Product, seen: int | None, kind: StockKind) -> None:
    if kind is not StockKind.ADJUST or seen is None or seen == product.stock:
        return
    before, now = quantities.text(seen), quantities.text(product.stock)
    raise StockMoved(
        f"세는 동안 재고가 바뀌었어요: {before}{product.unit} → {now}{product.unit}."
        " 수량을 확인하고 다시 저장해 주세요.",
        product.stock,
    )
