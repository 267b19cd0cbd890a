"""The keys of outside services that the operator typed in: sealed, never shown again."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from qnector.core.db import UtcDateTime


class ServiceKey(SQLModel, table=True):
    """One value of one service (`nts.key`, `smtp.url`), sealed with its own name as place."""

    __tablename__ = "service_keys"

    name: str = Field(primary_key=True, max_length=60)
    sealed: str = Field(max_length=2000)
    updated_at: datetime = Field(sa_type=UtcDateTime)
    updated_by: int | None = Field(default=None, foreign_key="users.id")
