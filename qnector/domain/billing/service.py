"""What a plan allows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select
from sqlmodel import Session

from qnector.core import clock, settings
from qnector.core.errors import LimitReached
from qnector.domain.audit import service as audit
from qnector.domain.billing.models import Plan, PlanCode, Subscription

PLANS = (
    (PlanCode.FREE, "무료", 0, 50, 10, 2, False, False),
    (PlanCode.REGULAR, "레귤러", 66_000, 1_000, 50, None, True, True),
    (PlanCode.SPECIAL, "스페셜", 88_000, None, 100, None, True, True),
)

_plan_row = Plan.__table__.c
_subscription = Subscription.__table__.c
HELD = (
    select(_subscription.plan_code)
    .where(_subscription.company_id == bindparam("company"))
    .scalar_subquery()
)
# Built once: every list of orders asks it. Without a subscription a company is 무료.
PLAN = select(
    _plan_row.name,
    _plan_row.price,
    _plan_row.product_limit,
    _plan_row.connection_limit,
    _plan_row.history_months,
).where(_plan_row.code == func.coalesce(HELD, PlanCode.FREE))


@dataclass(frozen=True, slots=True)
class Held:
    """A company's plan: its price a month in won, VAT included; no limit is 무제한."""

    name: str
    price: int
    product_limit: int | None


class Limit(StrEnum):
    """What can run out."""

    PRODUCTS = "product_limit"
    CONNECTIONS = "connection_limit"


SENTENCES = {
    Limit.PRODUCTS: "{name} 플랜은 품목을 {limit}개까지 등록할 수 있어요."
    " 플랜을 바꾸면 더 등록할 수 있어요.",
    Limit.CONNECTIONS: "{name} 플랜은 구매자를 {limit}곳까지 연결할 수 있어요."
    " 플랜을 바꾸면 더 연결할 수 있어요.",
}


def ensure_plans(session: Session) -> None:
    """Seed the three plans of the product when there are none; the operator edits them later."""
    if session.connection().execute(select(Plan.code).limit(1)).first():
        return
    columns = (
        "code", "name", "price", "product_limit", "connection_limit", "history_months",
        "has_managed_buyers", "has_api",
    )  # fmt: skip
    session.connection().execute(
        insert(Plan), [dict(zip(columns, plan, strict=True)) for plan in PLANS]
    )


def subscribe(session: Session, company_id: int, code: PlanCode) -> None:
    """Give a company a plan, from now on."""
    held = session.get(Subscription, company_id)
    if held is None:
        held = Subscription(company_id=company_id, plan_code=code, since=clock.now())
    held.plan_code = code
    session.add(held)
    session.flush()
    audit.write(session, None, "plan.change", f"plan:{code}", company_id=company_id)


def require(session: Session, company_id: int, limit: Limit, used: int) -> None:
    """Refuse one more when `used` has reached the plan's limit. Raises LimitReached."""
    if not settings.current().has_billing:
        return
    plan = _plan(session, company_id)
    most = None if plan is None else getattr(plan, limit.value)
    if plan is not None and most is not None and used >= most:
        raise LimitReached(SENTENCES[limit].format(name=plan.name, limit=most))


def held(session: Session, company_id: int) -> Held | None:
    """The plan that a company has; None where billing is off and everything is allowed."""
    if not settings.current().has_billing:
        return None
    plan = _plan(session, company_id)
    return None if plan is None else Held(plan.name, plan.price, plan.product_limit)


def history_from(session: Session, company_id: int) -> date | None:
    """The first Seoul day of closed orders that the plan shows; None when it shows all."""
    if not settings.current().has_billing:
        return None
    plan = _plan(session, company_id)
    if plan is None or plan.history_months is None:
        return None
    today = clock.today()
    months = today.year * 12 + today.month - 1 - plan.history_months
    return date(months // 12, months % 12 + 1, 1)


def _plan(session: Session, company_id: int) -> Row[Any] | None:
    return session.connection().execute(PLAN, {"company": company_id}).first()
