"""Orders: what was bought, what happened to it, where it went."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from qnector.core.actor import Side
from qnector.core.db import UtcDateTime, by_value
from qnector.core.money import VatKind, VatMode


class OrderStatus(StrEnum):
    """대기, 처리중, 완료, 취소요청, 취소."""

    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    CANCEL_REQUESTED = "cancel_requested"
    CANCELLED = "cancelled"


class Placement(SQLModel, table=True):
    """One 주문 발행: the key under which a cart became orders, once."""

    __tablename__ = "placements"
    __table_args__ = (
        UniqueConstraint("user_id", "key", name="placements_once"),
        Index("placements_by_age", "created_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="users.id")
    key: str = Field(max_length=64)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Order(SQLModel, table=True):
    """One buyer's purchase from one seller. Prices are fixed when it is placed; amounts in won."""

    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint("buyer_id <> seller_id", name="orders_two_parties"),
        CheckConstraint("total_amount = supply_amount + vat_amount", name="orders_sums"),
        CheckConstraint(
            "(status = 'cancel_requested') = (status_before IS NOT NULL)",
            name="orders_status_before",
        ),
        # The last columns let a list be counted, sorted and paged in the index alone.
        Index("orders_by_buyer_day", "buyer_id", "placed_on", "id", "status", "total_amount"),
        Index("orders_by_seller_day", "seller_id", "placed_on", "id", "status", "total_amount"),
        Index("orders_by_buyer_status", "buyer_id", "status", "placed_on", "id"),
        Index("orders_by_seller_status", "seller_id", "status", "placed_on", "id"),
        Index("orders_by_parties", "buyer_id", "seller_id", "placed_on", "id", "status"),
        Index("orders_by_placement", "placement_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True, max_length=15)  # 20260213-672538, what people read aloud
    placement_id: int | None = Field(default=None, foreign_key="placements.id")
    buyer_id: int = Field(foreign_key="companies.id")
    seller_id: int = Field(foreign_key="companies.id")
    placed_by: int = Field(foreign_key="users.id")
    buyer_name: str = Field(max_length=100)
    seller_name: str = Field(max_length=100)
    status: OrderStatus = Field(sa_type=by_value(OrderStatus))
    status_before: OrderStatus | None = Field(default=None, sa_type=by_value(OrderStatus))
    held_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    vat_mode: VatMode = Field(sa_type=by_value(VatMode))
    line_count: int
    total_quantity: int = Field(sa_type=BigInteger)
    supply_amount: int = Field(sa_type=BigInteger)
    vat_amount: int = Field(sa_type=BigInteger)
    total_amount: int = Field(sa_type=BigInteger)
    summary: str = Field(max_length=240)
    recipient: str = Field(max_length=50)
    phone: str = Field(max_length=20)
    postal_code: str = Field(max_length=5)
    street: str = Field(max_length=200)
    detail: str = Field(default="", max_length=100)
    memo: str = Field(default="", max_length=100)
    carrier: str | None = Field(default=None, max_length=20)
    tracking_number: str | None = Field(default=None, max_length=30)
    is_fully_shipped: bool = False
    first_shipped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_shipped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    placed_at: datetime = Field(sa_type=UtcDateTime)
    placed_on: date  # the Seoul day: filters, months and the number use it
    completed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    completed_on: date | None = None


class OrderDay(SQLModel, table=True):
    """How many orders of a day stand where, for one company on one side; amounts in won.

    Kept in the order's transaction, so that a dashboard adds days instead of orders.
    """

    __tablename__ = "order_days"

    company_id: int = Field(primary_key=True, foreign_key="companies.id")
    side: Side = Field(primary_key=True, sa_type=by_value(Side))
    placed_on: date = Field(primary_key=True)
    status: OrderStatus = Field(primary_key=True, sa_type=by_value(OrderStatus))
    order_count: int = 0
    total_amount: int = Field(default=0, sa_type=BigInteger)


class PartnerMonth(SQLModel, table=True):
    """What one buyer bought from one seller in a month, cancelled orders aside; won."""

    __tablename__ = "partner_months"
    __table_args__ = (Index("partner_months_by_seller", "seller_id", "month", "buyer_id"),)

    buyer_id: int = Field(primary_key=True, foreign_key="companies.id")
    month: date = Field(primary_key=True)  # its first day
    seller_id: int = Field(primary_key=True, foreign_key="companies.id")
    order_count: int = 0
    total_amount: int = Field(default=0, sa_type=BigInteger)


class OrderLine(SQLModel, table=True):
    """One product of an order, as it was when it was placed. Won and thousandths."""

    __tablename__ = "order_lines"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="order_lines_quantity"),
        CheckConstraint(
            "shipped_quantity >= 0 AND shipped_quantity <= quantity", name="order_lines_shipped"
        ),
        CheckConstraint("amount = supply_amount + vat_amount", name="order_lines_sums"),
        Index("order_lines_by_order", "order_id", "position"),
        Index("order_lines_by_product", "product_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    order_id: int = Field(foreign_key="orders.id")
    product_id: int = Field(foreign_key="products.id")
    position: int
    name: str = Field(max_length=200)
    sku: str = Field(max_length=50)
    spec: str = Field(default="", max_length=100)
    unit: str = Field(max_length=10)
    decimals: int = 0
    quantity: int = Field(sa_type=BigInteger)
    shipped_quantity: int = Field(default=0, sa_type=BigInteger)
    unit_price: int = Field(sa_type=BigInteger)
    price_rule: str = Field(max_length=40)
    vat_kind: VatKind = Field(sa_type=by_value(VatKind))
    supply_amount: int = Field(sa_type=BigInteger)
    vat_amount: int = Field(sa_type=BigInteger)
    amount: int = Field(sa_type=BigInteger)


class OrderEvent(SQLModel, table=True):
    """History, and nothing but history: who did what to an order, when and why."""

    __tablename__ = "order_events"
    __table_args__ = (Index("order_events_by_order", "order_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    order_id: int = Field(foreign_key="orders.id")
    kind: str = Field(max_length=30)
    from_status: OrderStatus | None = Field(default=None, sa_type=by_value(OrderStatus))
    to_status: OrderStatus = Field(sa_type=by_value(OrderStatus))
    user_id: int | None = Field(default=None, foreign_key="users.id")
    company_id: int | None = Field(default=None, foreign_key="companies.id")
    reason: str = Field(default="", max_length=500)
    at: datetime = Field(sa_type=UtcDateTime)


class Shipment(SQLModel, table=True):
    """One parcel."""

    __tablename__ = "shipments"
    __table_args__ = (Index("shipments_by_order", "order_id"),)

    id: int | None = Field(default=None, primary_key=True)
    order_id: int = Field(foreign_key="orders.id")
    carrier: str = Field(max_length=20)
    tracking_number: str = Field(default="", max_length=30)
    shipped_at: datetime = Field(sa_type=UtcDateTime)
    delivered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ShipmentLine(SQLModel, table=True):
    """How much of a line is in a parcel, in thousandths."""

    __tablename__ = "shipment_lines"

    shipment_id: int = Field(primary_key=True, foreign_key="shipments.id")
    order_line_id: int = Field(primary_key=True, foreign_key="order_lines.id")
    quantity: int = Field(sa_type=BigInteger)


class Address(SQLModel, table=True):
    """배송지 of a user's address book."""

    __tablename__ = "addresses"
    __table_args__ = (Index("addresses_by_user", "user_id", "retired_at"),)

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="users.id")
    recipient: str = Field(max_length=50)
    phone: str = Field(max_length=20)
    postal_code: str = Field(max_length=5)
    street: str = Field(max_length=200)
    detail: str = Field(default="", max_length=100)
    is_default: bool = False
    retired_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
