"""Messages: rows are the queue."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index, text
from sqlmodel import Field, SQLModel

from qnector.core.db import UtcDateTime, by_value


class Kind(StrEnum):
    """What a message tells."""

    NEW_ORDER = "new_order"
    ORDER_ACCEPTED = "order_accepted"
    SHIPPED = "shipped"
    COMPLETED = "completed"
    CANCEL_REQUESTED = "cancel_requested"
    CANCEL_ANSWERED = "cancel_answered"
    CANCELLED = "cancelled"
    ORDER_HELD = "order_held"
    ORDER_RELEASED = "order_released"
    CONNECTION_REQUESTED = "connection_requested"
    CONNECTION_ANSWERED = "connection_answered"
    INQUIRY_ASKED = "inquiry_asked"
    INQUIRY_ANSWERED = "inquiry_answered"
    # Of an account: by e-mail to one person, whatever the company switched off.
    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"
    INVITE = "invite"
    PASSWORD_CHANGED = "password_changed"
    NEW_DEVICE = "new_device"
    LOGIN_BLOCKED = "login_blocked"
    EMAIL_TAKEN = "email_taken"
    COMPANY_CHECKED = "company_checked"
    COMPANY_SUSPENDED = "company_suspended"
    COMPANY_RESUMED = "company_resumed"


class Channel(StrEnum):
    """How it reaches somebody."""

    IN_APP = "in_app"
    EMAIL = "email"


class State(StrEnum):
    """Where its delivery stands; `unknown` is never resent by itself."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Message(SQLModel, table=True):
    """One message to one company, user or address over one channel; the fee is in won."""

    __tablename__ = "messages"
    __table_args__ = (
        Index("messages_due", "state", "next_at"),
        Index("messages_by_company", "to_company_id", "id"),
        Index("messages_by_sender", "from_company_id", "id"),
        # A mail that came back names only its Message-ID.
        Index(
            "messages_by_message_id",
            "message_id",
            sqlite_where=text("message_id <> ''"),
            postgresql_where=text("message_id <> ''"),
        ),
        # How often a person was written to lately; few rows among those of companies.
        Index(
            "messages_to_people",
            "to_email",
            "created_at",
            sqlite_where=text("to_company_id IS NULL"),
            postgresql_where=text("to_company_id IS NULL"),
        ),
        # E-mails are few among what is told inside the app: the operator's list reads only these.
        Index(
            "messages_mails",
            "state",
            "id",
            sqlite_where=text("channel = 'email'"),
            postgresql_where=text("channel = 'email'"),
        ),
        # What a company paid is few rows among very many: this holds only those.
        Index(
            "messages_paid",
            "from_company_id",
            "fee",
            sqlite_where=text("fee > 0"),
            postgresql_where=text("fee > 0"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    to_company_id: int | None = Field(default=None, foreign_key="companies.id")
    from_company_id: int | None = Field(default=None, foreign_key="companies.id")
    to_user_id: int | None = Field(default=None, foreign_key="users.id")
    to_email: str | None = Field(default=None, max_length=254)
    kind: Kind = Field(sa_type=by_value(Kind))
    channel: Channel = Field(sa_type=by_value(Channel))
    ref: str = Field(default="", max_length=80)
    values: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column("values", JSON, nullable=False)
    )
    state: State = Field(default=State.PENDING, sa_type=by_value(State))
    attempts: int = 0
    next_at: datetime = Field(sa_type=UtcDateTime)
    claimed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    error: str = Field(default="", max_length=300)
    fee: int = 0
    message_id: str = Field(default="", max_length=120)
    created_at: datetime = Field(sa_type=UtcDateTime)


class MessageSwitch(SQLModel, table=True):
    """알림 설정: a row says that a company wants no messages of this kind over this channel."""

    __tablename__ = "message_switches"

    company_id: int = Field(primary_key=True, foreign_key="companies.id")
    kind: Kind = Field(primary_key=True, sa_type=by_value(Kind))
    channel: Channel = Field(primary_key=True, sa_type=by_value(Channel))


class NotificationMark(SQLModel, table=True):
    """모두 읽음: a user has read every notification up to this message."""

    __tablename__ = "notification_marks"

    user_id: int = Field(primary_key=True, foreign_key="users.id")
    read_to: int = 0


class NotificationRead(SQLModel, table=True):
    """A user has opened one notification beyond the mark."""

    __tablename__ = "notification_reads"

    user_id: int = Field(primary_key=True, foreign_key="users.id")
    message_id: int = Field(primary_key=True, foreign_key="messages.id")
