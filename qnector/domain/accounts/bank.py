"""은행 계좌 of a company, for documents: the number sealed, shown by its last four digits."""

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session

from qnector.core import secrets
from qnector.core.actor import Actor
from qnector.core.db import touch
from qnector.core.errors import Invalid, NotAllowed
from qnector.domain.accounts import access, rules
from qnector.domain.accounts.models import Company
from qnector.domain.audit import service as audit

TOPIC = "company"
MOST_NAME = 50
NUMBER = re.compile(r"[0-9][0-9-]{4,28}[0-9]")
SHOWN = 4  # digits at the end


@dataclass(frozen=True, slots=True)
class BankAccount:
    """은행, 예금주, 계좌번호: all three or none. Raises Invalid."""

    bank_name: str = ""
    holder: str = ""
    number: str = ""

    def __post_init__(self) -> None:
        for name in ("bank_name", "holder", "number"):
            object.__setattr__(self, name, rules.one_line(getattr(self, name)))
        if not (self.bank_name or self.holder or self.number):
            return
        for name, word in (("bank_name", "은행"), ("holder", "예금주")):
            if not 1 <= len(getattr(self, name)) <= MOST_NAME:
                raise Invalid(f"{word} 이름을 {MOST_NAME}자까지 입력해 주세요.", field=name)
        if not NUMBER.fullmatch(self.number):
            raise Invalid("계좌번호를 숫자와 하이픈으로 입력해 주세요.", field="number")


class Unreadable(NotAllowed):
    """Accounts that were sealed under a secret that is not known any more: `whose` they are."""

    def __init__(self, companies: list[Company]) -> None:
        self.whose = [(one.id or 0, one.name) for one in companies]
        super().__init__("계좌번호를 열 수 없는 회사가 있어요.")


@dataclass(frozen=True, slots=True)
class BankShown:
    """What screens may show: the number but for its last four digits is stars.

    `is_readable` is False when it was sealed under a secret that is not known any more.
    """

    bank_name: str = ""
    holder: str = ""
    masked: str = ""
    is_readable: bool = True

    @property
    def is_there(self) -> bool:
        return self.bank_name != ""


def shown(session: Session, actor: Actor) -> BankShown:
    """The account of the actor's company. Raises NotAllowed."""
    rules.require_may(actor, "company.read")
    company = access.company(session, actor)
    if not company.bank_account:
        return BankShown()
    number = _opened(company)
    if number is None:
        return BankShown(company.bank_name, company.bank_holder, is_readable=False)
    return BankShown(company.bank_name, company.bank_holder, masked(number))


def masked(number: str) -> str:
    """***-***-**1234: no digit but the last four, at most half of them."""
    hidden = max(len(re.findall(r"[0-9]", number)) - SHOWN, 3)
    return re.sub(r"[0-9]", "*", number, count=hidden)


def set_account(session: Session, actor: Actor, given: BankAccount) -> None:
    """Keep the account, or with nothing given take it away. Raises NotAllowed."""
    rules.require_may(actor, "company.write")
    access.lock(session, actor)
    company = access.company(session, actor)
    company.bank_name, company.bank_holder = given.bank_name, given.holder
    sealed = secrets.seal(given.number, place=_place(company)) if given.number else ""
    company.bank_account = sealed
    session.add(company)
    session.flush()
    touch(session, actor.company_id, TOPIC)
    # The log may be read by more people than the number.
    said = f"{given.bank_name} {masked(given.number)}" if given.number else "삭제"
    audit.write(session, actor, "company.bank", f"company:{company.id}", said)


def reseal(session: Session) -> int:
    """Seal every account under the newest secret; says how many. Raises Unreadable for all that
    cannot be opened."""
    held = select(Company).where(Company.bank_account != "").order_by(Company.id)
    companies = session.execute(held.with_for_update(key_share=True)).scalars().all()
    opened = [(company, _opened(company)) for company in companies]
    if lost := [company for company, number in opened if number is None]:
        raise Unreadable(lost)
    for company, number in opened:
        company.bank_account = secrets.seal(number or "", place=_place(company))
        session.add(company)
    return len(opened)


def _opened(company: Company) -> str | None:
    try:
        return secrets.unseal(company.bank_account, place=_place(company))
    except NotAllowed:
        return None


def _place(company: Company) -> str:
    return f"company:{company.id}:bank_account"
