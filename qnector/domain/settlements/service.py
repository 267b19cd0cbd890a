"""Opening what is owed."""

from datetime import date

from sqlalchemy import func, insert, select
from sqlmodel import Session

from qnector.domain.settlements.models import Settlement, SettlementStatus


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
    statement = select(
        func.coalesce(func.sum(Settlement.total_amount - Settlement.settled_amount), 0)
    ).where(
        Settlement.buyer_id == buyer_id,
        Settlement.seller_id == seller_id,
        Settlement.status != SettlementStatus.SETTLED,
    )
    return int(session.connection().execute(statement).scalar_one())
