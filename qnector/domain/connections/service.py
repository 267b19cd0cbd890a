"""Buyers ask, sellers answer."""

from sqlalchemy import func, select, update
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.db import changed_one, touch
from qnector.core.errors import Conflict, Invalid, NotFound
from qnector.domain.accounts import rules as who
from qnector.domain.accounts.models import Company
from qnector.domain.audit import service as audit
from qnector.domain.billing import service as billing
from qnector.domain.connections import access
from qnector.domain.connections.models import Connection, ConnectionStatus
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Kind

ASKABLE = {None, ConnectionStatus.REJECTED}


def request(session: Session, actor: Actor, seller_id: int) -> int:
    """Ask a seller to let one order; after 거절 one may ask again. Returns the connection's id."""
    who.require_may(actor, "connections.request")
    seller = session.get(Company, seller_id)
    buyer = session.get(Company, actor.company_id)
    if seller is None or not seller.is_seller or seller.id == actor.company_id:
        raise NotFound
    if buyer is None or buyer.managed_by is not None:
        raise NotFound
    statement = select(Connection).where(
        Connection.buyer_id == actor.company_id, Connection.seller_id == seller_id
    )
    found = session.execute(statement).scalar()
    if (found.status if found else None) not in ASKABLE:
        raise Conflict("이미 승인을 요청했거나 거래 중인 판매자예요.")
    if found is None:
        found = Connection(
            buyer_id=actor.company_id,
            seller_id=seller_id,
            status=ConnectionStatus.REQUESTED,
            requested_at=clock.now(),
        )
    found.status, found.requested_at, found.reason = (
        ConnectionStatus.REQUESTED, clock.now(), "",
    )  # fmt: skip
    session.add(found)
    session.flush()
    messages.write(
        session, seller_id, Kind.CONNECTION_REQUESTED, f"connection:{found.id}",
        {"buyer": buyer.name},
    )  # fmt: skip
    _tell(session, actor, found, "connection.request")
    return found.id or 0


def withdraw(session: Session, actor: Actor, connection_id: int) -> None:
    """되돌리기 of a request that is not answered yet."""
    who.require_may(actor, "connections.request")
    found = access.get(session, actor, connection_id)
    if found.status is not ConnectionStatus.REQUESTED:
        raise Conflict("판매자가 이미 답했어요.")
    _tell(session, actor, found, "connection.withdraw")
    session.delete(found)
    session.flush()


def approve(session: Session, actor: Actor, connection_id: int) -> None:
    """Let a buyer order. Raises LimitReached when the plan has no connection left."""
    who.require_may(actor, "connections.answer")
    # The company row is the lock: two approvals at once must not both take the last place.
    session.execute(select(Company.id).where(Company.id == actor.company_id).with_for_update())
    used = session.execute(
        select(func.count()).where(
            Connection.seller_id == actor.company_id,
            Connection.status.in_([ConnectionStatus.APPROVED, ConnectionStatus.SUSPENDED]),
        )
    ).scalar_one()
    billing.require(session, actor.company_id, billing.Limit.CONNECTIONS, used)
    _answer(session, actor, connection_id, ConnectionStatus.REQUESTED, ConnectionStatus.APPROVED)


def reject(session: Session, actor: Actor, connection_id: int, reason: str) -> None:
    """거절, with its reason."""
    who.require_may(actor, "connections.answer")
    if not reason.strip():
        raise Invalid("사유를 입력해 주세요.", field="reason")
    _answer(
        session, actor, connection_id, ConnectionStatus.REQUESTED, ConnectionStatus.REJECTED,
        reason.strip(),
    )  # fmt: skip


def suspend(session: Session, actor: Actor, connection_id: int, reason: str = "") -> None:
    """거래 중지: no new orders; placed ones go on."""
    who.require_may(actor, "connections.answer")
    _answer(
        session, actor, connection_id, ConnectionStatus.APPROVED, ConnectionStatus.SUSPENDED,
        reason,
    )  # fmt: skip


def resume(session: Session, actor: Actor, connection_id: int) -> None:
    """Let a suspended buyer order again."""
    who.require_may(actor, "connections.answer")
    _answer(session, actor, connection_id, ConnectionStatus.SUSPENDED, ConnectionStatus.APPROVED)


def _answer(
    session: Session,
    actor: Actor,
    connection_id: int,
    before: ConnectionStatus,
    after: ConnectionStatus,
    reason: str = "",
) -> None:
    found = access.get(session, actor, connection_id)
    statement = (
        update(Connection)
        .where(Connection.id == connection_id, Connection.status == before)
        .values(status=after, reason=reason, answered_at=clock.now())
        .execution_options(synchronize_session="fetch")
    )
    if not changed_one(session, statement):
        raise Conflict
    session.refresh(found)
    seller = session.get(Company, actor.company_id)
    messages.write(
        session, found.buyer_id, Kind.CONNECTION_ANSWERED, f"connection:{found.id}",
        {"seller": seller.name if seller else "", "status": after.value, "reason": reason},
    )  # fmt: skip
    _tell(session, actor, found, f"connection.{after.value}")


def _tell(session: Session, actor: Actor, connection: Connection, action: str) -> None:
    audit.write(session, actor, action, f"connection:{connection.id}")
    for company_id in (connection.buyer_id, connection.seller_id):
        touch(session, company_id, "connections")
    # What the buyer may see of the seller's products changes with it.
    touch(session, connection.buyer_id, "stock")
