"""초대 받기: who was invited says a name and a password, which also proves the address."""

from dataclasses import dataclass

from sqlalchemy import update
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.actor import Actor, Side
from qnector.core.db import changed_one, touch
from qnector.core.errors import Invalid, NotFound
from qnector.domain.accounts import access, documents, registration, rules, service
from qnector.domain.accounts.models import (
    Company,
    Consent,
    Document,
    LinkKind,
    OneTimeLink,
    User,
)
from qnector.domain.accounts.team import TOPIC
from qnector.domain.audit import service as audit

MOST_NAME = 50
VERSIONS = {
    Document.TERMS: documents.TERMS_VERSION,
    Document.PRIVACY: documents.PRIVACY_VERSION,
}


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom a link invites, and where to."""

    user_id: int
    email: str
    company_name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What who was invited says. `check` raises Invalid."""

    name: str
    password: str
    again: str
    has_agreed: bool

    def check(self, email: str) -> None:
        """Raises Invalid for the first field that cannot be so."""
        name = rules.one_line(self.name)
        if not 1 <= len(name) <= MOST_NAME:
            raise Invalid(f"성명을 {MOST_NAME}자까지 입력해 주세요.", field="name")
        rules.check_password(self.password, email=email, name=self.name)
        if self.password != self.again:
            raise Invalid("두 비밀번호가 서로 달라요. 다시 입력해 주세요.", field="again")
        if not self.has_agreed:
            raise Invalid("이용약관과 개인정보 수집·이용에 동의해 주세요.", field="agreed")
        if problem := registration.person_problem(name):
            raise Invalid(problem, field="name")


def look(session: Session, token: str) -> Invitation:
    """Whom a link invites, without using it. Raises NotFound when it is used, over or revoked."""
    user = service.look_at_link(session, LinkKind.INVITE, token)
    if user.email_verified_at is not None:
        raise NotFound(rules.DEAD_LINK)
    company = session.get(Company, user.company_id)
    if company is None or company.suspended_at is not None:
        raise NotFound("이 회사는 지금 이용할 수 없어요. 초대한 분에게 물어봐 주세요.")
    return Invitation(user.id or 0, user.email, company.name)


def accept(
    session: Session, token: str, answer: Answer, password_hash: str, *, address: str = ""
) -> User:
    """Use an invitation up. `password_hash` is of the answer's password: hash it before, slow.

    Raises NotFound for a dead link, Invalid for what cannot be so.
    """
    invited = look(session, token)
    answer.check(invited.email)
    user = access.hold_user(session, invited.user_id)
    used = update(OneTimeLink).where(
        OneTimeLink.token_hash == secrets.sha256_text(token), OneTimeLink.used_at.is_(None)
    )
    if not changed_one(session, used.values(used_at=clock.now())):
        raise NotFound(rules.DEAD_LINK)
    user.name = rules.one_line(answer.name)
    user.password_hash = password_hash
    user.email_verified_at = clock.now()
    session.add(user)
    for document, version in VERSIONS.items():
        session.add(
            Consent(
                user_id=invited.user_id,
                document=document,
                version=version,
                address=address[:45],
                agreed_at=clock.now(),
            )
        )
    session.flush()
    company_id = user.company_id or 0
    who = Actor(invited.user_id, company_id, Side.BUYER, user.role, address=address)
    audit.write(session, who, "user.join", f"user:{invited.user_id}")
    touch(session, company_id, TOPIC)
    return user
