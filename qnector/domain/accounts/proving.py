"""Somebody has shown that the mail of an account is theirs to read."""

from sqlalchemy import update
from sqlmodel import Session

from qnector.core import clock
from qnector.core.db import touch
from qnector.domain.accounts import checking
from qnector.domain.accounts.models import Company, Registration, User


def prove(session: Session, user: User) -> None:
    """Somebody reads the mail of this account: it may sign in, and others find its company."""
    user.email_verified_at = user.email_verified_at or clock.now()
    session.add(user)
    company = session.get(Company, user.company_id) if user.company_id else None
    if company is not None and not company.is_confirmed:
        company.is_confirmed = True
        session.add(company)
        touch(session, checking.OPERATORS, checking.COMPANIES)
    _finish(session, user)


def _finish(session: Session, user: User) -> None:
    """What was typed is not needed any more; the open screen only says that it is done."""
    session.execute(
        update(Registration)
        .where(Registration.user_id == user.id)
        .values(values={"is_verified": True, "sent_to": user.email}, updated_at=clock.now())
        .execution_options(synchronize_session=False)
    )
