"""Filling a cart. Every change makes a new revision and wakes the owner's other screens.

Each verb takes the cart's row first, so that two tabs and a placement follow one another.
"""

from typing import Any

from sqlalchemy import bindparam, case, delete, func, literal_column, select, update
from sqlmodel import Session

from qnector.core.actor import Actor
from qnector.core.db import insert_or_ignore, touch
from qnector.core.errors import Conflict, Invalid, NotFound
from qnector.domain.accounts import rules as who
from qnector.domain.cart import access, changes
from qnector.domain.cart.models import Cart, CartLine
from qnector.domain.catalog import queries as catalog
from qnector.domain.catalog import rules as products
from qnector.domain.catalog.models import ProductStatus
from qnector.domain.catalog.queries import Offer

MOST_LINES = 500
NOT_IN_CART = "장바구니에 없는 품목이에요."

_cart = Cart.__table__.c
_line = CartLine.__table__.c
_mine = _line.user_id == bindparam("user")
_this = _line.product_id == bindparam("product")

HELD = select(
    func.coalesce(func.sum(case((_this, _line.quantity), else_=0)), 0).label("quantity"),
    func.count().label("line_count"),
).where(_mine)
SET_QUANTITY = (
    update(CartLine.__table__)
    .where(_mine, _this)
    .values(
        quantity=bindparam("wanted"), seen_price=bindparam("price"), seen_rule=bindparam("rule")
    )
)
AGREE = SET_QUANTITY.values(is_checked=bindparam("checked"))
CHECK = update(CartLine.__table__).where(_mine, _this).values(is_checked=bindparam("checked"))
REMOVE = delete(CartLine.__table__).where(_mine, _this).returning(_line.quantity)
CLEAR = delete(CartLine.__table__).where(_mine)
DROP_CHECKED = CLEAR.where(_line.is_checked)
_built: dict[tuple[str, str], Any] = {}


def add(session: Session, actor: Actor, product_id: int, quantity: int | None = None) -> None:
    """Put a product in, or more of it; without a quantity (thousandths) one step more.

    Raises NotFound for what the buyer may not order, Invalid for a quantity that its rules
    refuse, Conflict when there is not enough.
    """
    offer = _offer(session, actor, product_id)
    _changed(session, actor)
    held = _held(session, actor, product_id)
    least = products.least_quantity(offer.min_quantity, offer.quantity_step)
    more = quantity if quantity is not None else offer.quantity_step if held else least
    _check(offer, held + more)
    _store(session, actor, [(offer, held + more)])


def set_quantity(session: Session, actor: Actor, product_id: int, quantity: int) -> None:
    """So many thousandths of it. Raises NotFound when it is not in the cart.

    The quantity that is there already is no change: leaving a field untouched must not make an
    open 주문 발행 window out of date.
    """
    offer = _offer(session, actor, product_id)
    if _held(session, actor, product_id) == quantity:
        return
    _changed(session, actor)
    _check(offer, quantity)
    values = {"wanted": quantity, "price": offer.price, "rule": offer.rule}
    _change_own(session, actor, SET_QUANTITY, product_id, **values)


def check(session: Session, actor: Actor, product_id: int, *, is_checked: bool) -> None:
    """Order it this time, or leave it for later. Raises NotFound when it is not in the cart."""
    who.require_may(actor, "cart.write")
    _changed(session, actor)
    _change_own(session, actor, CHECK, product_id, checked=is_checked)


def remove(session: Session, actor: Actor, product_id: int) -> int:
    """빼기; returns how many thousandths were there, for `put_back`. Raises NotFound."""
    who.require_may(actor, "cart.write")
    _changed(session, actor)
    own = {"user": actor.user_id, "product": product_id}
    held = session.connection().execute(REMOVE, own).scalar()
    if held is None:
        raise NotFound(NOT_IN_CART)
    return int(held)


def put_back(session: Session, actor: Actor, product_id: int, quantity: int) -> None:
    """되돌리기 of `remove`, at the present price. Raises NotFound for what is gone meanwhile."""
    offer = _offer(session, actor, product_id)
    _changed(session, actor)
    if problem := changes.quantity_problem(offer, quantity):
        raise Invalid(problem, field="quantity")
    _store(session, actor, [(offer, quantity)])


def clear_lines(session: Session, actor: Actor) -> None:
    """Empty the cart."""
    who.require_may(actor, "cart.write")
    _changed(session, actor)
    session.connection().execute(CLEAR, {"user": actor.user_id})


def refill(session: Session, actor: Actor, wanted: dict[int, int]) -> set[int]:
    """Add these (product id → thousandths), or as many as there are; returns the ids added."""
    who.require_may(actor, "cart.write")
    offers = catalog.offers(session, actor, list(wanted))
    _changed(session, actor)
    _, rows = access.lines(session, actor)
    held = {row.product_id: row.quantity for row in rows}
    room = MOST_LINES - len(held)
    fitting: list[tuple[Offer, int]] = []
    for product_id, offer in offers.items():
        total = changes.possible(offer, held.get(product_id, 0) + wanted[product_id])
        room -= product_id not in held
        if total > held.get(product_id, 0) and room >= 0:
            fitting.append((offer, total))
    _store(session, actor, fitting)
    return {offer.product_id for offer, _ in fitting}


def accept_changes(session: Session, actor: Actor) -> None:
    """Agree to how the checked lines stand now.

    Prices become the present ones, quantities what can be ordered; a line of which nothing can
    be ordered is left in the cart, unchecked.
    """
    who.require_may(actor, "cart.write")
    _changed(session, actor)
    rows = [row for row in access.lines(session, actor)[1] if row.is_checked]
    if not rows:
        return
    offers = catalog.offers(session, actor, [row.product_id for row in rows])
    agreed = [_agreed(actor, row, offers.get(row.product_id)) for row in rows]
    session.connection().execute(AGREE, agreed)


def drop_checked(session: Session, actor: Actor) -> None:
    """Take the lines that were just ordered out of the cart."""
    session.connection().execute(DROP_CHECKED, {"user": actor.user_id})
    _changed(session, actor)


def _offer(session: Session, actor: Actor, product_id: int) -> Offer:
    who.require_may(actor, "cart.write")
    found = catalog.offers(session, actor, [product_id]).get(product_id)
    if found is None:
        raise NotFound("승인된 판매자의 품목만 주문할 수 있어요.")
    return found


def _held(session: Session, actor: Actor, product_id: int) -> int:
    own = {"user": actor.user_id, "product": product_id}
    found = session.connection().execute(HELD, own).one()
    if not found.quantity and found.line_count >= MOST_LINES:
        raise Conflict(f"장바구니에는 품목을 {MOST_LINES}개까지 담을 수 있어요.")
    return int(found.quantity)


def _check(offer: Offer, quantity: int) -> None:
    if problem := changes.quantity_problem(offer, quantity):
        raise Invalid(problem, field="quantity")
    if offer.status is not ProductStatus.ON_SALE or offer.stock <= 0:
        raise Conflict(changes.SOLD_OUT)
    if quantity > offer.stock:
        raise Conflict(changes.short(offer, quantity).note)


def _agreed(actor: Actor, row: Any, offer: Offer | None) -> dict[str, Any]:
    possible = changes.possible(offer, row.quantity) if offer else 0
    return {
        "user": actor.user_id,
        "product": row.product_id,
        "wanted": possible or row.quantity,
        "price": offer.price if offer else row.seen_price,
        "rule": offer.rule if offer else row.seen_rule,
        "checked": possible > 0,
    }


def _change_own(
    session: Session, actor: Actor, statement: Any, product_id: int, **values: Any
) -> None:
    own = {"user": actor.user_id, "product": product_id, **values}
    if session.connection().execute(statement, own).rowcount != 1:
        raise NotFound(NOT_IN_CART)


def _store(session: Session, actor: Actor, wanted: list[tuple[Offer, int]]) -> None:
    rows = [
        {
            "user_id": actor.user_id,
            "product_id": offer.product_id,
            "quantity": quantity,
            "seen_price": offer.price,
            "seen_rule": offer.rule,
            "is_checked": True,
        }
        for offer, quantity in wanted
    ]
    if rows:
        session.connection().execute(_statement(session, "put"), rows)


def _changed(session: Session, actor: Actor) -> None:
    """Grow the revision; on PostgreSQL this also holds the cart until the transaction ends."""
    touch(session, actor.company_id, "cart")
    session.connection().execute(_statement(session, "grow"), {"user_id": actor.user_id})


def _statement(session: Session, name: str) -> Any:
    """Built once for each dialect: ON CONFLICT is none of plain SQL."""
    key = (name, session.get_bind().dialect.name)
    if key not in _built:
        _built[key] = _build(session, name)
    return _built[key]


def _build(session: Session, name: str) -> Any:
    if name == "grow":
        more: dict[str, Any] = {"revision": _cart.revision + 1}
        grow = insert_or_ignore(session, Cart, ["user_id"], update=more)
        return grow.values(user_id=bindparam("user_id"), revision=1)
    columns = ("quantity", "seen_price", "seen_rule", "is_checked")
    new: dict[str, Any] = {column: literal_column(f"excluded.{column}") for column in columns}
    return insert_or_ignore(session, CartLine, ["user_id", "product_id"], update=new)
