"""Buyers ask, sellers answer."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.db import changed_one, insert_or_ignore, touch
from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound
from qnector.domain.accounts import access as companies
from qnector.domain.accounts import rules as who
from qnector.domain.audit import service as audit
from qnector.domain.billing import service as billing
from qnector.domain.connections import access, rules
from qnector.domain.connections.models import Connection, ConnectionStatus, Terms
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Kind

LONGEST_TERM = 365
MOST_WON = 10**12
# What the second of two people reads, by what the first one made of it.
ANSWERED = {
    ConnectionStatus.REQUESTED: "아직 답하지 않은 요청이에요. 바뀐 상태를 확인해 주세요.",
    ConnectionStatus.APPROVED: "다른 사람이 먼저 승인했어요. 바뀐 상태를 확인해 주세요.",
    ConnectionStatus.REJECTED: "다른 사람이 먼저 거절했어요. 바뀐 상태를 확인해 주세요.",
    ConnectionStatus.SUSPENDED: "다른 사람이 먼저 거래를 중지했어요. 바뀐 상태를 확인해 주세요.",
}


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
            raise Invalid(_days_sentence(most), field="days")
        if self.credit_limit is not None and not 0 <= self.credit_limit <= MOST_WON:
            raise Invalid("신용 한도는 0원부터 1조 원까지 정할 수 있어요.", field="credit_limit")


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
        {"buyer": buyer.name}, sender=actor.company_id,
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
    """거절, with its reason. Raises Conflict when it is answered already."""
    who.require_may(actor, "connections.answer")
    _answer(
        session, actor, connection_id, ConnectionStatus.REQUESTED, ConnectionStatus.REJECTED,
        rules.reason_of(reason),
    )  # fmt: skip


def reopen(session: Session, actor: Actor, connection_id: int) -> None:
    """되돌리기 of 거절: the request waits for its answer again. Nobody is written to."""
    who.require_may(actor, "connections.answer")
    found = _move(
        session, actor, connection_id, ConnectionStatus.REJECTED, ConnectionStatus.REQUESTED
    )
    _tell(session, actor, found, "connection.reopen")


def suspend(session: Session, actor: Actor, connection_id: int, reason: str) -> None:
    """거래 중지, with its reason: no new orders; placed ones go on."""
    who.require_may(actor, "connections.answer")
    _answer(
        session, actor, connection_id, ConnectionStatus.APPROVED, ConnectionStatus.SUSPENDED,
        rules.reason_of(reason),
    )  # fmt: skip


def resume(session: Session, actor: Actor, connection_id: int) -> None:
    """Let a suspended buyer order again. Raises LimitReached when its place was given away."""
    who.require_may(actor, "connections.answer")
    _need_place(session, actor, connection_id)
    _answer(session, actor, connection_id, ConnectionStatus.SUSPENDED, ConnectionStatus.APPROVED)


def set_terms(
    session: Session,
    actor: Actor,
    connection_id: int,
    given: TermsInput,
    seen: TermsInput | None = None,
) -> None:
    """정산 조건 and 신용 한도 of a buyer, for orders from now on.

    `seen` is what the person changed them from: raises Conflict when that is not so any more.
    """
    who.require_may(actor, "connections.answer")
    found = access.get(session, actor, connection_id)
    statement = (
        update(Connection)
        .where(Connection.id == connection_id, *_still(seen))
        .values(terms_kind=given.kind, terms_days=given.days, credit_limit=given.credit_limit)
    )
    if not changed_one(session, statement):
        raise Conflict("다른 사람이 먼저 조건을 바꿨어요. 바뀐 조건을 확인해 주세요.")
    session.refresh(found)
    _tell(session, actor, found, "connection.terms")


def _still(seen: TermsInput | None) -> list[ColumnElement[bool]]:
    if seen is None:
        return []
    held = Connection.__table__.c
    return [
        held.terms_kind == seen.kind,
        held.terms_days == seen.days,
        held.credit_limit.is_not_distinct_from(seen.credit_limit),
    ]


def _days_sentence(most: int) -> str:
    if not most:
        return "이 조건에는 날수를 정할 수 없어요."
    return f"날수를 1부터 {most}까지 입력해 주세요."


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
    found = _move(session, actor, connection_id, before, after, reason)
    seller = companies.company(session, actor)
    messages.write(
        session, found.buyer_id, Kind.CONNECTION_ANSWERED, f"connection:{found.id}",
        {"seller": seller.name, "status": after.value, "reason": reason},
        sender=actor.company_id,
    )  # fmt: skip
    _tell(session, actor, found, f"connection.{after.value}")


def _move(
    session: Session,
    actor: Actor,
    connection_id: int,
    before: ConnectionStatus,
    after: ConnectionStatus,
    reason: str = "",
) -> Connection:
    """From one status to another, once. Raises Conflict with what somebody else made of it."""
    found = access.get(session, actor, connection_id)
    answered_at = None if after is ConnectionStatus.REQUESTED else clock.now()
    statement = (
        update(Connection)
        .where(Connection.id == connection_id, Connection.status == before)
        .values(status=after, reason=reason, answered_at=answered_at)
    )
    has_changed = changed_one(session, statement)
    session.expire(found)
    found = access.get(session, actor, connection_id)
    if not has_changed:
        raise Conflict(ANSWERED[found.status])
    return found


def _tell(session: Session, actor: Actor, connection: Connection, action: str) -> None:
    audit.write(session, actor, action, f"connection:{connection.id}")
    for company_id in (connection.buyer_id, connection.seller_id):
        touch(session, company_id, "connections")
    # What the buyer may see of the seller's products changes with it.
    touch(session, connection.buyer_id, "stock")
