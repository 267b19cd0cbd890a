"""회원가입 whose address nobody has proven within a month: the person in it is forgotten.

The rows stay without what was said in them, because the audit log names them for good; so do the
mails. Nobody has ever been signed in there, so nothing else refers to them.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, delete, exists, select, update
from sqlmodel import Session

from qnector.core.db import touch
from qnector.domain.accounts import access, checking
from qnector.domain.accounts.models import Company, Consent, OneTimeLink, Registration, User
from qnector.domain.audit import service as audit
from qnector.domain.messages import service as messages

KEPT = timedelta(days=30)
GONE = "지워진 가입"
AT_ONCE = 200
_companies, _people = Company.__table__, User.__table__
_company, _user = _companies.c, _people.c
# A company without its words; `name` says that it is gone.
LEFT = {
    **dict.fromkeys(
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
    ),
    "name": GONE,
    "opened_on": None,
}
LEAVE = (
    update(_people)
    .where(_user.id == bindparam("left"))
    .values(email=bindparam("address"), name=GONE, password_hash="", is_active=False)
)


def left_address(user_id: int) -> str:
    """The address of a login that nobody has any more: none that a mail can go to, so that nobody
    can sign up with it."""
    return f"#{user_id}@left.invalid"


def forget_unproven(session: Session, now: datetime) -> int:
    """Forget the oldest; says how many. A link that was sent lately keeps its account."""
    unproven = _unproven(now - KEPT)
    chosen = _ids(session, unproven.order_by(_company.id).limit(AT_ONCE))
    people = access.hold_people(session, _user.company_id.in_(chosen))
    # Asked again: somebody may have signed up anew before their row was held.
    found = _ids(session, unproven.where(_company.id.in_(chosen)))
    if found:
        _forget(session, found, [user.id or 0 for user in people if user.company_id in found])
    return len(found)


def _ids(session: Session, which: Select[Any]) -> set[int]:
    return set(session.execute(which).scalars())


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


def _forget(session: Session, company_ids: set[int], user_ids: list[int]) -> None:
    run = session.connection().execute
    messages.blank_mails(session, [f"user:{one}" for one in user_ids])
    run(update(_companies).where(_company.id.in_(company_ids)).values(**LEFT))
    for table in (Consent.__table__, OneTimeLink.__table__):
        run(delete(table).where(table.c.user_id.in_(user_ids)))
    visits = Registration.__table__
    run(update(visits).where(visits.c.user_id.in_(user_ids)).values(user_id=None))
    if user_ids:
        run(LEAVE, [{"left": one, "address": left_address(one)} for one in user_ids])
    session.expire_all()
    for company_id in sorted(company_ids):
        audit.write(session, None, "company.forget", f"company:{company_id}", company_id=company_id)
    touch(session, checking.OPERATORS, checking.COMPANIES)
