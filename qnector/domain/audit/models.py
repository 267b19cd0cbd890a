"""What was done, by whom."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from qnector.core.db import UtcDateTime


class AuditEntry(SQLModel, table=True):
    """One act that somebody may have to answer for. Never changed, never deleted."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("audit_by_company", "company_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    company_id: int | None = Field(default=None, foreign_key="companies.id")
    user_id: int | None = Field(default=None, foreign_key="users.id")
    acting_operator_id: int | None = Field(default=None, foreign_key="users.id")
    action: str = Field(max_length=60)
    ref: str = Field(max_length=80)
    detail: str = Field(default="", max_length=500)
    at: datetime = Field(sa_type=UtcDateTime)
