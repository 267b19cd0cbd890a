"""Filling a cart. Every change makes a new revision and wakes the owner's other screens."""

from sqlalchemy import delete, select, update
from sqlmodel import Session

from qnector.core import quantity as quantities
from qnector.core.actor import Actor
from qnector.core.db import insert_or_ignore, touch
from qnector.core.errors import Conflict, Invalid, NotFound
from qnector.domain.accounts import rules as who
from qnector.domain.cart import access
from qnector.domain.cart.models import Cart, CartLine
from qnector.domain.catalog import queries as catalog
from qnector.domain.catalog import rules as products
from qnector.domain.catalog.models import ProductStatus
from qnector.domain.catalog.queries import Offer

MOST_LINES = 500


def add(session: Session, actor: Actor, product_id: int, quantity: int | None = None) -> None:
    """Put a product in, or more of it; without a quantity (thousandths) one step more.

    Raises NotFound for what the buyer may not order, Conflict when there is not enough.
    """
    offer = _offer(session, actor, product_id)
    held = _held(session, actor, product_id)
    if quantity is None:
        quantity = (
            offer.quantity_step
            if held
            else products.least_quantity(offer.min_quantity, offer.quantity_step)
        )
    _put(session, actor, offer, held + quantity)


def set_quantity(session: Session, actor: Actor, product_id: int, quantity: int) -> None:
    """So many thousandths of it. Raises NotFound when it is not in the cart."""
    offer = _offer(session, actor, product_id)
    if not _held(session, actor, product_id):
        raise NotFound("장바구니에 없는 품목이에요.")
    _put(session, actor, offer, quantity)


def check(session: Session, actor: Actor, product_id: int, *, is_checked: bool) -> None:
    """Order it this time, or leave it for later."""
    who.require_may(actor, "cart.write")
    statement = (
        update(CartLine)
        .where(access.own(actor), CartLine.product_id == product_id)
        .values(is_checked=is_checked)
    )
    session.execute(statement)
    _changed(session, actor)


def remove(session: Session, actor: Actor, product_id: int) -> int:
    """빼기; returns the quantity (thousandths) so that it can be put back. Raises NotFound."""
    who.require_may(actor, "cart.write")
    held = _held(session, actor, product_id)
    if not held:
        raise NotFound("장바구니에 없는 품목이에요.")
    session.execute(delete(CartLine).where(access.own(actor), CartLine.product_id == product_id))
    _changed(session, actor)
    return held


def put_back(session: Session, actor: Actor, product_id: int, quantity: int) -> None:
    """되돌리기 of `remove`."""
    _put(session, actor, _offer(session, actor, product_id), quantity)


def refill(session: Session, actor: Actor, wanted: dict[int, int]) -> set[int]:
    """Add as many of these (id → thousandths) as can be ordered now; returns the ids added."""
    who.require_may(actor, "cart.write")
    added: set[int] = set()
    for product_id, offer in catalog.offers(session, actor, list(wanted)).items():
        total = min(_held(session, actor, product_id) + wanted[product_id], offer.stock)
        total -= total % offer.quantity_step
        if _refusal(offer, total) is None:
            _store(session, actor, offer, total)
            added.add(product_id)
    _changed(session, actor)
    return added


def accept_changes(session: Session, actor: Actor) -> None:
    """Agree to the present prices of everything in the cart that can still be ordered."""
    who.require_may(actor, "cart.write")
    ids = session.execute(select(CartLine.product_id).where(access.own(actor))).scalars()
    for offer in catalog.offers(session, actor, list(ids)).values():
        session.execute(
            update(CartLine)
            .where(access.own(actor), CartLine.product_id == offer.product_id)
            .values(seen_price=offer.price, seen_rule=offer.rule)
        )
    _changed(session, actor)


def drop(session: Session, actor: Actor, product_ids: list[int]) -> None:
    """Take ordered lines out of the cart."""
    session.connection().execute(
        delete(CartLine).where(access.own(actor), CartLine.product_id.in_(product_ids))
    )
    _changed(session, actor)


def _offer(session: Session, actor: Actor, product_id: int) -> Offer:
    who.require_may(actor, "cart.write")
    found = catalog.offers(session, actor, [product_id]).get(product_id)
    if found is None:
        raise NotFound("승인된 판매자의 품목만 주문할 수 있어요.")
    return found


def _held(session: Session, actor: Actor, product_id: int) -> int:
    statement = select(CartLine.quantity).where(
        access.own(actor), CartLine.product_id == product_id
    )
    return session.connection().execute(statement).scalar() or 0


def _put(session: Session, actor: Actor, offer: Offer, quantity: int) -> None:
    if refusal := _refusal(offer, quantity):
        raise refusal
    _store(session, actor, offer, quantity)
    _changed(session, actor)


def _refusal(offer: Offer, quantity: int) -> Invalid | Conflict | None:
    broken = products.quantity_problem(
        quantity,
        decimals=offer.decimals,
        min_quantity=offer.min_quantity,
        quantity_step=offer.quantity_step,
        unit=offer.unit,
    )
    if broken:
        return Invalid(broken, field="quantity")
    if offer.status is not ProductStatus.ON_SALE or offer.stock <= 0:
        return Conflict("품절된 품목이에요.")
    if quantity > offer.stock:
        return Conflict(
            "재고보다 많이 담을 수 없어요."
            f" {quantities.text(offer.stock)}{offer.unit}까지 주문할 수 있어요."
        )
    return None


def _store(session: Session, actor: Actor, offer: Offer, quantity: int) -> None:
    values = {"quantity": quantity, "seen_price": offer.price, "seen_rule": offer.rule}
    own = {"user_id": actor.user_id, "product_id": offer.product_id}
    statement = insert_or_ignore(session, CartLine, ["user_id", "product_id"])
    made = statement.values(is_checked=True, **own, **values).returning(CartLine.id)
    if session.connection().execute(made).first() is None:
        session.connection().execute(
            update(CartLine)
            .where(access.own(actor), CartLine.product_id == offer.product_id)
            .values(is_checked=True, **values)
        )


def _changed(session: Session, actor: Actor) -> None:
    grown = (
        update(Cart)
        .where(Cart.user_id == actor.user_id)
        .values(revision=Cart.revision + 1)
        .returning(Cart.revision)
    )
    if session.connection().execute(grown).first() is None:
        made = insert_or_ignore(session, Cart, ["user_id"])
        session.connection().execute(made.values(user_id=actor.user_id, revision=1))
    touch(session, actor.company_id, "cart")
