"""The operator stops a company from using this server, and lets it in again: 이용 중지, 재개.

Nobody of a suspended company is signed in or may sign in. Nobody finds it among the sellers or
orders from it; orders that were placed stay as they are.
"""

from sqlalchemy import or_, select, update
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor, Role
from qnector.core.db import changed_one, touch
from qnector.core.errors import Conflict
from qnector.domain.accounts import directory
from qnector.domain.accounts import rules as who
from qnector.domain.accounts.models import Company, LoginSession, User
from qnector.domain.audit import service as audit
from qnector.domain.connections import rules
from qnector.domain.connections.models import Connection
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Kind

DESK = 0  # the operators' screens listen where the companies have their id
MOVED = "다른 운영자가 먼저 바꿨어요. 바뀐 상태를 확인해 주세요."


def suspend_company(session: Session, actor: Actor, company_id: int, reason: str) -> None:
    """이용 중지, with its reason, which its owners are written. Raises Conflict when it is so."""
    who.require_may(actor, "companies.write")
    said = rules.reason_of(reason)
    company = directory.company(session, actor, company_id)
    _move(session, company, is_open=False, reason=said)
    audit.write(
        session, actor, "company.suspend", f"company:{company_id}", said, company_id=company_id
    )
    _sign_out(session, company_id)
    _tell_owners(session, company, Kind.COMPANY_SUSPENDED, {"reason": said})
    _wake(session, company_id)


def resume_company(session: Session, actor: Actor, company_id: int) -> None:
    """이용 재개, of which its owners are written. Raises Conflict when it is not suspended."""
    who.require_may(actor, "companies.write")
    company = directory.company(session, actor, company_id)
    _move(session, company, is_open=True, reason="")
    audit.write(session, actor, "company.resume", f"company:{company_id}", company_id=company_id)
    _tell_owners(session, company, Kind.COMPANY_RESUMED, {})
    _wake(session, company_id)


def _move(session: Session, company: Company, *, is_open: bool, reason: str) -> None:
    before = Company.suspended_at.is_not(None) if is_open else Company.suspended_at.is_(None)
    statement = (
        update(Company)
        .where(Company.id == company.id, before)
        .values(suspended_at=None if is_open else clock.now(), suspended_reason=reason)
    )
    if not changed_one(session, statement):
        raise Conflict(MOVED)
    session.expire(company)


def _sign_out(session: Session, company_id: int) -> None:
    """For good: no device is signed in again by 이용 재개. An operator who looks stays."""
    people = select(User.id).where(User.company_id == company_id)
    session.execute(
        update(LoginSession)
        .where(LoginSession.user_id.in_(people), LoginSession.acting_operator_id.is_(None))
        .where(LoginSession.ended_at.is_(None))
        .values(ended_at=clock.now())
        .execution_options(synchronize_session=False)
    )


def _tell_owners(session: Session, company: Company, kind: Kind, values: dict[str, str]) -> None:
    """A mail to each: nobody of a company that is stopped reads what stands inside the app."""
    owners = select(User.email).where(
        User.company_id == company.id, User.role == Role.OWNER, User.is_active
    )
    for email in session.execute(owners).scalars().all():
        messages.write_mail(
            session, email, kind, f"company:{company.id}", {"company": company.name, **values}
        )


def _wake(session: Session, company_id: int) -> None:
    """Its own screens leave or come back; its partners' lists, tiles and carts follow."""
    touch(session, company_id, "session")
    touch(session, DESK, "companies")
    statement = select(Connection.buyer_id, Connection.seller_id).where(
        or_(Connection.buyer_id == company_id, Connection.seller_id == company_id)
    )
    for row in session.execute(statement):
        partner = row.buyer_id if row.seller_id == company_id else row.seller_id
        touch(session, partner, "connections")
        if row.seller_id == company_id:
            touch(session, partner, "stock")
            touch(session, partner, "cart")
