"""출고: parcels with lines, whole or in parts."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, insert, or_, select, update
from sqlmodel import Session

from qnector.core import clock
from qnector.core import quantity as quantities
from qnector.core.actor import Actor
from qnector.core.errors import Conflict, Invalid
from qnector.domain.messages.models import Kind
from qnector.domain.orders import moves, rules
from qnector.domain.orders.models import Order, OrderLine, OrderStatus, Shipment, ShipmentLine
from qnector.domain.orders.rules import Move

QUIET_DAYS = 7
BATCH = 200

_line = OrderLine.__table__.c
LINES = select(
    _line.id, _line.name, _line.decimals, (_line.quantity - _line.shipped_quantity).label("left")
).where(_line.order_id == bindparam("order"))
PACK = (
    update(OrderLine.__table__)
    .where(_line.id == bindparam("line"))
    .where(_line.shipped_quantity + bindparam("packed") <= _line.quantity)
    .values(shipped_quantity=_line.shipped_quantity + bindparam("packed"))
)


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
    """Count the parcel's quantities onto the lines; the order's row is locked meanwhile."""
    lines = {row.id: row for row in session.connection().execute(LINES, {"order": order.id})}
    everything = {row.id: row.left for row in lines.values() if row.left}
    wanted = parcel.lines or everything
    packed = {line_id: quantity for line_id, quantity in wanted.items() if quantity}
    if not packed:
        raise Invalid("보낼 수량을 입력해 주세요.", field="lines")
    for line_id, quantity in packed.items():
        line = lines.get(line_id)
        if line is None or not 0 < quantity <= line.left:
            raise Invalid("남은 수량보다 많이 보낼 수 없어요.", field="lines")
        if not quantities.fits(quantity, line.decimals):
            raise Invalid(f"{line.name}: 수량의 소수점을 다시 확인해 주세요.", field="lines")
    rows = [{"line": one, "packed": quantity} for one, quantity in sorted(packed.items())]
    if session.connection().execute(PACK, rows).rowcount != len(rows):
        raise Conflict
    return packed


def _is_all_shipped(session: Session, order: Order) -> bool:
    lines = session.connection().execute(LINES, {"order": order.id})
    return all(line.left == 0 for line in lines)
