"""전용 구매자: let in by the seller that made them, without being asked."""

from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.errors import NotFound
from qnector.domain.accounts import rules as who
from qnector.domain.accounts.models import Company
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import Connection, ConnectionStatus


def connect(session: Session, actor: Actor, buyer_id: int) -> int:
    """A seller lets its own 전용 구매자 in; the plan's limit counts. Returns the connection's id.

    Raises NotFound for any other company.
    """
    who.require_may(actor, "connections.answer")
    buyer = session.get(Company, buyer_id)
    if buyer is None or buyer.managed_by != actor.company_id:
        raise NotFound("구매자를 찾을 수 없어요.")
    made = Connection(
        buyer_id=buyer_id,
        seller_id=actor.company_id,
        status=ConnectionStatus.REQUESTED,
        requested_at=clock.now(),
    )
    session.add(made)
    session.flush()
    connections.approve(session, actor, made.id or 0)
    return made.id or 0
