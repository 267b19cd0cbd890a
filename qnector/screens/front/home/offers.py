"""The plans as text, read at most once a minute however many people visit."""

from dataclasses import dataclass
from time import monotonic
from typing import TypedDict

from qnector.core import db, settings
from qnector.core.money import won_text
from qnector.domain.billing.queries import Offer, offers

KEPT = 60.0  # seconds


class PlanText(TypedDict):
    """One plan as its card says it."""

    code: str
    name: str
    price: str
    products: str
    connections: str
    history: str
    has_managed_buyers: bool
    has_api: bool


@dataclass(frozen=True, slots=True)
class _Read:
    rows: list[PlanText]
    database: str
    at: float


_last: _Read | None = None


async def plans() -> list[PlanText]:
    """The cards, the cheapest first. Raises Unavailable when the database does not answer."""
    global _last
    here = settings.current().database
    if _last is None or _last.database != here or monotonic() - _last.at > KEPT:
        _last = _Read([_text(one) for one in await db.read(offers)], here, monotonic())
    return _last.rows


def forget() -> None:
    """Read anew next time."""
    global _last
    _last = None


def _text(offer: Offer) -> PlanText:
    return PlanText(
        code=offer.code.value,
        name=offer.name,
        price=won_text(offer.price),
        products=_most(offer.product_limit, "개"),
        connections=_most(offer.connection_limit, "곳"),
        history=_most(offer.history_months, "개월", "최근 "),
        has_managed_buyers=offer.has_managed_buyers,
        has_api=offer.has_api,
    )


def _most(limit: int | None, unit: str, before: str = "") -> str:
    return "무제한" if limit is None else f"{before}{limit:,}{unit}"
