"""Who may order from whom, and on which terms."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from qnector.core.db import UtcDateTime, by_value


class ConnectionStatus(StrEnum):
    """승인 대기, 승인, 거절, 거래 중지."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    SUSPENDED = "suspended"


class Terms(StrEnum):
    """When an order is due: 즉시, N일, 익월 N일, 익월 말일."""

    IMMEDIATE = "immediate"
    DAYS = "days"
    NEXT_MONTH_DAY = "next_month_day"
    NEXT_MONTH_END = "next_month_end"


class Connection(SQLModel, table=True):
    """A buyer and a seller; credit_limit in won, None is without limit."""

    __tablename__ = "connections"
    __table_args__ = (
        UniqueConstraint("buyer_id", "seller_id", name="connections_once"),
        CheckConstraint("buyer_id <> seller_id", name="connections_two_parties"),
        CheckConstraint("credit_limit IS NULL OR credit_limit >= 0", name="connections_limit"),
        CheckConstraint("terms_days BETWEEN 0 AND 365", name="connections_terms_days"),
        Index("connections_by_seller", "seller_id", "status"),
    )

    id: int | None = Field(default=None, primary_key=True)
    buyer_id: int = Field(foreign_key="companies.id")
    seller_id: int = Field(foreign_key="companies.id")
    status: ConnectionStatus = Field(sa_type=by_value(ConnectionStatus))
    reason: str = Field(default="", max_length=500)
    requested_at: datetime = Field(sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    terms_kind: Terms = Field(default=Terms.NEXT_MONTH_END, sa_type=by_value(Terms))
    terms_days: int = 0
    credit_limit: int | None = Field(default=None, sa_type=BigInteger)
