"""회사 설정: what a company says of itself."""

import re
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.db import touch
from qnector.core.emails import is_email
from qnector.core.errors import Conflict, Invalid
from qnector.domain.accounts import access, checking, rules
from qnector.domain.accounts.bank import reseal
from qnector.domain.accounts.checking import Check, Unchecked
from qnector.domain.accounts.models import Company, Verification
from qnector.domain.accounts.profile import ACCOUNT
from qnector.domain.audit import service as audit

__all__ = [
    "CompanyFields",
    "Edited",
    "FieldChange",
    "Standing",
    "changes",
    "edit",
    "fields",
    "reseal",
]

TOPIC = "company"
LABELS = {
    "business_number": "사업자등록번호",
    "name": "상호(법인명)",
    "representative_name": "대표자명",
    "opened_on": "개업일자",
    "business_item": "업종",
    "business_type": "업태",
    "postal_code": "우편번호",
    "street": "기본주소",
    "detail": "상세주소",
    "contact_email": "연락용 이메일",
    "phone": "전화",
    "contact_name": "담당자",
    "contact_phone": "담당자 연락처",
}
LENGTHS = {
    "name": 100,
    "representative_name": 50,
    "business_item": 100,
    "business_type": 100,
    "postal_code": 5,
    "street": 200,
    "detail": 100,
    "contact_email": 254,
    "phone": 20,
    "contact_name": 50,
    "contact_phone": 20,
}
# What the tax office confirms: when one of these changes it is asked anew.
REGISTERED = ("business_number", "name", "representative_name", "opened_on")
PHONE = re.compile(r"[0-9+][0-9 ()-]{2,19}")


@dataclass(frozen=True, slots=True)
class CompanyFields:
    """What the owner may change; the number with or without hyphens. Raises Invalid."""

    business_number: str
    name: str
    representative_name: str = ""
    opened_on: date | None = None
    business_item: str = ""
    business_type: str = ""
    postal_code: str = ""
    street: str = ""
    detail: str = ""
    contact_email: str = ""
    phone: str = ""
    contact_name: str = ""
    contact_phone: str = ""

    def __post_init__(self) -> None:
        digits = re.sub(r"[\s-]", "", self.business_number)
        object.__setattr__(self, "business_number", digits)
        object.__setattr__(self, "contact_email", self.contact_email.strip().lower())
        for name in LENGTHS:
            object.__setattr__(self, name, rules.one_line(getattr(self, name)))
        if not rules.is_business_number(digits):
            raise Invalid("사업자등록번호를 다시 확인해 주세요.", field="business_number")
        if not self.name:
            raise Invalid("상호(법인명)를 입력해 주세요.", field="name")
        if why := rules.company_name_problem(self.name):
            raise Invalid(why, field="name")
        for name, most in LENGTHS.items():
            if len(getattr(self, name)) > most:
                raise Invalid(f"{most}자까지 쓸 수 있어요.", field=name)
        self._check_forms()

    def _check_forms(self) -> None:
        if self.opened_on and not rules.FIRST_DAY <= self.opened_on <= clock.today():
            raise Invalid("개업일자를 다시 확인해 주세요.", field="opened_on")
        if self.postal_code and not re.fullmatch(r"[0-9]{5}", self.postal_code):
            raise Invalid("우편번호 5자리를 입력해 주세요.", field="postal_code")
        if self.contact_email and not is_email(self.contact_email):
            raise Invalid(
                "이메일 형식으로 입력해 주세요. 예: name@company.co.kr", field="contact_email"
            )
        for name in ("phone", "contact_phone"):
            if (given := getattr(self, name)) and not PHONE.fullmatch(given):
                raise Invalid("전화번호를 다시 확인해 주세요. 예: 02-1234-5678", field=name)

    @classmethod
    def of(cls, company: Company) -> "CompanyFields":
        """What a company says now, as it is stored."""
        made = cls.__new__(cls)
        for name in LABELS:
            object.__setattr__(made, name, getattr(company, name))
        return made

    @property
    def registered(self) -> tuple[object, ...]:
        """What the tax office is asked about."""
        return tuple(getattr(self, name) for name in REGISTERED)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What somebody else changed: the field, its Korean name, the old and the new as text."""

    field: str
    label: str
    old: str
    new: str

    @property
    def sentence(self) -> str:
        return f"{self.label} {self.old or '없음'} → {self.new or '없음'}"


class Edited(Conflict):
    """Nothing was saved: `changes` lists what moved since the fields were shown; `now` is how they
    are at this moment: to go on, edit again with it as `seen`."""

    def __init__(self, changes: list[FieldChange], now: CompanyFields) -> None:
        self.changes = changes
        self.now = now
        listed = ", ".join(change.sentence for change in changes)
        super().__init__(f"다른 사람이 먼저 바꿨어요: {listed}")


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the tax office confirmed the company, and what it said instead."""

    is_verified: bool
    note: str


def fields(session: Session, actor: Actor) -> tuple[CompanyFields, Standing]:
    """What the actor's company says of itself. Raises NotFound, NotAllowed."""
    rules.require_may(actor, "company.read")
    company = access.company(session, actor)
    is_verified = company.verification is Verification.VERIFIED
    return CompanyFields.of(company), Standing(is_verified, company.check_note)


def edit(
    session: Session,
    actor: Actor,
    given: CompanyFields,
    seen: CompanyFields | None = None,
    *,
    check: Check | None = None,
) -> bool:
    """Save what the owner typed; tells whether anything changed.

    `check` is what the tax office has just said of the given number, name, representative and
    opening date: when one of these changes and it did not confirm them, the company is 미확인
    again. Raises Edited when somebody changed a field meanwhile to anything but what is given,
    Invalid for a business that is closed, NotAllowed.
    """
    rules.require_may(actor, "company.write")
    access.lock(session, actor)
    company = access.company(session, actor)
    session.refresh(company)
    now = CompanyFields.of(company)
    if seen is not None:
        _refuse_if_edited(seen, now, given)
    moved = changes(now, given)
    if not moved:
        return False
    if now.registered != given.registered:
        answer = check or Check(checking.Standing.NOT_ASKED)
        checking.refuse(answer)
        checking.note(company, answer)
    for change in moved:
        setattr(company, change.field, getattr(given, change.field))
    session.add(company)
    session.flush()
    touch(session, actor.company_id, TOPIC)
    touch(session, actor.company_id, ACCOUNT)
    said = ", ".join(change.sentence for change in moved)
    audit.write(session, actor, "company.edit", f"company:{company.id}", said)
    return True


def take_answer(
    session: Session,
    actor: Actor,
    check: Check,
    *,
    business_number: str,
    name: str,
    representative_name: str,
    opened_on: date,
) -> bool:
    """진위확인 without saving: an answer about what is stored counts at once.

    When the company says anything else, or is 확인 or judged by an operator, nothing is written.
    Says whether anything was. Raises NotAllowed.
    """
    rules.require_may(actor, "company.write")
    asked = Unchecked(actor.company_id, business_number, opened_on, representative_name, name)
    return checking.recheck(session, asked, check)


def changes(old: CompanyFields, new: CompanyFields) -> list[FieldChange]:
    """What is different, in the order of the screen."""
    return [
        FieldChange(name, label, _text(getattr(old, name)), _text(getattr(new, name)))
        for name, label in LABELS.items()
        if getattr(old, name) != getattr(new, name)
    ]


def _refuse_if_edited(seen: CompanyFields, now: CompanyFields, given: CompanyFields) -> None:
    """Raises Edited, unless all that moved moved to what is given."""
    moved = [
        change
        for change in changes(seen, now)
        if getattr(now, change.field) != getattr(given, change.field)
    ]
    if moved:
        raise Edited(moved, now)


def _text(value: str | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""
