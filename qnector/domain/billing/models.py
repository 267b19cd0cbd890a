"""Plans and who has which."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from qnector.core.db import UtcDateTime, by_value


class PlanCode(StrEnum):
    """무료, 레귤러, 스페셜."""

    FREE = "free"
    REGULAR = "regular"
    SPECIAL = "special"


class Plan(SQLModel, table=True):
    """What a company may have for its monthly price (won, VAT included); None is 무제한."""

    __tablename__ = "plans"

    code: PlanCode = Field(primary_key=True, sa_type=by_value(PlanCode))
    name: str = Field(max_length=20)
    price: int = 0
    product_limit: int | None = None
    connection_limit: int | None = None
    history_months: int | None = None
    has_managed_buyers: bool = False
    has_api: bool = False


class Subscription(SQLModel, table=True):
    """The plan of a company; without a row it is 무료."""

    __tablename__ = "subscriptions"

    company_id: int = Field(primary_key=True, foreign_key="companies.id")
    plan_code: PlanCode = Field(foreign_key="plans.code", sa_type=by_value(PlanCode))
    since: datetime = Field(sa_type=UtcDateTime)
