"""Companies, the people in them, and how they are signed in."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from qnector.core.actor import Role, Side
from qnector.core.db import UtcDateTime, by_value
from qnector.core.money import VatMode


class Verification(StrEnum):
    """Whether the tax office confirmed the company: 미확인, 확인."""

    UNVERIFIED = "unverified"
    VERIFIED = "verified"


class LinkKind(StrEnum):
    """What a one-time link is for."""

    SET_PASSWORD = "set_password"
    VERIFY_EMAIL = "verify_email"
    INVITE = "invite"


class Company(SQLModel, table=True):
    """The tenant: a business that buys, sells or both. The number is not unique (branches)."""

    __tablename__ = "companies"
    __table_args__ = (
        CheckConstraint("is_buyer OR is_seller", name="companies_some_side"),
        CheckConstraint("managed_by IS NULL OR NOT is_seller", name="companies_managed_only_buys"),
        Index("companies_by_name", "name"),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=100)
    business_number: str = Field(max_length=10)
    representative_name: str = Field(default="", max_length=50)
    business_type: str = Field(default="", max_length=100)
    business_item: str = Field(default="", max_length=100)
    postal_code: str = Field(default="", max_length=5)
    street: str = Field(default="", max_length=200)
    detail: str = Field(default="", max_length=100)
    phone: str = Field(default="", max_length=20)
    contact_email: str = Field(default="", max_length=254)
    is_buyer: bool = False
    is_seller: bool = False
    managed_by: int | None = Field(default=None, foreign_key="companies.id")
    verification: Verification = Field(
        default=Verification.UNVERIFIED, sa_type=by_value(Verification)
    )
    vat_mode: VatMode = Field(default=VatMode.INCLUDED, sa_type=by_value(VatMode))
    shows_stock: bool = False
    created_at: datetime = Field(sa_type=UtcDateTime)


class User(SQLModel, table=True):
    """A login. It belongs to exactly one company, or to none when it is an operator."""

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint(
            "(is_operator AND company_id IS NULL) OR (NOT is_operator AND company_id IS NOT NULL)",
            name="users_company_or_operator",
        ),
        CheckConstraint("email = lower(email)", name="users_email_lower"),
        Index("users_by_company", "company_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    company_id: int | None = Field(default=None, foreign_key="companies.id")
    email: str = Field(unique=True, max_length=254)
    password_hash: str = Field(default="", max_length=100)
    name: str = Field(max_length=50)
    role: Role = Field(default=Role.STAFF, sa_type=by_value(Role))
    is_operator: bool = False
    is_active: bool = True
    email_verified_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)


class LoginSession(SQLModel, table=True):
    """One signed-in device. The key itself is only in its cookie."""

    __tablename__ = "sessions"
    __table_args__ = (Index("sessions_by_user", "user_id"), Index("sessions_open", "ended_at"))

    id: int | None = Field(default=None, primary_key=True)
    key_hash: str = Field(unique=True, max_length=64)
    user_id: int = Field(foreign_key="users.id")
    acting_operator_id: int | None = Field(default=None, foreign_key="users.id")
    side: Side = Field(sa_type=by_value(Side))
    is_remembered: bool = False
    device: str = Field(default="", max_length=300)
    address: str = Field(default="", max_length=45)
    created_at: datetime = Field(sa_type=UtcDateTime)
    last_seen_at: datetime = Field(sa_type=UtcDateTime)
    reauthenticated_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class LoginAttempt(SQLModel, table=True):
    """A try to sign in, for throttling and for 로그인 기록."""

    __tablename__ = "login_attempts"
    __table_args__ = (
        Index("login_attempts_by_email", "email", "at"),
        Index("login_attempts_by_address", "address", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(max_length=254)
    address: str = Field(default="", max_length=45)
    user_id: int | None = Field(default=None, foreign_key="users.id")
    is_success: bool = False
    at: datetime = Field(sa_type=UtcDateTime)


class OneTimeLink(SQLModel, table=True):
    """A link that works once. Only the hash of its token is kept."""

    __tablename__ = "one_time_links"

    id: int | None = Field(default=None, primary_key=True)
    kind: LinkKind = Field(sa_type=by_value(LinkKind))
    token_hash: str = Field(unique=True, max_length=64)
    user_id: int = Field(foreign_key="users.id")
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Mark(SQLModel, table=True):
    """A fact about this installation, such as that its data is a demo."""

    __tablename__ = "marks"

    name: str = Field(primary_key=True, max_length=40)
    value: str = Field(default="", max_length=200)
