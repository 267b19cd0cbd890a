"""회원가입 whose address nobody has proven within a month: the person in it is forgotten.

The rows stay without what was said in them, because the audit log names them for good. Nobody has
ever been signed in there, so nothing else refers to them.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, exists, select, update
from sqlmodel import Session

from qnector.core.db import touch
from qnector.domain.accounts import checking
from qnector.domain.accounts.models import Company, Consent, OneTimeLink, Registration, User
from qnector.domain.audit import service as audit

KEPT = timedelta(days=30)
GONE = "지워진 가입"
AT_ONCE = 200
_company = Company.__table__.c
_user = User.__table__.c
# A company without its words; `name` says that it is gone.
BLANK = dict.fromkeys(
    (
        "business_number",
        "representative_name",
        "business_type",
        "business_item",
        "postal_code",
        "street",
        "detail",
        "phone",
        "contact_email",
        "check_note",
    ),
    "",
)


def left_address(user_id: int) -> str:
    """The address of a login that nobody has any more: unlike any that a mail can go to."""
    return f"{user_id}@left.invalid"


def forget_unproven(session: Session, now: datetime) -> int:
    """Forget the oldest; says how many. A link that was sent lately keeps its account."""
    unproven = _unproven(now - KEPT)
    found = list(session.execute(unproven.order_by(_company.id).limit(AT_ONCE)).scalars())
    for company_id in found:
        _forget(session, company_id)
    if found:
        touch(session, checking.OPERATORS, checking.COMPANIES)
    return len(found)


def _unproven(before: datetime) -> Select[Any]:
    """The ids of companies whose owner never proved the address, and is not about to."""
    theirs = _user.company_id == _company.id
    has_proven = exists().where(theirs, _user.email_verified_at.is_not(None))
    has_link = exists().where(
        theirs, OneTimeLink.user_id == _user.id, OneTimeLink.created_at >= before
    )
    return select(_company.id).where(
        ~_company.is_confirmed,
        _company.created_at < before,
        _company.business_number != "",
        ~has_proven,
        ~has_link,
    )


def _forget(session: Session, company_id: int) -> None:
    values = {**BLANK, "name": GONE, "opened_on": None}
    session.execute(update(Company).where(Company.id == company_id).values(**values))
    people = select(_user.id).where(_user.company_id == company_id)
    for user_id in list(session.execute(people).scalars()):
        _forget_person(session, user_id)
    audit.write(session, None, "company.forget", f"company:{company_id}", company_id=company_id)


def _forget_person(session: Session, user_id: int) -> None:
    for table in (Consent, OneTimeLink):
        session.execute(delete(table).where(table.user_id == user_id))
    session.execute(
        update(Registration).where(Registration.user_id == user_id).values(user_id=None)
    )
    session.execute(
        update(User)
        .where(User.id == user_id)
        .values(email=left_address(user_id), name=GONE, password_hash="", is_active=False)
    )
