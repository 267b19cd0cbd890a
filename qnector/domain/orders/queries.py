"""Reading orders: lists, and everything about one."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.core.money import VatKind, VatMode
from qnector.domain.accounts import rules as who
from qnector.domain.accounts.models import Company, User
from qnector.domain.orders import access, moves, rules
from qnector.domain.orders.listing import (
    PERIODS,
    SORTS,
    STATUSES,
    OrderFilter,
    OrderRow,
    counts_by_status,
    newer,
    newest,
    page,
)
from qnector.domain.orders.models import (
    Order,
    OrderEvent,
    OrderLine,
    OrderStatus,
    Shipment,
    ShipmentLine,
)
from qnector.domain.orders.rules import Move

__all__ = [
    "PERIODS",
    "SORTS",
    "STATUSES",
    "EventRow",
    "LineRow",
    "OrderDetail",
    "OrderFilter",
    "OrderRow",
    "ParcelRow",
    "ShipmentRow",
    "counts_by_status",
    "detail",
    "newer",
    "newest",
    "page",
]


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
    price_rule: str
    vat_kind: VatKind
    supply_amount: int
    vat_amount: int
    amount: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """One entry of the history; the actor is named as "회사 이름", "" for a job."""

    id: int
    kind: str
    from_status: OrderStatus | None
    to_status: OrderStatus
    reason: str
    actor_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """How much of a line lies in a parcel, in thousandths."""

    line_id: int
    name: str
    unit: str
    quantity: int


@dataclass(frozen=True, slots=True)
class ShipmentRow:
    """One parcel."""

    id: int
    carrier: str
    tracking_number: str
    shipped_at: datetime
    delivered_at: datetime | None
    lines: list[ParcelRow]


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """Everything about one order, and the moves that this actor may make now.

    `is_left_to_others`: something could be done now that the actor's role may not.
    """

    id: int
    number: str
    partner: str
    partner_id: int
    status: OrderStatus
    is_held: bool
    vat_mode: VatMode
    placed_at: datetime
    placed_on: date
    completed_on: date | None
    recipient: str
    phone: str
    postal_code: str
    street: str
    detail: str
    memo: str
    carrier: str | None
    tracking_number: str | None
    is_fully_shipped: bool
    line_count: int
    total_quantity: int
    supply_amount: int
    vat_amount: int
    total_amount: int
    lines: list[LineRow]
    events: list[EventRow]
    shipments: list[ShipmentRow]
    moves: frozenset[Move]
    is_left_to_others: bool


_COPIED = (
    "number", "status", "vat_mode", "placed_at", "placed_on", "completed_on", "recipient",
    "phone", "postal_code", "street", "detail", "memo", "carrier", "tracking_number",
    "is_fully_shipped", "line_count", "total_quantity", "supply_amount", "vat_amount",
    "total_amount",
)  # fmt: skip
_line = OrderLine.__table__.c
_event = OrderEvent.__table__.c
_shipment = Shipment.__table__.c
_parcel = ShipmentLine.__table__.c

LINES = (
    select(*(_line[name] for name in LineRow.__dataclass_fields__))
    .where(_line.order_id == bindparam("order"))
    .order_by(_line.position)
)
EVENTS = (
    select(
        _event.id,
        _event.kind,
        _event.from_status,
        _event.to_status,
        _event.reason,
        Company.__table__.c.name.label("company"),
        User.__table__.c.name.label("user"),
        _event.at,
    )
    .select_from(
        OrderEvent.__table__.outerjoin(
            Company.__table__, Company.__table__.c.id == _event.company_id
        ).outerjoin(User.__table__, User.__table__.c.id == _event.user_id)
    )
    .where(_event.order_id == bindparam("order"))
    .order_by(_event.id)
)
SHIPMENTS = (
    select(
        _shipment.id,
        _shipment.carrier,
        _shipment.tracking_number,
        _shipment.shipped_at,
        _shipment.delivered_at,
    )
    .where(_shipment.order_id == bindparam("order"))
    .order_by(_shipment.id)
)
PARCELS = (
    select(_parcel.shipment_id, _parcel.order_line_id, _line.name, _line.unit, _parcel.quantity)
    .join(OrderLine.__table__, _line.id == _parcel.order_line_id)
    .where(_line.order_id == bindparam("order"))
    .order_by(_line.position)
)


def detail(session: Session, actor: Actor, number: str) -> OrderDetail:
    """One order in five queries, however long it is. Raises NotFound."""
    who.require_may(actor, "orders.read")
    order = access.by_number(session, actor, number)
    is_seller = actor.side is Side.SELLER
    possible = _possible(actor, order)
    return OrderDetail(
        id=order.id or 0,
        partner=order.buyer_name if is_seller else order.seller_name,
        partner_id=order.buyer_id if is_seller else order.seller_id,
        is_held=order.held_at is not None,
        lines=[LineRow(*row) for row in _of(session, LINES, order)],
        events=[_event_row(row) for row in _of(session, EVENTS, order)],
        shipments=_shipments(session, order),
        moves=frozenset(one for one in possible if who.may(actor, rules.MOVES[one].permission)),
        is_left_to_others=any(
            actor.role not in who.MAY[rules.MOVES[one].permission].roles for one in possible
        ),
        **{name: getattr(order, name) for name in _COPIED},
    )


def _of(session: Session, statement: Any, order: Order) -> Any:
    return session.connection().execute(statement, {"order": order.id})


def _event_row(row: Any) -> EventRow:
    by = " ".join(filter(None, (row.company, row.user)))
    return EventRow(row.id, row.kind, row.from_status, row.to_status, row.reason, by, row.at)


def _shipments(session: Session, order: Order) -> list[ShipmentRow]:
    if order.first_shipped_at is None:
        return []
    packed: dict[int, list[ParcelRow]] = defaultdict(list)
    for shipment_id, *parcel in _of(session, PARCELS, order):
        packed[shipment_id].append(ParcelRow(*parcel))
    return [
        ShipmentRow(
            row.id,
            row.carrier,
            row.tracking_number,
            row.shipped_at,
            row.delivered_at,
            packed[row.id],
        )
        for row in _of(session, SHIPMENTS, order)
    ]


def _possible(actor: Actor, order: Order) -> list[Move]:
    """What somebody of the actor's side could do with the order now."""
    return [
        one
        for one, rule in rules.MOVES.items()
        if rule.side is actor.side and moves.can(order, one)
    ]
