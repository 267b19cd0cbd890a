"""What was done, by whom: a chain per company, in which nothing can be changed unseen."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from qnector.core.db import UtcDateTime


class AuditEntry(SQLModel, table=True):
    """One act that somebody may have to answer for. Never changed, never deleted.

    `number` counts the entries of one chain from 1; `hash` is over this entry and the hash before.
    `company_id` says whose chain it is, none for the installation's own; `area` is the first part
    of `action`, by which lists are narrowed.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("audit_by_company", "company_id", "at", "id"),
        Index("audit_by_company_area", "company_id", "area", "at", "id"),
        Index("audit_by_area", "area", "at", "id"),
        Index("audit_by_time", "at", "id"),
        Index("audit_numbers_once", "company_id", "number", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    company_id: int | None = Field(default=None, foreign_key="companies.id")
    number: int = 0
    user_id: int | None = Field(default=None, foreign_key="users.id")
    acting_operator_id: int | None = Field(default=None, foreign_key="users.id")
    area: str = Field(default="", max_length=60)
    action: str = Field(max_length=60)
    ref: str = Field(max_length=80)
    detail: str = Field(default="", max_length=500)
    address: str = Field(default="", max_length=45)
    at: datetime = Field(sa_type=UtcDateTime)
    hash: str = Field(default="", max_length=64)


class AuditHead(SQLModel, table=True):
    """The end of one chain: how many entries there are, and the hash of the last one.

    `company_id` 0 is the installation's own chain. Locked last in a transaction.
    """

    __tablename__ = "audit_heads"

    company_id: int = Field(primary_key=True)
    count: int = 0
    hash: str = Field(default="", max_length=64)
