"""Buyers ask, sellers answer."""

from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.db import changed_one, insert_or_ignore, touch
from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound
from qnector.domain.accounts import access as companies
from qnector.domain.accounts import rules as who
from qnector.domain.audit import service as audit
from qnector.domain.billing import service as billing
from qnector.domain.connections import access
from qnector.domain.connections.models import Connection, ConnectionStatus, Terms
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Kind

LONGEST_TERM = 365
MOST_WON = 10**12


@dataclass(frozen=True, slots=True)
class TermsInput:
    """When orders are due and how much may be open (won; None is without limit).

    `days` belongs to N일 and 익월 N일. Raises Invalid by field.
    """

    kind: Terms = Terms.NEXT_MONTH_END
    days: int = 0
    credit_limit: int | None = None

    def __post_init__(self) -> None:
        most = {Terms.DAYS: LONGEST_TERM, Terms.NEXT_MONTH_DAY: 31}.get(self.kind, 0)
        if not min(1, most) <= self.days <= most:
            raise Invalid("정산 기한의 날수를 다시 확인해 주세요.", field="days")
        if self.credit_limit is not None and not 0 <= self.credit_limit <= MOST_WON:
            raise Invalid("신용 한도를 다시 확인해 주세요.", field="credit_limit")


def request(session: Session, actor: Actor, seller_id: int) -> int:
    """Ask a seller to let one order; after 거절 one may ask again. Returns the connection's id.

    Raises NotFound for who sells nothing, Conflict when asked or connected already.
    """
    who.require_may(actor, "connections.request")
    buyer = companies.company(session, actor)
    if companies.seller(session, seller_id).id == actor.company_id:
        raise NotFound("판매자를 찾을 수 없어요.")
    if buyer.managed_by is not None:
        raise NotAllowed("전용 구매자는 다른 판매자에게 승인을 요청할 수 없어요.")
    connection_id = _ask(session, actor.company_id, seller_id)
    if connection_id is None:
        raise Conflict("이미 승인을 요청했거나 거래 중인 판매자예요.")
    messages.write(
        session, seller_id, Kind.CONNECTION_REQUESTED, f"connection:{connection_id}",
        {"buyer": buyer.name},
    )  # fmt: skip
    _tell(session, actor, access.get(session, actor, connection_id), "connection.request")
    return connection_id


def withdraw(session: Session, actor: Actor, connection_id: int) -> None:
    """되돌리기 of a request that is not answered yet. Raises Conflict when it is."""
    who.require_may(actor, "connections.request")
    found = access.get(session, actor, connection_id)
    statement = delete(Connection).where(
        Connection.id == connection_id, Connection.status == ConnectionStatus.REQUESTED
    )
    if not changed_one(session, statement):
        raise Conflict("판매자가 이미 답했어요.")
    session.expunge(found)
    _tell(session, actor, found, "connection.withdraw")


def approve(session: Session, actor: Actor, connection_id: int) -> None:
    """Let a buyer order. Raises LimitReached when the plan has no connection left."""
    who.require_may(actor, "connections.answer")
    _need_place(session, actor, connection_id)
    _answer(session, actor, connection_id, ConnectionStatus.REQUESTED, ConnectionStatus.APPROVED)


def reject(session: Session, actor: Actor, connection_id: int, reason: str) -> None:
    """거절, with its reason."""
    who.require_may(actor, "connections.answer")
    if not 1 <= len(reason.strip()) <= 500:
        raise Invalid("사유를 500자까지 입력해 주세요.", field="reason")
    _answer(
        session, actor, connection_id, ConnectionStatus.REQUESTED, ConnectionStatus.REJECTED,
        reason.strip(),
    )  # fmt: skip


def suspend(session: Session, actor: Actor, connection_id: int, reason: str = "") -> None:
    """거래 중지: no new orders; placed ones go on."""
    who.require_may(actor, "connections.answer")
    _answer(
        session, actor, connection_id, ConnectionStatus.APPROVED, ConnectionStatus.SUSPENDED,
        reason.strip()[:500],
    )  # fmt: skip


def resume(session: Session, actor: Actor, connection_id: int) -> None:
    """Let a suspended buyer order again. Raises LimitReached when its place was given away."""
    who.require_may(actor, "connections.answer")
    _need_place(session, actor, connection_id)
    _answer(session, actor, connection_id, ConnectionStatus.SUSPENDED, ConnectionStatus.APPROVED)


def set_terms(session: Session, actor: Actor, connection_id: int, given: TermsInput) -> None:
    """정산 조건 and 신용 한도 of a buyer, for orders from now on."""
    who.require_may(actor, "connections.answer")
    found = access.get(session, actor, connection_id)
    found.terms_kind, found.terms_days = given.kind, given.days
    found.credit_limit = given.credit_limit
    session.add(found)
    session.flush()
    _tell(session, actor, found, "connection.terms")


def _ask(session: Session, buyer_id: int, seller_id: int) -> int | None:
    """A new request, or 거절 asked anew; None when there is another connection already."""
    now = clock.now()
    asked = {"status": ConnectionStatus.REQUESTED, "requested_at": now, "reason": ""}
    again = (
        update(Connection)
        .where(Connection.buyer_id == buyer_id, Connection.seller_id == seller_id)
        .where(Connection.status == ConnectionStatus.REJECTED)
        .values(answered_at=None, **asked)
        .returning(Connection.id)
    )
    found = session.connection().execute(again).scalar()
    if found is not None:
        session.expire_all()
        return int(found)
    made = (
        insert_or_ignore(session, Connection, ["buyer_id", "seller_id"])
        .values(
            buyer_id=buyer_id, seller_id=seller_id, terms_kind=Terms.NEXT_MONTH_END, terms_days=0,
            **asked,
        )
        .returning(Connection.id)
    )  # fmt: skip
    return session.connection().execute(made).scalar()


def _need_place(session: Session, actor: Actor, connection_id: int) -> None:
    """The plan counts approved buyers; two approvals at once must not both take the last place."""
    access.get(session, actor, connection_id)
    companies.lock(session, actor)
    used = session.execute(
        select(func.count()).where(
            Connection.seller_id == actor.company_id,
            Connection.status == ConnectionStatus.APPROVED,
            Connection.id != connection_id,
        )
    ).scalar_one()
    billing.require(session, actor.company_id, billing.Limit.CONNECTIONS, used)


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
    seller = companies.company(session, actor)
    messages.write(
        session, found.buyer_id, Kind.CONNECTION_ANSWERED, f"connection:{found.id}",
        {"seller": seller.name, "status": after.value, "reason": reason},
    )  # fmt: skip
    _tell(session, actor, found, f"connection.{after.value}")


def _tell(session: Session, actor: Actor, connection: Connection, action: str) -> None:
    audit.write(session, actor, action, f"connection:{connection.id}")
    for company_id in (connection.buyer_id, connection.seller_id):
        touch(session, company_id, "connections")
    # What the buyer may see of the seller's products changes with it.
    touch(session, connection.buyer_id, "stock")
