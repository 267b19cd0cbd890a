"""Placement: the checked lines of a cart become one order per seller, all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import bindparam, literal_column, select
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.actor import Actor
from qnector.core.db import insert_or_ignore
from qnector.core.errors import Invalid
from qnector.domain.accounts import access as companies
from qnector.domain.accounts import rules as who
from qnector.domain.cart import access as cart_access
from qnector.domain.cart import queries as carts
from qnector.domain.cart import service as cart
from qnector.domain.cart.changes import compare
from qnector.domain.catalog import queries as catalog
from qnector.domain.catalog.models import PurchaseCount
from qnector.domain.catalog.queries import Offer
from qnector.domain.connections.models import Connection, ConnectionStatus
from qnector.domain.orders import access, opening, reserve
from qnector.domain.orders.errors import CartChanged, Change, Gone, RevisionMoved
from qnector.domain.orders.models import Order, Placement
from qnector.domain.orders.opening import Placed, Sale

MOST_MEMO = 100
EMPTY = "주문할 품목을 골라 주세요."

_connection = Connection.__table__.c
_order = Order.__table__.c
_placement = Placement.__table__.c

CONNECTIONS = (
    select(_connection.seller_id, _connection.credit_limit)
    .where(
        _connection.buyer_id == bindparam("buyer"),
        _connection.seller_id.in_(bindparam("sellers", expanding=True)),
        _connection.status == ConnectionStatus.APPROVED,
        companies.is_open(_connection.seller_id),
    )
    .order_by(_connection.id)
    .with_for_update(key_share=True)
)
UNDER_KEY = (
    select(_order.id, _order.number, _order.seller_name, _order.held_at)
    .join(Placement.__table__, _placement.id == _order.placement_id)
    .where(
        _placement.user_id == bindparam("user"),
        _placement.key == bindparam("key"),
        _order.buyer_id == bindparam("company"),
    )
    .order_by(_order.id)
)
_built: dict[tuple[str, str], Any] = {}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the buyer confirmed: the key and revision of the 주문 발행 window."""

    key: str
    revision: int
    address_id: int
    memo: str = ""

    def __post_init__(self) -> None:
        if not 16 <= len(self.key) <= 64:
            raise Invalid("주문서를 다시 열어 주세요.")
        if len(self.memo) > MOST_MEMO:
            raise Invalid(f"메모는 {MOST_MEMO}자까지 쓸 수 있어요.", field="memo")


class Confirmation(NamedTuple):
    """What 주문 발행 shows: a fresh key, and the cart with its revision and what moved in it."""

    key: str
    cart: carts.CartView


def open_confirmation(session: Session, actor: Actor) -> Confirmation:
    """주문 발행 opens; nothing is written."""
    who.require_may(actor, "orders.place")
    return Confirmation(secrets.new_key(), carts.view(session, actor))


def place(session: Session, actor: Actor, wanted: Wanted) -> list[Placed]:
    """Turn the checked cart lines into one order per seller, all of them or none.

    The same key again returns the same orders. Raises CartChanged with every line whose price,
    rule, quantity or stock moved since it was seen, Invalid when nothing is checked, NotFound
    for an address that is not the actor's, NotAllowed for a company that buys no longer.
    """
    who.require_may(actor, "orders.place")
    placement_id = _claim(session, actor, wanted.key)
    if placement_id is None:
        return placed_under(session, actor, wanted.key)
    sales = _sales(session, actor, wanted.revision)
    reserve.take(session, {sale.offer.product_id: sale.quantity for sale in sales})
    limits = _limits(session, actor, sales)
    # Read under the lock of the connections: who leaves the buyers' side holds them too.
    to = access.destination(session, actor, wanted.address_id)
    placement = opening.Placing(actor, placement_id, to, wanted.memo.strip(), clock.now(), limits)
    placed = opening.open_orders(session, placement, sales)
    _count_purchases(session, actor, sales)
    cart.drop_checked(session, actor)
    reserve.wake(session, limits)
    return placed


def placed_under(session: Session, actor: Actor, key: str) -> list[Placed]:
    """The orders that a key of the actor's made."""
    asked = {"user": actor.user_id, "key": key, "company": actor.company_id}
    rows = session.connection().execute(UNDER_KEY, asked)
    return [Placed(row.id, row.number, row.seller_name, row.held_at is not None) for row in rows]


def _claim(session: Session, actor: Actor, key: str) -> int | None:
    """Claim the key first: a second placement waits here and then finds the orders made."""
    row = {"user_id": actor.user_id, "key": key, "created_at": clock.now()}
    found: int | None = session.connection().execute(_statement(session, "claim"), row).scalar()
    return found


def _sales(session: Session, actor: Actor, revision: int) -> list[Sale]:
    """What is wanted and offered, by seller, as the buyer saw it. Raises CartChanged, Invalid."""
    cart_access.lock(session, actor)
    now, lines = cart_access.lines(session, actor)
    checked = sorted((row for row in lines if row.is_checked), key=attrgetter("product_id"))
    ids = [row.product_id for row in checked]
    if ids:
        reserve.lock(session, ids)
    offers = catalog.offers(session, actor, ids) if ids else {}
    changes: list[Change] = [] if now == revision else [RevisionMoved()]
    for row in checked:
        changes += _compare(row, offers.get(row.product_id))
    if changes:
        raise CartChanged(changes)
    if not checked:
        raise Invalid(EMPTY)
    return [Sale(offers[row.product_id], row.quantity) for row in checked]


def _compare(row: Any, offer: Offer | None) -> list[Change]:
    return compare(row.name, row.quantity, row.seen_price, row.seen_rule, offer)


def _limits(session: Session, actor: Actor, sales: Sequence[Sale]) -> dict[int, int | None]:
    """Credit limits by seller. The connections are locked last; a suspension in this moment
    refuses the placement."""
    sellers = sorted({sale.offer.seller_id for sale in sales})
    asked = {"buyer": actor.company_id, "sellers": sellers}
    rows = session.connection().execute(CONNECTIONS, asked).all()
    found = {row.seller_id: row.credit_limit for row in rows}
    gone = [sale for sale in sales if sale.offer.seller_id not in found]
    if gone:
        raise CartChanged([Gone(sale.offer.name) for sale in gone])
    return found


def _count_purchases(session: Session, actor: Actor, sales: Sequence[Sale]) -> None:
    today = clock.today()
    rows = [
        {
            "buyer_id": actor.company_id,
            "product_id": sale.offer.product_id,
            "order_count": 1,
            "last_ordered_on": today,
        }
        for sale in sales
    ]
    session.connection().execute(_statement(session, "count"), rows)


def _statement(session: Session, name: str) -> Any:
    """Built once for each dialect: ON CONFLICT is none of plain SQL."""
    key = (name, session.get_bind().dialect.name)
    if key not in _built:
        _built[key] = _build(session, name)
    return _built[key]


def _build(session: Session, name: str) -> Any:
    if name == "claim":
        claim = insert_or_ignore(session, Placement, ["user_id", "key"])
        return claim.returning(_placement.id)
    grown = {
        "order_count": PurchaseCount.__table__.c.order_count + 1,
        "last_ordered_on": literal_column("excluded.last_ordered_on"),
    }
    return insert_or_ignore(session, PurchaseCount, ["buyer_id", "product_id"], update=grown)
