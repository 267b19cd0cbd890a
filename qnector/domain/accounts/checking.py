"""What the tax office said of a company, and what that means for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import or_, select, update
from sqlmodel import Session

from qnector.core import clock
from qnector.core.db import changed_one, touch
from qnector.core.errors import Invalid
from qnector.domain.accounts.models import Company, Verification
from qnector.domain.audit import service as audit
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Kind

TRUE = "확인되었어요"
NOT_TRUE = "확인할 수 없습니다"
NO_SUCH = "확인불가"
NOT_YET = "미확인"
MOST_NOTE = 100
BY_HAND = "운영자: "  # before a note that an operator wrote
ASK_AGAIN = timedelta(days=1)
CHECKED = "company"  # the topic of 회사 설정
OPERATORS = 0  # the operators' screens listen under no company
COMPANIES = "companies"


class Standing(StrEnum):
    """계속사업자, 휴업자, 폐업자, 확인불가 (no such number).

    Or there is no key, so that nobody was asked, or nobody answered.
    """

    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"
    UNREACHABLE = "unreachable"


OVER = {Standing.SUSPENDED: "휴업", Standing.CLOSED: "폐업"}
UNANSWERED = frozenset({Standing.NOT_ASKED, Standing.UNREACHABLE})


@dataclass(frozen=True, slots=True)
class Check:
    """An answer of the tax office: how the number stands, and whether what was claimed is true.

    `is_true` is None when only the number was asked about, or nobody answered. `word` is the tax
    office's own: 계속사업자, 폐업자 (2024-06-30).
    """

    standing: Standing
    is_true: bool | None = None
    word: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether the tax office said anything at all."""
        return self.standing not in UNANSWERED

    @property
    def is_confirmed(self) -> bool:
        """확인: the claim is true and the business goes on."""
        return self.is_true is True and self.standing is Standing.ACTIVE

    @property
    def note(self) -> str:
        """What stands in the way of 확인, in few words; "" when it is confirmed or unanswered."""
        if self.is_confirmed or not self.is_answered:
            return ""
        if self.standing is Standing.UNKNOWN:
            return NO_SUCH
        if self.standing in OVER:
            return self.word or OVER[self.standing]
        return NOT_TRUE if self.is_true is False else ""


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A 미확인 company that the tax office may be asked about."""

    id: int
    number: str
    opened_on: date | None
    representative_name: str
    name: str


def problem(check: Check) -> Invalid | None:
    """What to say when the tax office clearly said no; nobody's silence refuses anything."""
    if check.standing is Standing.UNKNOWN:
        said = f"사업자 상태: {NO_SUCH}. 번호를 다시 확인해 주세요."
        return Invalid(said, field="business_number")
    if check.standing in OVER:
        word = check.word or OVER[check.standing]
        said = f"사업자 상태: {word}. {OVER[check.standing]} 중인 사업자는 쓸 수 없어요."
        return Invalid(said, field="business_number")
    if check.is_true is False:
        return Invalid(f"{NOT_TRUE}. 사업자등록증과 같은지 확인해 주세요.", field="opened_on")
    return None


def refuse(check: Check) -> None:
    """Raises Invalid when the tax office clearly said no."""
    if refusal := problem(check):
        raise refusal


def note(company: Company, check: Check) -> None:
    """Write an answer into a company that is being made or changed; a silence leaves 미확인.

    What was said of other values does not count any more.
    """
    now = clock.now()
    company.verification = Verification.VERIFIED if check.is_confirmed else Verification.UNVERIFIED
    company.verified_at = now if check.is_confirmed else None
    company.checked_at = now if check.is_answered else None
    company.check_note = check.note[:MOST_NOTE]


def unchecked(session: Session, limit: int, but: Sequence[int] = ()) -> list[Unchecked]:
    """미확인 companies that were never asked about, then those asked about longest ago.

    Who got an answer is asked about again after a day. What an operator said stays; `but` are left
    out.
    """
    row = Company.__table__.c
    statement = (
        select(row.id, row.business_number, row.opened_on, row.representative_name, row.name)
        .where(
            row.is_confirmed,
            row.verification == Verification.UNVERIFIED,
            row.verified_at.is_(None),
            row.suspended_at.is_(None),
            ~row.check_note.startswith(BY_HAND),
            row.id.not_in(but),
            or_(row.checked_at.is_(None), row.checked_at < clock.now() - ASK_AGAIN),
        )
        .order_by(row.checked_at.is_not(None), row.checked_at, row.id)
        .limit(limit)
    )
    return [Unchecked(*found) for found in session.connection().execute(statement)]


def recheck(session: Session, seen: Unchecked, check: Check) -> bool:
    """Write what was told of a 미확인 company, and tell the company what is new.

    What an operator said meanwhile, or somebody confirmed, stays as it is; and the answer is worth
    nothing to a company that says something else of itself by now. Says whether anything
    was written.
    """
    if not check.is_answered:
        return False
    # Held until the end: two who are told the same at once tell the company once.
    held = select(Company.check_note).where(Company.id == seen.id)
    before = session.execute(held.with_for_update(key_share=True)).scalar()
    now = clock.now()
    values = {"checked_at": now, "check_note": check.note[:MOST_NOTE]}
    if check.is_confirmed:
        values |= {"verification": Verification.VERIFIED, "verified_at": now}
    is_done = changed_one(
        session,
        update(Company)
        .where(
            Company.id == seen.id,
            Company.verification == Verification.UNVERIFIED,
            Company.verified_at.is_(None),
            ~Company.__table__.c.check_note.startswith(BY_HAND),
            Company.business_number == seen.number,
            Company.opened_on.is_not_distinct_from(seen.opened_on),
            Company.representative_name == seen.representative_name,
            Company.name == seen.name,
        )
        .values(**values),
    )
    if is_done and (check.is_confirmed or values["check_note"] != before):
        _tell(session, seen.id, check)
    return is_done


def _tell(session: Session, company_id: int, check: Check) -> None:
    """A note that only went away is no end of the check: the screens show it, nobody is told."""
    said = "확인" if check.is_confirmed else check.note
    ref = f"company:{company_id}"
    audit.write(session, None, "company.check", ref, said or NOT_YET, company_id=company_id)
    if said:
        company = session.get(Company, company_id)
        told = {"company": company.name if company else "", "result": said, "by": "국세청"}
        messages.write(session, company_id, Kind.COMPANY_CHECKED, ref, told)
    touch(session, company_id, CHECKED)
    touch(session, OPERATORS, COMPANIES)
