"""여신: what a buyer may owe a seller before an order waits for the seller's release."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from qnector.core.money import won_text
from qnector.domain.orders.models import Order
from qnector.domain.orders.rules import OPEN
from qnector.domain.settlements import service as settlements

WARN_PERCENT = 80

_order = Order.__table__.c
# A buyer's open orders are few and have an index. The sum keeps SQLite from taking the index of
# the two parties instead, to read all they ever traded.
_seller = (_order.seller_id + 0).label("seller")
PLACED = (
    select(_seller, func.sum(_order.total_amount))
    .where(_order.buyer_id == bindparam("buyer"), _order.status.in_(OPEN))
    .group_by(_seller)
)


@dataclass(frozen=True, slots=True)
class Credit:
    """What one more order does to a credit limit; `notice` says the numbers, or is empty."""

    is_over: bool = False
    notice: str = ""


def used(session: Session, buyer_id: int, seller_ids: list[int]) -> dict[int, int]:
    """Open orders, held ones too, and 미수금 by seller, in won. Two queries."""
    placed = dict(map(tuple, session.connection().execute(PLACED, {"buyer": buyer_id})))
    owed = settlements.outstanding_by_seller(session, buyer_id, seller_ids)
    return {one: int(placed.get(one, 0)) + owed.get(one, 0) for one in seller_ids}


def judge(seller_name: str, *, limit: int | None, used: int, amount: int) -> Credit:
    """Whether an order of `amount` goes over the limit, or comes near it (80 %). All in won."""
    if limit is None:
        return Credit()
    after = used + amount
    said = f"{won_text(after)} / {won_text(limit)}"
    if after > limit:
        return Credit(True, f"{seller_name}: 신용 한도를 넘어 판매자의 확인을 기다려요. ({said})")
    if after * 100 >= limit * WARN_PERCENT:
        return Credit(False, f"{seller_name}: 신용 한도를 거의 다 썼어요. ({said})")
    return Credit()
