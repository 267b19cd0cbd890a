"""Somebody signs up: 사업자 정보, 계정 정보, and the mail that follows."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlmodel import Session

from qnector.core import secrets
from qnector.domain.accounts import enrolling, registration
from qnector.domain.accounts.checking import Check, Standing, Unchecked
from qnector.domain.accounts.models import Company, User
from qnector.domain.messages.models import Kind, Message

NOON = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
VISIT, OTHER = secrets.sha256_text("a visit"), secrets.sha256_text("another visit")
HASH = secrets.hash_password("sunny morning bakery", cost=4)
EMAIL = "owner@sprout.test"
NUMBER = "1208800767"
CONFIRMED = Check(Standing.ACTIVE, True, "계속사업자")
SILENT = Check(Standing.UNREACHABLE)
BUSINESS = {
    "business_number": "120-88-00767",
    "name": "새싹마트",
    "representative_name": "홍길동",
    "opened_on": "20200101",
    "business_item": "신선식품",
    "business_type": "소매",
    "postal_code": "04524",
    "street": "서울특별시 중구 세종대로 110",
    "detail": "2층",
}
ACCOUNT = {
    "email": EMAIL, "person": "김새싹", "side": "both", "terms": "1", "privacy": "1", "news": "",
}  # fmt: skip
TYPED = BUSINESS | ACCOUNT


def register(
    session: Session,
    typed: dict[str, str] = TYPED,
    *,
    visit: str = VISIT,
    check: Check = CONFIRMED,
    hashed: str = HASH,
) -> None:
    registration.keep(session, visit, typed)
    claim = registration.claim_of(typed)
    enrolling.register(session, visit, hashed, check, claim, address="10.0.0.9")


def user_of(session: Session, email: str = EMAIL) -> User | None:
    session.expire_all()
    return session.execute(select(User).where(User.email == email)).scalar()


def mails(session: Session, email: str = EMAIL) -> list[Message]:
    statement = select(Message).where(Message.to_email == email).order_by(Message.id)
    return list(session.execute(statement).scalars())


def link_in(mail: Message) -> str:
    """The address in a mail, as its delivery opens it."""
    return secrets.unseal(mail.values["link"], place="message:link")


def token_of(session: Session, email: str = EMAIL) -> str:
    """The token of the newest verification that went to an address."""
    sent = [one for one in mails(session, email) if one.kind is Kind.VERIFY_EMAIL]
    return link_in(sent[-1]).partition("token=")[2]


def seen(session: Session, company_id: int) -> Unchecked:
    """The company as the job reads it before it asks."""
    one = session.get_one(Company, company_id)
    return Unchecked(one.id, one.business_number, one.opened_on, one.representative_name, one.name)
