"""Opening what is owed."""

from datetime import date

from sqlalchemy import bindparam, func, insert, select
from sqlmodel import Session

from qnector.domain.settlements.models import Settlement, SettlementStatus

_settlement = Settlement.__table__.c
OUTSTANDING = (
    select(
        _settlement.seller_id,
        func.sum(_settlement.total_amount - _settlement.settled_amount),
    )
    .where(
        _settlement.buyer_id == bindparam("buyer"),
        _settlement.seller_id.in_(bindparam("sellers", expanding=True)),
        _settlement.status != SettlementStatus.SETTLED,
    )
    .group_by(_settlement.seller_id)
)


def open(
    session: Session,
    *,
    order_id: int,
    buyer_id: int,
    seller_id: int,
    amount: int,
    completed_on: date,
    due_on: date,
) -> None:
    """Owe `amount` won for an order from its completion on. An order opens one once."""
    session.connection().execute(
        insert(Settlement),
        {
            "order_id": order_id,
            "buyer_id": buyer_id,
            "seller_id": seller_id,
            "total_amount": amount,
            "settled_amount": 0,
            "status": SettlementStatus.OPEN,
            "opened_on": completed_on,
            "due_on": due_on,
        },
    )


def outstanding(session: Session, buyer_id: int, seller_id: int) -> int:
    """미수금: what a buyer still owes a seller, in won."""
    return outstanding_by_seller(session, buyer_id, [seller_id]).get(seller_id, 0)


def outstanding_by_seller(session: Session, buyer_id: int, seller_ids: list[int]) -> dict[int, int]:
    """미수금 by seller, in won; sellers to whom nothing is owed are missing."""
    wanted = {"buyer": buyer_id, "sellers": seller_ids}
    rows = session.connection().execute(OUTSTANDING, wanted)
    return {seller_id: int(owed) for seller_id, owed in rows}
