"""What buyers owe for completed orders."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlmodel import Field, SQLModel

from qnector.core.db import UtcDateTime, by_value


class SettlementStatus(StrEnum):
    """미정산, 부분정산, 정산완료."""

    OPEN = "open"
    PARTIAL = "partial"
    SETTLED = "settled"


class Settlement(SQLModel, table=True):
    """What is owed for one order, in won."""

    __tablename__ = "settlements"
    __table_args__ = (
        CheckConstraint("buyer_id <> seller_id", name="settlements_two_parties"),
        Index("settlements_by_buyer", "buyer_id", "seller_id", "status"),
        Index("settlements_by_seller_due", "seller_id", "status", "due_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    order_id: int = Field(unique=True, foreign_key="orders.id")
    buyer_id: int = Field(foreign_key="companies.id")
    seller_id: int = Field(foreign_key="companies.id")
    total_amount: int = Field(sa_type=BigInteger)
    settled_amount: int = Field(default=0, sa_type=BigInteger)
    status: SettlementStatus = Field(sa_type=by_value(SettlementStatus))
    opened_on: date
    due_on: date


class Receipt(SQLModel, table=True):
    """Money that a seller got from a buyer, in won."""

    __tablename__ = "receipts"
    __table_args__ = (Index("receipts_by_seller", "seller_id", "received_on"),)

    id: int | None = Field(default=None, primary_key=True)
    buyer_id: int = Field(foreign_key="companies.id")
    seller_id: int = Field(foreign_key="companies.id")
    amount: int = Field(sa_type=BigInteger)
    received_on: date
    memo: str = Field(default="", max_length=200)
    user_id: int = Field(foreign_key="users.id")
    created_at: datetime = Field(sa_type=UtcDateTime)


class ReceiptAllocation(SQLModel, table=True):
    """How much of a receipt pays which settlement, in won."""

    __tablename__ = "receipt_allocations"

    receipt_id: int = Field(primary_key=True, foreign_key="receipts.id")
    settlement_id: int = Field(primary_key=True, foreign_key="settlements.id")
    amount: int = Field(sa_type=BigInteger)
