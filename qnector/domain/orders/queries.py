"""Reading orders for lists and for the window of one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.core.paging import COUNTED_TO, Page
from qnector.domain.accounts import rules as who
from qnector.domain.accounts.models import Company, User
from qnector.domain.billing import service as billing
from qnector.domain.orders import access, moves, rules
from qnector.domain.orders.models import (
    Order,
    OrderEvent,
    OrderLine,
    OrderStatus,
    Shipment,
)
from qnector.domain.orders.rules import OPEN, Move

STATUSES = tuple(status.value for status in OrderStatus)
SORTS = {
    "-placed": (Order.placed_on.desc(), Order.id.desc()),
    "placed": (Order.placed_on, Order.id),
    "-total": (Order.total_amount.desc(), Order.id.desc()),
    "total": (Order.total_amount, Order.id),
}


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """What 주문 관리 shows. Days are of Seoul; sort is a key of SORTS."""

    text: str = ""
    status: OrderStatus | None = None
    partner_id: int | None = None
    from_on: date | None = None
    to_on: date | None = None
    sort: str = "-placed"
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order of a list; `partner` is the other party's name. Amounts in won."""

    id: int
    number: str
    partner: str
    summary: str
    total_amount: int
    status: OrderStatus
    is_held: bool
    carrier: str | None
    tracking_number: str | None
    placed_on: date


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of an order. Won and thousandths."""

    id: int
    product_id: int
    name: str
    sku: str
    spec: str
    unit: str
    decimals: int
    quantity: int
    shipped_quantity: int
    unit_price: int
    amount: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """One entry of the history; the actor is named as "회사 · 이름", "" for a job."""

    id: int
    kind: str
    reason: str
    actor_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ShipmentRow:
    """One parcel."""

    id: int
    carrier: str
    tracking_number: str
    shipped_at: datetime
    delivered_at: datetime | None


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """Everything about one order, and the moves that this actor may make now."""

    id: int
    number: str
    partner: str
    status: OrderStatus
    is_held: bool
    placed_at: datetime
    recipient: str
    phone: str
    postal_code: str
    street: str
    detail: str
    memo: str
    line_count: int
    total_quantity: int
    supply_amount: int
    vat_amount: int
    total_amount: int
    lines: list[LineRow]
    events: list[EventRow]
    shipments: list[ShipmentRow]
    moves: frozenset[Move]


def page(session: Session, actor: Actor, wanted: OrderFilter) -> Page[OrderRow]:
    """One page of the actor's orders, on the side it stands on: two queries, however many rows."""
    matches = _matches(session, actor, wanted)
    few = select(Order.id).where(*matches).limit(COUNTED_TO + 1).subquery()
    total = session.connection().execute(select(func.count()).select_from(few)).scalar_one()
    last = max(1, -(-min(total, COUNTED_TO) // wanted.size))
    number = min(max(wanted.page, 1), last)
    rows = session.connection().execute(
        _rows(actor, matches, wanted).offset((number - 1) * wanted.size)
    )
    found = [_order_row(row) for row in rows]
    return Page(found, total, number, wanted.size)


def newer(session: Session, actor: Actor, wanted: OrderFilter, than_id: int) -> int:
    """How many matching orders were placed after the one with this id."""
    statement = (
        select(func.count())
        .select_from(Order)
        .where(*_matches(session, actor, wanted), Order.id > than_id)
    )
    return int(session.connection().execute(statement).scalar_one())


def detail(session: Session, actor: Actor, number: str) -> OrderDetail:
    """One order in four queries. Raises NotFound."""
    order = access.by_number(session, actor, number)
    return OrderDetail(
        id=order.id or 0,
        number=order.number,
        partner=order.buyer_name if actor.side is Side.SELLER else order.seller_name,
        status=order.status,
        is_held=order.held_at is not None,
        lines=_lines(session, order),
        events=_events(session, order),
        shipments=_shipments(session, order),
        moves=_moves(actor, order),
        **{name: getattr(order, name) for name in _COPIED},
    )


_COPIED = (
    "placed_at", "recipient", "phone", "postal_code", "street", "detail", "memo", "line_count",
    "total_quantity", "supply_amount", "vat_amount", "total_amount",
)  # fmt: skip


def _matches(session: Session, actor: Actor, wanted: OrderFilter) -> list[ColumnElement[bool]]:
    found = [access.visible(actor)]
    if first := billing.history_from(session, actor.company_id):
        found.append(or_(Order.placed_on >= first, Order.status.in_(OPEN)))
    if wanted.from_on:
        found.append(Order.placed_on >= wanted.from_on)
    if wanted.to_on:
        found.append(Order.placed_on <= wanted.to_on)
    if wanted.status:
        found.append(Order.status == wanted.status)
    if wanted.partner_id:
        found.append(_partner_column(actor) == wanted.partner_id)
    if wanted.text:
        found.append(_text(actor, wanted.text))
    return found


def _text(actor: Actor, text: str) -> ColumnElement[bool]:
    """A number when it begins like one, else a part of the partner's name."""
    if text[0].isdecimal():
        return Order.number.startswith(text, autoescape=True)  # type: ignore[call-arg]  # a column
    return _partner_name(actor).icontains(text, autoescape=True)


def _rows(actor: Actor, matches: list[ColumnElement[bool]], wanted: OrderFilter) -> Select[Any]:
    return (
        select(
            Order.id,
            Order.number,
            _partner_name(actor).label("partner"),
            Order.summary,
            Order.total_amount,
            Order.status,
            Order.held_at.is_not(None).label("is_held"),
            Order.carrier,
            Order.tracking_number,
            Order.placed_on,
        )
        .where(*matches)
        .order_by(*SORTS[wanted.sort])
        .limit(wanted.size)
    )


def _order_row(row: Any) -> OrderRow:
    return OrderRow(*row)


def _partner_column(actor: Actor) -> Any:
    return Order.buyer_id if actor.side is Side.SELLER else Order.seller_id


def _partner_name(actor: Actor) -> Any:
    return Order.buyer_name if actor.side is Side.SELLER else Order.seller_name


def _lines(session: Session, order: Order) -> list[LineRow]:
    names = LineRow.__dataclass_fields__
    statement = (
        select(*(getattr(OrderLine, name) for name in names))
        .where(OrderLine.order_id == order.id)
        .order_by(OrderLine.position)
    )
    return [LineRow(*row) for row in session.connection().execute(statement)]


def _events(session: Session, order: Order) -> list[EventRow]:
    statement = (
        select(
            OrderEvent.id, OrderEvent.kind, OrderEvent.reason,
            Company.name.label("company"), User.name.label("user"), OrderEvent.at,
        )
        .outerjoin(Company, Company.id == OrderEvent.company_id)
        .outerjoin(User, User.id == OrderEvent.user_id)
        .where(OrderEvent.order_id == order.id)
        .order_by(OrderEvent.id)
    )  # fmt: skip
    return [
        EventRow(
            row.id, row.kind, row.reason, " ".join(filter(None, (row.company, row.user))), row.at
        )
        for row in session.connection().execute(statement)
    ]


def _shipments(session: Session, order: Order) -> list[ShipmentRow]:
    names = ShipmentRow.__dataclass_fields__
    statement = (
        select(*(getattr(Shipment, name) for name in names))
        .where(Shipment.order_id == order.id)
        .order_by(Shipment.id)
    )
    return [ShipmentRow(*row) for row in session.connection().execute(statement)]


def _moves(actor: Actor, order: Order) -> frozenset[Move]:
    return frozenset(
        one
        for one, rule in rules.MOVES.items()
        if rule.side is actor.side and who.may(actor, rule.permission) and moves.can(order, one)
    )
