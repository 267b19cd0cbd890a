"""Placement: the checked lines of a cart become one order per seller, all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.actor import Actor
from qnector.core.db import insert_or_ignore, touch
from qnector.core.errors import Invalid
from qnector.core.money import amount_of, vat_of, won_text
from qnector.domain.accounts import rules as who
from qnector.domain.accounts.models import Company
from qnector.domain.audit import service as audit
from qnector.domain.cart import access as cart_access
from qnector.domain.cart import queries as carts
from qnector.domain.cart import service as cart
from qnector.domain.cart.models import CartLine
from qnector.domain.catalog import queries as catalog
from qnector.domain.catalog import rules as products
from qnector.domain.catalog import service as stock
from qnector.domain.catalog.models import ProductStatus, PurchaseCount
from qnector.domain.catalog.queries import Offer
from qnector.domain.connections.models import Connection, ConnectionStatus
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Kind
from qnector.domain.orders import access, numbers, rules
from qnector.domain.orders.errors import (
    CartChanged,
    Change,
    Gone,
    PriceMoved,
    QuantityBroken,
    RevisionMoved,
    RuleMoved,
    StockShort,
)
from qnector.domain.orders.models import (
    Address,
    Order,
    OrderEvent,
    OrderLine,
    OrderStatus,
    Placement,
)
from qnector.domain.settlements import service as settlements

OPEN = (OrderStatus.PENDING, OrderStatus.PROCESSING, OrderStatus.CANCEL_REQUESTED)
MOST_MEMO = 100
WARN_PERCENT = 80


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


@dataclass(frozen=True, slots=True)
class Placed:
    """One order that was placed; `notice` tells of the credit limit, else ""."""

    order_id: int
    number: str
    seller_name: str
    is_held: bool
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A checked cart line as the buyer last agreed to it."""

    product_id: int
    quantity: int
    seen_price: int
    seen_rule: str


@dataclass(frozen=True, slots=True)
class _Sale:
    """A line that will be sold: what was wanted and what is offered."""

    seen: Seen
    offer: Offer


def open_confirmation(session: Session, actor: Actor) -> tuple[str, carts.CartView]:
    """주문 발행 opens: a fresh key, and the cart with the revision that it shows."""
    who.require_may(actor, "orders.place")
    return secrets.new_key(), carts.view(session, actor)


def place(session: Session, actor: Actor, wanted: Wanted) -> list[Placed]:
    """Turn the checked cart lines into one order per seller, all of them or none.

    The same key again returns the same orders. Raises CartChanged with every line whose price,
    rule, quantity or stock moved since it was seen, Invalid when nothing is checked.
    """
    who.require_may(actor, "orders.place")
    placement_id = _remember(session, actor, wanted.key)
    if placement_id is None:
        return placed_under(session, actor, wanted.key)
    seen = _checked(session, actor)
    address = access.address(session, actor, wanted.address_id)
    offers = catalog.offers(session, actor, [line.product_id for line in seen])
    _compare(session, actor, wanted.revision, seen, offers)
    sales = [_Sale(line, offers[line.product_id]) for line in seen]
    _take(session, sales)
    held = _connections(session, actor, sales)
    orders = [
        _open(session, actor, placement_id, own, held[own[0].offer.seller_id], address, wanted.memo)
        for own in _by_seller(sales)
    ]
    _count_purchases(session, actor, sales)
    cart.drop(session, actor, [line.product_id for line in seen])
    return orders


def placed_under(session: Session, actor: Actor, key: str) -> list[Placed]:
    """The orders that a key of the actor's made."""
    statement = (
        select(Order.id, Order.number, Order.seller_name, Order.held_at)
        .join(Placement, Placement.id == Order.placement_id)
        .where(Placement.user_id == actor.user_id, Placement.key == key, access.visible(actor))
        .order_by(Order.id)
    )
    rows = session.connection().execute(statement)
    return [Placed(row.id, row.number, row.seller_name, row.held_at is not None) for row in rows]


def _remember(session: Session, actor: Actor, key: str) -> int | None:
    """Claim the key first: a second placement waits here and then finds the orders made."""
    statement = (
        insert_or_ignore(session, Placement, ["user_id", "key"])
        .values(user_id=actor.user_id, key=key, created_at=clock.now())
        .returning(Placement.id)
    )
    return session.connection().execute(statement).scalar()


def _checked(session: Session, actor: Actor) -> list[Seen]:
    statement = (
        select(CartLine.product_id, CartLine.quantity, CartLine.seen_price, CartLine.seen_rule)
        .where(cart_access.own(actor), CartLine.is_checked)
        .order_by(CartLine.product_id)
    )
    lines = [Seen(*row) for row in session.connection().execute(statement)]
    if not lines:
        raise Invalid("주문할 품목을 골라 주세요.")
    return lines


def _compare(
    session: Session, actor: Actor, revision: int, seen: list[Seen], offers: dict[int, Offer]
) -> None:
    changes: list[Change] = []
    if carts.revision(session, actor) != revision:
        changes.append(RevisionMoved())
    names = _names(session, [line.product_id for line in seen if line.product_id not in offers])
    for line in seen:
        offer = offers.get(line.product_id)
        changes += _moved(line, offer) if offer else [Gone(names[line.product_id])]
    if changes:
        raise CartChanged(changes)


def _moved(line: Seen, offer: Offer) -> list[Change]:
    if offer.status is not ProductStatus.ON_SALE:
        return [StockShort(offer.name, line.quantity, 0)]
    found: list[Change] = []
    if offer.price != line.seen_price:
        found.append(PriceMoved(offer.name, line.seen_price, offer.price))
    elif offer.rule != line.seen_rule:
        found.append(RuleMoved(offer.name, line.seen_rule, offer.rule))
    problem = products.quantity_problem(
        line.quantity,
        decimals=offer.decimals,
        min_quantity=offer.min_quantity,
        quantity_step=offer.quantity_step,
        unit=offer.unit,
    )
    if problem:
        found.append(QuantityBroken(offer.name, problem))
    if offer.stock < line.quantity:
        found.append(StockShort(offer.name, line.quantity, offer.stock))
    return found


def _names(session: Session, product_ids: list[int]) -> dict[int, str]:
    """Names of lines that are gone: the buyer put them in, so it knew them."""
    if not product_ids:
        return {}
    statement = (
        select(catalog.Product.id, catalog.Product.name)
        .join(CartLine, CartLine.product_id == catalog.Product.id)
        .where(catalog.Product.id.in_(product_ids))
    )
    return {row.id: row.name for row in session.connection().execute(statement)}


def _take(session: Session, sales: list[_Sale]) -> None:
    """In product order, so that two placements never wait for each other in a circle."""
    short: list[Change] = []
    for sale in sales:
        if not stock.take(session, sale.seen.product_id, sale.seen.quantity):
            short.append(StockShort(sale.offer.name, sale.seen.quantity, 0))
    if short:
        raise CartChanged(short)
    for seller_id in {sale.offer.seller_id for sale in sales}:
        stock.tell_buyers(session, seller_id, "stock")


def _connections(session: Session, actor: Actor, sales: list[_Sale]) -> dict[int, Connection]:
    """The connection rows, locked last; a suspension in this moment refuses the placement."""
    sellers = sorted({sale.offer.seller_id for sale in sales})
    statement = (
        select(Connection)
        .where(
            Connection.buyer_id == actor.company_id,
            Connection.seller_id.in_(sellers),
            Connection.status == ConnectionStatus.APPROVED,
        )
        .order_by(Connection.id)
        .with_for_update()
    )
    found = {one.seller_id: one for one in session.execute(statement).scalars()}
    gone = [sale for sale in sales if sale.offer.seller_id not in found]
    if gone:
        raise CartChanged([Gone(sale.offer.name) for sale in gone])
    return found


def _by_seller(sales: list[_Sale]) -> list[list[_Sale]]:
    grouped: dict[int, list[_Sale]] = {}
    for sale in sales:
        grouped.setdefault(sale.offer.seller_id, []).append(sale)
    return list(grouped.values())


def _open(
    session: Session,
    actor: Actor,
    placement_id: int,
    sales: list[_Sale],
    connection: Connection,
    address: Address,
    memo: str,
) -> Placed:
    now = clock.now()
    lines = [_line(position, sale) for position, sale in enumerate(sales, 1)]
    total = sum(line["amount"] for line in lines)
    notice, is_held = _credit(session, connection, total, sales[0].offer.seller_name)
    head = _head(session, actor, sales, lines, now)
    head |= {
        "placement_id": placement_id,
        "held_at": now if is_held else None,
        "memo": memo.strip(),
        **{
            name: getattr(address, name)
            for name in ("recipient", "phone", "postal_code", "street", "detail")
        },
    }
    order_id, number = _insert_order(session, head)
    session.connection().execute(
        insert(OrderLine), [{"order_id": order_id, **line} for line in lines]
    )
    _record(session, actor, order_id, number, head, is_held=is_held, now=now)
    return Placed(order_id, number, head["seller_name"], is_held, notice)


def _line(position: int, sale: _Sale) -> dict[str, Any]:
    offer, quantity = sale.offer, sale.seen.quantity
    split = vat_of(amount_of(offer.price, quantity), offer.vat_mode, offer.vat_kind)
    return {
        "product_id": offer.product_id,
        "position": position,
        "name": offer.name,
        "sku": offer.sku,
        "spec": offer.spec,
        "unit": offer.unit,
        "decimals": offer.decimals,
        "quantity": quantity,
        "shipped_quantity": 0,
        "unit_price": offer.price,
        "price_rule": offer.rule,
        "vat_kind": offer.vat_kind,
        "supply_amount": split.supply,
        "vat_amount": split.vat,
        "amount": split.total,
    }


def _head(
    session: Session,
    actor: Actor,
    sales: list[_Sale],
    lines: Sequence[dict[str, Any]],
    now: datetime,
) -> dict[str, Any]:
    first = sales[0].offer
    buyer = select(Company.name).where(Company.id == actor.company_id)
    return {
        "buyer_id": actor.company_id,
        "seller_id": first.seller_id,
        "placed_by": actor.user_id,
        "buyer_name": session.connection().execute(buyer).scalar_one(),
        "seller_name": first.seller_name,
        "status": OrderStatus.PENDING,
        "status_before": None,
        "vat_mode": first.vat_mode,
        "line_count": len(lines),
        "total_quantity": sum(line["quantity"] for line in lines),
        "supply_amount": sum(line["supply_amount"] for line in lines),
        "vat_amount": sum(line["vat_amount"] for line in lines),
        "total_amount": sum(line["amount"] for line in lines),
        "summary": rules.summary_of([line["name"] for line in lines]),
        "is_fully_shipped": False,
        "placed_at": now,
        "placed_on": clock.seoul_day(now),
    }


def _insert_order(session: Session, head: dict[str, Any]) -> tuple[int, str]:
    """UNIQUE is the judge of a drawn number, the loop the courtesy."""
    while True:
        number = numbers.draw(head["placed_on"])
        statement = (
            insert_or_ignore(session, Order, ["number"])
            .values(number=number, **head)
            .returning(Order.id)
        )
        order_id = session.connection().execute(statement).scalar()
        if order_id is not None:
            return order_id, number


def _record(
    session: Session,
    actor: Actor,
    order_id: int,
    number: str,
    head: dict[str, Any],
    *,
    is_held: bool,
    now: datetime,
) -> None:
    event = {
        "order_id": order_id, "from_status": None, "to_status": OrderStatus.PENDING,
        "user_id": actor.user_id, "company_id": actor.company_id, "reason": "", "at": now,
    }  # fmt: skip
    kinds = ["placed", "held"] if is_held else ["placed"]
    session.connection().execute(insert(OrderEvent), [{**event, "kind": kind} for kind in kinds])
    values = {
        "number": number,
        "buyer": head["buyer_name"],
        "summary": head["summary"],
        "total": won_text(head["total_amount"]),
    }
    messages.write(session, head["seller_id"], Kind.NEW_ORDER, f"order:{number}", values)
    audit.write(session, actor, "order.place", f"order:{number}")
    touch(session, head["buyer_id"], "orders")
    touch(session, head["seller_id"], "orders")


def _credit(
    session: Session, connection: Connection, amount: int, seller_name: str
) -> tuple[str, bool]:
    """Whether the order goes over the limit: open orders + 미수금 + this one, in won."""
    limit = connection.credit_limit
    if limit is None:
        return "", False
    placed = select(func.coalesce(func.sum(Order.total_amount), 0)).where(
        Order.buyer_id == connection.buyer_id,
        Order.seller_id == connection.seller_id,
        Order.status.in_(OPEN),
    )
    used = session.connection().execute(placed).scalar_one() + settlements.outstanding(
        session, connection.buyer_id, connection.seller_id
    )
    after = used + amount
    numbers_said = f"{won_text(after)} / {won_text(limit)}"
    if after > limit:
        return f"{seller_name}: 신용 한도를 넘어 판매자의 확인을 기다려요. ({numbers_said})", True
    if after * 100 >= limit * WARN_PERCENT:
        return f"{seller_name}: 신용 한도를 거의 다 썼어요. ({numbers_said})", False
    return "", False


def _count_purchases(session: Session, actor: Actor, sales: list[_Sale]) -> None:
    today = clock.today()
    statement = insert_or_ignore(session, PurchaseCount, ["buyer_id", "product_id"], update={
        "order_count": PurchaseCount.order_count + 1, "last_ordered_on": today,
    })  # fmt: skip
    session.connection().execute(
        statement,
        [
            {
                "buyer_id": actor.company_id,
                "product_id": sale.seen.product_id,
                "order_count": 1,
                "last_ordered_on": today,
            }
            for sale in sales
        ],
    )
