"""The operator says by hand what the tax office could not: 확인, and back to 미확인.

It stays so until the company changes what was checked; the company is told.
"""

from sqlalchemy import update
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.db import changed_one, touch
from qnector.core.errors import Conflict, Invalid
from qnector.domain.accounts import directory, rules
from qnector.domain.accounts.checking import BY_HAND, CHECKED, COMPANIES, OPERATORS
from qnector.domain.accounts.models import Company, Verification
from qnector.domain.audit import service as audit
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Kind

MOST_NOTE = 80


def verify(session: Session, actor: Actor, company_id: int, note: str) -> None:
    """확인 by hand. `note` says what was looked at. Raises Conflict when it is 확인 already."""
    _settle(session, actor, company_id, Verification.VERIFIED, note)


def unverify(session: Session, actor: Actor, company_id: int, note: str) -> None:
    """Back to 미확인, and why. Raises Conflict when it is 미확인 already."""
    _settle(session, actor, company_id, Verification.UNVERIFIED, note)


def _settle(
    session: Session, actor: Actor, company_id: int, verdict: Verification, note: str
) -> None:
    rules.require_may(actor, "companies.write")
    said = " ".join(note.split())
    if not said:
        raise Invalid("무엇을 보고 정했는지 입력해 주세요.", field="note")
    if len(said) > MOST_NOTE:
        raise Invalid(f"메모는 {MOST_NOTE}자까지 쓸 수 있어요.", field="note")
    company = directory.company(session, actor, company_id)
    now = clock.now()
    is_verified = verdict is Verification.VERIFIED
    statement = (
        update(Company)
        .where(Company.id == company_id, Company.verification != verdict)
        .values(
            verification=verdict,
            verified_at=now if is_verified else None,
            checked_at=now,
            check_note=f"{BY_HAND}{said}",
        )
    )
    if not changed_one(session, statement):
        raise Conflict("다른 사람이 먼저 바꿨어요. 바뀐 상태를 확인해 주세요.")
    session.expire(company)
    action = "company.verify" if is_verified else "company.unverify"
    ref = f"company:{company_id}"
    audit.write(session, actor, action, ref, said, company_id=company_id)
    result = "확인" if is_verified else "미확인"
    told = {"company": company.name, "result": result, "by": "큐넥터 운영자"}
    messages.write(session, company_id, Kind.COMPANY_CHECKED, ref, told)
    touch(session, company_id, CHECKED)
    touch(session, OPERATORS, COMPANIES)
