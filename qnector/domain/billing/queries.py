"""The plans as everybody may read them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session

from qnector.domain.billing.models import Plan, PlanCode

_plan = Plan.__table__.c
OFFERS = select(
    _plan.code,
    _plan.name,
    _plan.price,
    _plan.product_limit,
    _plan.connection_limit,
    _plan.history_months,
    _plan.has_managed_buyers,
    _plan.has_api,
).order_by(_plan.price, _plan.code)


@dataclass(frozen=True, slots=True)
class Offer:
    """A plan on offer: won a month, VAT included; no limit is 무제한."""

    code: PlanCode
    name: str
    price: int
    product_limit: int | None
    connection_limit: int | None
    history_months: int | None
    has_managed_buyers: bool
    has_api: bool


def offers(session: Session) -> list[Offer]:
    """Every plan, the cheapest first. Prices and limits are no secret: no actor is asked."""
    return [Offer(*row) for row in session.connection().execute(OFFERS)]
