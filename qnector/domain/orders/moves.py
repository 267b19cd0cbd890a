"""What happens to an order after it was placed. `_move` is the only writer of its status."""

from typing import Any

from sqlalchemy import insert, select, update
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.db import changed_one, touch
from qnector.core.errors import Conflict, Invalid, NotAllowed
from qnector.core.money import won_text
from qnector.domain.accounts import rules as who
from qnector.domain.audit import service as audit
from qnector.domain.connections import rules as terms
from qnector.domain.connections.models import Connection
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Kind
from qnector.domain.orders import access, reserve, rules, sums
from qnector.domain.orders.models import Order, OrderEvent, OrderStatus
from qnector.domain.orders.rules import Move
from qnector.domain.settlements import service as settlements

TOO_LATE = "이미 출고한 주문은 취소할 수 없어요. 반품으로 처리해 주세요."
HELD = "신용 한도로 보류된 주문이에요. 먼저 보류를 풀어 주세요."


def accept(session: Session, actor: Actor, order_id: int) -> str:
    """대기 → 처리중 by the seller. Returns the number, as every move does."""
    order = begin(session, actor, order_id, Move.ACCEPT)
    move(session, actor, order, "accepted", OrderStatus.PROCESSING)
    tell(session, order, order.buyer_id, Kind.ORDER_ACCEPTED)
    return order.number


def complete(session: Session, actor: Actor, order_id: int) -> str:
    """처리중 → 완료 by the seller; what is owed opens."""
    order = begin(session, actor, order_id, Move.COMPLETE)
    finish(session, actor, order)
    return order.number


def cancel(session: Session, actor: Actor, order_id: int, reason: str) -> str:
    """대기 | 처리중 → 취소 by the seller, with a reason, only while nothing is shipped."""
    why = _reason(reason)
    order = begin(session, actor, order_id, Move.CANCEL)
    move(session, actor, order, "cancelled", OrderStatus.CANCELLED, why)
    reserve.give_back(session, order.id or 0, order.seller_id)
    tell(session, order, order.buyer_id, Kind.CANCELLED, why)
    return order.number


def request_cancel(session: Session, actor: Actor, order_id: int, reason: str) -> str:
    """대기 | 처리중 → 취소요청 by the buyer; the status before is kept."""
    why = _reason(reason)
    order = begin(session, actor, order_id, Move.REQUEST_CANCEL)
    move(session, actor, order, "cancel_requested", OrderStatus.CANCEL_REQUESTED, why)
    tell(session, order, order.seller_id, Kind.CANCEL_REQUESTED, why)
    return order.number


def withdraw_cancel(session: Session, actor: Actor, order_id: int) -> str:
    """취소요청 → the status before, by the buyer."""
    order = begin(session, actor, order_id, Move.WITHDRAW_CANCEL)
    move(session, actor, order, "cancel_withdrawn", _before(order))
    return order.number


def answer_cancel(
    session: Session, actor: Actor, order_id: int, *, agrees: bool, reason: str = ""
) -> str:
    """취소요청 → 취소, or → the status before when the seller declines with a reason."""
    wanted = Move.AGREE_CANCEL if agrees else Move.DECLINE_CANCEL
    why = reason.strip()[:500] if agrees else _reason(reason)
    order = begin(session, actor, order_id, wanted)
    if agrees:
        move(session, actor, order, "cancel_agreed", OrderStatus.CANCELLED, why)
        reserve.give_back(session, order.id or 0, order.seller_id)
    else:
        move(session, actor, order, "cancel_declined", _before(order), why)
    tell(session, order, order.buyer_id, Kind.CANCEL_ANSWERED, why)
    return order.number


def release(session: Session, actor: Actor, order_id: int) -> str:
    """보류 풀기: an order over the credit limit may be accepted from now on."""
    order = begin(session, actor, order_id, Move.RELEASE)
    move(session, actor, order, "released", order.status, held_at=None)
    tell(session, order, order.buyer_id, Kind.ORDER_RELEASED)
    return order.number


def begin(session: Session, actor: Actor, order_id: int, wanted: Move) -> Order:
    """The order, if the actor may make this move now.

    Raises NotFound for a stranger, NotAllowed for the wrong side or role, Conflict when the
    moment has passed.
    """
    order = access.get(session, actor, order_id)
    who.require_may(actor, rules.MOVES[wanted].permission)
    if actor.side is not rules.MOVES[wanted].side:
        raise NotAllowed
    if not can(order, wanted):
        raise Conflict(_why_not(order, wanted))
    return order


def can(order: Any, wanted: Move) -> bool:
    """Whether an order, as it stands, can make the move."""
    return rules.fits(
        wanted,
        OrderStatus(order.status),
        is_shipped=order.first_shipped_at is not None,
        is_held=order.held_at is not None,
        is_all_shipped=order.is_fully_shipped,
    )


def move(
    session: Session,
    actor: Actor | None,
    order: Order,
    kind: str,
    after: OrderStatus,
    reason: str = "",
    **values: Any,
) -> None:
    """Write a status: a guarded UPDATE and its event. Raises Conflict when another was first."""
    now, before = clock.now(), order.status
    values |= {
        "status": after,
        "status_before": before if after is OrderStatus.CANCEL_REQUESTED else None,
    }
    if after is OrderStatus.COMPLETED:
        values |= {"completed_at": now, "completed_on": clock.seoul_day(now)}
    unshipped = [Order.first_shipped_at.is_(None)] if order.first_shipped_at is None else []
    statement = (
        update(Order)
        .where(Order.id == order.id, Order.status == before, *unshipped)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    if not changed_one(session, statement):
        raise Conflict
    session.expire(order)
    sums.moved(session, order, before, after)
    session.connection().execute(
        insert(OrderEvent),
        {
            "order_id": order.id, "kind": kind, "from_status": before, "to_status": after,
            "user_id": actor.user_id if actor else None,
            "company_id": actor.company_id if actor else None, "reason": reason, "at": now,
        },
    )  # fmt: skip
    audit.write(session, actor, f"order.{kind}", f"order:{order.number}", reason)
    touch(session, order.buyer_id, "orders")
    touch(session, order.seller_id, "orders")


def finish(session: Session, actor: Actor | None, order: Order) -> None:
    """처리중 → 완료 and what is owed for it, due by the connection's terms."""
    move(session, actor, order, "completed", OrderStatus.COMPLETED)
    connection = session.execute(
        select(Connection.terms_kind, Connection.terms_days).where(
            Connection.buyer_id == order.buyer_id, Connection.seller_id == order.seller_id
        )
    ).one()
    completed_on = order.completed_on or clock.today()
    settlements.open(
        session,
        order_id=order.id or 0,
        buyer_id=order.buyer_id,
        seller_id=order.seller_id,
        amount=order.total_amount,
        completed_on=completed_on,
        due_on=terms.due_on(connection.terms_kind, connection.terms_days, completed_on),
    )
    tell(session, order, order.buyer_id, Kind.COMPLETED)


def tell(session: Session, order: Order, company_id: int, kind: Kind, reason: str = "") -> None:
    """A message to one party of an order."""
    values = {
        "number": order.number,
        "buyer": order.buyer_name,
        "seller": order.seller_name,
        "summary": order.summary,
        "total": won_text(order.total_amount),
        "reason": reason,
        "status": order.status.value,
    }
    sender = order.seller_id if company_id == order.buyer_id else order.buyer_id
    ref = f"order:{order.number}"
    messages.write(session, company_id, kind, ref, values, sender=sender)


def _before(order: Order) -> OrderStatus:
    return order.status_before or OrderStatus.PENDING


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid("사유를 입력해 주세요.", field="reason")
    if len(reason) > 500:
        raise Invalid("사유는 500자까지 쓸 수 있어요.", field="reason")
    return reason.strip()


def _why_not(order: Order, wanted: Move) -> str:
    rule = rules.MOVES[wanted]
    if rule.is_unshipped and order.first_shipped_at is not None and order.status in rule.sources:
        return TOO_LATE
    if rule.is_held is False and order.held_at is not None:
        return HELD
    return ""
