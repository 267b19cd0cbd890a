"""Companies, the people in them, and how they are signed in."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Index, UniqueConstraint
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
    RESET_PASSWORD = "reset_password"


class Provider(StrEnum):
    """Who else can say who somebody is: 소셜 계정."""

    GOOGLE = "google"
    KAKAO = "kakao"


class Result(StrEnum):
    """How a try to sign in ended: 로그인 결과."""

    SUCCESS = "success"
    WRONG = "wrong"
    THROTTLED = "throttled"
    UNVERIFIED = "unverified"
    SUSPENDED = "suspended"


class Purpose(StrEnum):
    """What somebody went to a social account for."""

    LOG_IN = "log_in"
    LINK = "link"
    REAUTH = "reauth"


class Document(StrEnum):
    """What somebody agrees to: 이용약관, 개인정보 수집·이용, 소식 받기 (optional)."""

    TERMS = "terms"
    PRIVACY = "privacy"
    NEWS = "news"


class Company(SQLModel, table=True):
    """The tenant: a business that buys, sells or both. The number is not unique (branches)."""

    __tablename__ = "companies"
    __table_args__ = (
        CheckConstraint("is_buyer OR is_seller", name="companies_some_side"),
        CheckConstraint("managed_by IS NULL OR NOT is_seller", name="companies_managed_only_buys"),
        Index("companies_by_name", "name"),
        Index("companies_unchecked", "verification", "checked_at"),
        Index("companies_suspended", "suspended_at"),
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
    opened_on: date | None = None
    is_confirmed: bool = True  # until its owner has proven the address, nobody finds it
    verification: Verification = Field(
        default=Verification.UNVERIFIED, sa_type=by_value(Verification)
    )
    # When the tax office, or the operator by hand, said so; and when it was last asked.
    verified_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    checked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    # What the tax office said instead of 확인, in its own words: 휴업자, 확인할 수 없습니다.
    check_note: str = Field(default="", max_length=100)
    suspended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    suspended_reason: str = Field(default="", max_length=500)
    # For documents: 담당자, account for payments (the number sealed), seal.
    contact_name: str = Field(default="", max_length=50)
    contact_phone: str = Field(default="", max_length=20)
    bank_name: str = Field(default="", max_length=50)
    bank_holder: str = Field(default="", max_length=50)
    bank_account: str = Field(default="", max_length=500)
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
    __table_args__ = (
        Index("sessions_by_user", "user_id"),
        Index("sessions_open", "ended_at"),
        Index("sessions_acting", "acting_from_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key_hash: str = Field(unique=True, max_length=64)
    user_id: int = Field(foreign_key="users.id")
    # An operator who signed in as this user: who, from which session, and why ("" only looks).
    acting_operator_id: int | None = Field(default=None, foreign_key="users.id")
    acting_from_id: int | None = None
    acting_reason: str = Field(default="", max_length=500)
    side: Side = Field(sa_type=by_value(Side))
    is_remembered: bool = False
    device: str = Field(default="", max_length=300)
    address: str = Field(default="", max_length=45)
    created_at: datetime = Field(sa_type=UtcDateTime)
    last_seen_at: datetime = Field(sa_type=UtcDateTime)
    reauthenticated_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class LoginAttempt(SQLModel, table=True):
    """A try to sign in, for throttling (by `network`) and for 로그인 기록.

    `device` is the User-Agent, `provider` "" for a password. `is_known_device`: this browser had
    signed in to the account before; it is counted apart, so that strangers lock nobody out.
    """

    __tablename__ = "login_attempts"
    __table_args__ = (
        Index("login_attempts_by_email", "email", "at"),
        Index("login_attempts_by_network", "network", "at"),
        Index("login_attempts_by_user", "user_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(max_length=254)
    address: str = Field(default="", max_length=45)
    network: str = Field(default="", max_length=45)
    user_id: int | None = Field(default=None, foreign_key="users.id")
    is_success: bool = False
    result: Result = Field(default=Result.WRONG, sa_type=by_value(Result))
    device: str = Field(default="", max_length=300)
    provider: str = Field(default="", max_length=20)
    is_known_device: bool = False
    at: datetime = Field(sa_type=UtcDateTime)


class OneTimeLink(SQLModel, table=True):
    """A link that works once. Only the hash of its token is kept."""

    __tablename__ = "one_time_links"
    __table_args__ = (Index("one_time_links_by_user", "user_id", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: LinkKind = Field(sa_type=by_value(LinkKind))
    token_hash: str = Field(unique=True, max_length=64)
    user_id: int = Field(foreign_key="users.id")
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SocialLink(SQLModel, table=True):
    """소셜 계정 연결: an account of somebody else's that opens this one. Keyed by its subject."""

    __tablename__ = "social_links"
    __table_args__ = (
        UniqueConstraint("provider", "subject", name="social_links_subject_once"),
        UniqueConstraint("user_id", "provider", name="social_links_one_each"),
    )

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="users.id")
    provider: Provider = Field(sa_type=by_value(Provider))
    subject: str = Field(max_length=255)
    email: str = Field(default="", max_length=254)
    linked_at: datetime = Field(sa_type=UtcDateTime)


class SocialErrand(SQLModel, table=True):
    """Somebody is on the way to a social account and back: once, within ten minutes.

    `key_hash` is of the cookie that the browser carries, `state_hash` of what comes back in the
    address; `verifier` (PKCE) and `nonce` are sealed.
    """

    __tablename__ = "social_errands"

    id: int | None = Field(default=None, primary_key=True)
    key_hash: str = Field(unique=True, max_length=64)
    state_hash: str = Field(max_length=64)
    provider: Provider = Field(sa_type=by_value(Provider))
    purpose: Purpose = Field(sa_type=by_value(Purpose))
    nonce: str = Field(max_length=500)
    verifier: str = Field(max_length=500)
    session_id: int | None = None
    next_path: str = Field(default="", max_length=500)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Registration(SQLModel, table=True):
    """회원가입 that is under way: what was typed so far, without passwords, for one browser."""

    __tablename__ = "registrations"

    id: int | None = Field(default=None, primary_key=True)
    key_hash: str = Field(unique=True, max_length=64)
    values: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    user_id: int | None = Field(default=None, foreign_key="users.id")
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)


class Consent(SQLModel, table=True):
    """약관 동의: who agreed to which version of which document, when and from where."""

    __tablename__ = "consents"
    __table_args__ = (Index("consents_by_user", "user_id"),)

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="users.id")
    document: Document = Field(sa_type=by_value(Document))
    version: str = Field(max_length=20)
    address: str = Field(default="", max_length=45)
    agreed_at: datetime = Field(sa_type=UtcDateTime)


class AccountPicture(SQLModel, table=True):
    """A picture of a person (프로필 사진) or the seal of a company (직인), one each.

    The file is named by its hash. A new picture is a new row, so that its address is new too.
    """

    __tablename__ = "account_pictures"
    __table_args__ = (
        CheckConstraint(
            "(user_id IS NULL) <> (company_id IS NULL)", name="account_pictures_one_owner"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    user_id: int | None = Field(default=None, foreign_key="users.id", unique=True)
    company_id: int | None = Field(default=None, foreign_key="companies.id", unique=True)
    sha256: str = Field(max_length=64, index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Mark(SQLModel, table=True):
    """A fact about this installation, such as that its data is a demo."""

    __tablename__ = "marks"

    name: str = Field(primary_key=True, max_length=40)
    value: str = Field(default="", max_length=200)
