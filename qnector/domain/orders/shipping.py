"""출고: parcels with lines, whole or in parts."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import and_, insert, or_, select, update
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.db import changed_one
from qnector.core.errors import Conflict, Invalid
from qnector.domain.messages.models import Kind
from qnector.domain.orders import moves, rules
from qnector.domain.orders.models import Order, OrderLine, OrderStatus, Shipment, ShipmentLine
from qnector.domain.orders.rules import Move

QUIET_DAYS = 7
BATCH = 200


@dataclass(frozen=True, slots=True)
class Parcel:
    """What was sent: carrier, 송장번호, thousandths by line id; without lines all that is left."""

    carrier: str
    tracking_number: str = ""
    lines: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        number = "".join(c for c in self.tracking_number if c not in "- ")
        object.__setattr__(self, "tracking_number", number)
        if self.carrier not in rules.CARRIERS:
            raise Invalid("택배사를 골라 주세요.", field="carrier")
        if not number and self.carrier not in rules.WITHOUT_TRACKING:
            raise Invalid("송장번호를 입력해 주세요.", field="tracking_number")
        if number and not (number.isascii() and number.isalnum() and 6 <= len(number) <= 30):
            raise Invalid("송장번호를 다시 확인해 주세요.", field="tracking_number")


def ship(session: Session, actor: Actor, order_id: int, parcel: Parcel) -> str:
    """Send a parcel; a 대기 order is accepted first (two events). Returns the number.

    Raises Invalid when a line has less left than the parcel says.
    """
    order = moves.begin(session, actor, order_id, Move.SHIP)
    if order.status is OrderStatus.PENDING:
        moves.move(session, actor, order, "accepted", OrderStatus.PROCESSING)
        moves.tell(session, order, order.buyer_id, Kind.ORDER_ACCEPTED)
    packed = _packed(session, order, parcel)
    now = clock.now()
    shipment_id = session.connection().execute(
        insert(Shipment).returning(Shipment.id),
        {
            "order_id": order.id, "carrier": parcel.carrier,
            "tracking_number": parcel.tracking_number, "shipped_at": now,
        },
    ).scalar_one()  # fmt: skip
    session.connection().execute(
        insert(ShipmentLine),
        [
            {"shipment_id": shipment_id, "order_line_id": line_id, "quantity": quantity}
            for line_id, quantity in packed.items()
        ],
    )
    moves.move(
        session, actor, order, "shipped", OrderStatus.PROCESSING,
        carrier=parcel.carrier,
        tracking_number=parcel.tracking_number or None,
        first_shipped_at=order.first_shipped_at or now,
        last_shipped_at=now,
        is_fully_shipped=_is_all_shipped(session, order),
    )  # fmt: skip
    moves.tell(session, order, order.buyer_id, Kind.SHIPPED)
    return order.number


def complete_delivered(session: Session, now: datetime) -> int:
    """완료 for orders of which everything is shipped and every parcel has arrived.

    A parcel without 송장번호 counts as arrived after seven days. Returns how many.
    """
    quiet = now - timedelta(days=QUIET_DAYS)
    on_its_way = select(Shipment.id).where(
        Shipment.order_id == Order.id,
        Shipment.delivered_at.is_(None),
        or_(Shipment.tracking_number != "", Shipment.shipped_at > quiet),
    )
    ready = (
        select(Order)
        .where(
            and_(Order.status == OrderStatus.PROCESSING, Order.is_fully_shipped),
            ~on_its_way.exists(),
        )
        .order_by(Order.id)
        .limit(BATCH)
    )
    orders = list(session.execute(ready).scalars())
    for order in orders:
        moves.finish(session, None, order)
    return len(orders)


def _packed(session: Session, order: Order, parcel: Parcel) -> dict[int, int]:
    """Count the parcel's quantities onto the lines, guarded, in line order."""
    left = {
        row.id: row.quantity - row.shipped_quantity
        for row in session.execute(
            select(OrderLine.id, OrderLine.quantity, OrderLine.shipped_quantity)
            .where(OrderLine.order_id == order.id)
            .order_by(OrderLine.id)
        )
    }
    wanted = parcel.lines or {line_id: rest for line_id, rest in left.items() if rest}
    packed = {line_id: quantity for line_id, quantity in wanted.items() if quantity}
    if not packed:
        raise Invalid("보낼 수량을 입력해 주세요.", field="lines")
    for line_id, quantity in sorted(packed.items()):
        if not 0 < quantity <= left.get(line_id, 0):
            raise Invalid("남은 수량보다 많이 보낼 수 없어요.", field="lines")
        statement = (
            update(OrderLine)
            .where(
                OrderLine.id == line_id,
                OrderLine.shipped_quantity + quantity <= OrderLine.quantity,
            )
            .values(shipped_quantity=OrderLine.shipped_quantity + quantity)
            .execution_options(synchronize_session=False)
        )
        if not changed_one(session, statement):
            raise Conflict
    return packed


def _is_all_shipped(session: Session, order: Order) -> bool:
    rest = select(OrderLine.id).where(
        OrderLine.order_id == order.id, OrderLine.shipped_quantity < OrderLine.quantity
    )
    return session.execute(rest.limit(1)).first() is None
