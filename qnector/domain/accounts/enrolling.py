"""회원가입, its last step: company and owner are made, the address is proven by a mail.

Who asks is never told whether an address has an account. The screen is the same; the mail that
goes to a taken address says there that it is taken, and makes nothing.

An account whose address nobody has proven yet is nobody's: whoever signs up with the address
later writes over it, and all links to it die.
"""

from dataclasses import fields
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.actor import Role
from qnector.core.emails import is_email
from qnector.core.errors import Conflict, Invalid, NotFound
from qnector.domain.accounts import checking, documents, registration, verifying
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.checking import Check, Standing
from qnector.domain.accounts.forgetting import left_address
from qnector.domain.accounts.holding import MOVED, Held, hold
from qnector.domain.accounts.models import (
    Company,
    Consent,
    Document,
    Registration,
    User,
)
from qnector.domain.accounts.service import CompanyInput
from qnector.domain.audit import service as audit

VERSIONS = {
    Document.TERMS: documents.TERMS_VERSION,
    Document.PRIVACY: documents.PRIVACY_VERSION,
    Document.NEWS: documents.NEWS_VERSION,
}
NEEDED = {
    "terms": "이용약관에 동의해 주세요.",
    "privacy": "개인정보 수집·이용에 동의해 주세요.",
}
PASSWORD = "registration:password"
NOT_AN_EMAIL = "이메일 형식으로 입력해 주세요. 예: name@company.co.kr"
CHANGED = "사업자 정보가 바뀌었어요. 다시 확인해 주세요."


def check_account(values: dict[str, str]) -> None:
    """Raises Invalid for the first thing that is missing or wrong, except the password."""
    if not is_email(values.get("email", "").strip().lower()):
        raise Invalid(NOT_AN_EMAIL, field="email")
    if problem := registration.person_problem(values.get("person", "")):
        raise Invalid(problem, field="person")
    registration.company_input(values)
    for name, sentence in NEEDED.items():
        if not values.get(name):
            raise Invalid(sentence, field=name)


def register(
    session: Session,
    key_hash: str,
    password_hash: str,
    check: Check,
    claim: list[str],
    *,
    address: str,
) -> None:
    """회원가입 of what this visit has typed: company, owner, consents, mail, all or nothing.

    `password_hash` is of a password that `rules.check_password` took, `check` what the tax office
    said of `claim`. Raises Invalid, Conflict when the claim was changed meanwhile, TooMany when
    the address got too many mails.
    """
    email = registration.look(session, key_hash).values.get("email", "").strip().lower()
    held = hold(session, key_hash, email)
    row = held.row
    check_account(row.values)
    checking.refuse(check)
    if claim != registration.claim_of(row.values):
        raise Conflict(CHANGED)
    if email != row.values["email"].strip().lower():
        raise Conflict(MOVED)
    told = [check.standing.value, check.is_true, check.word]
    sealed = secrets.seal(password_hash, place=PASSWORD)
    row.values = {**row.values, "check": told, "claim": claim, "sealed": sealed}
    _enrol(session, held, email, address)


def change_address(session: Session, key_hash: str, email: str, *, address: str) -> None:
    """다른 이메일 쓰기: the same sign-up with another address; the old link dies.

    What was typed since is held to the same rules, and to its own answer of the tax office. Raises
    Invalid, Conflict when it is proven already or 사업자 정보 was changed, TooMany.
    """
    wanted = email.strip().lower()
    held = hold(session, key_hash, wanted)
    row = held.row
    verifying.require_sent(row)
    if not is_email(wanted):
        raise Invalid(NOT_AN_EMAIL, field="new_email")
    if wanted == row.values["sent_to"]:
        raise Invalid("지금 쓰고 있는 주소와 같아요.", field="new_email")
    row.values = {**row.values, "email": wanted}
    check_account(row.values)
    check = registration.check_in(row.values)
    if check is None:
        raise Conflict(CHANGED)
    checking.refuse(check)
    _enrol(session, held, wanted, address)


def _enrol(session: Session, held: Held, email: str, address: str) -> None:
    row, holder, mine = held
    given = registration.company_input(row.values)
    if mine is not None and not verifying.is_pending(session, mine):
        mine = None
    if holder is not None and not verifying.is_pending(session, holder):
        user = None
    else:
        user = holder or mine
        user = _write_over(session, user, row, given, email) if user else _open(session, row, given)
        _agree(session, user, row.values, address)
        audit.write(
            session, None, "user.register", f"user:{user.id}",
            company_id=user.company_id, address=address,
        )  # fmt: skip
    if mine is not None and (user is None or mine.id != user.id):
        _abandon(session, mine, address)
    row.user_id = user.id if user else None
    verifying.send(session, email, user)
    verifying.note_sent(session, row, email)


def _open(session: Session, row: Registration, given: CompanyInput) -> User:
    company = accounts.register_company(session, given)
    company.is_confirmed = False
    _note_check(company, row)
    session.add(company)
    try:
        return accounts.add_user(
            session,
            company,
            email=row.values["email"],
            name=row.values["person"],
            role=Role.OWNER,
            password_hash=_password_in(row),
            is_verified=False,
        )
    except Invalid:  # somebody else was first with the address, which it must not say
        raise Conflict(MOVED) from None


def _write_over(
    session: Session, user: User, row: Registration, given: CompanyInput, email: str
) -> User:
    """Nobody has proven this account: what was typed last counts, and only its visit leads on."""
    session.execute(
        update(Registration)
        .where(Registration.user_id == user.id, Registration.id != row.id)
        .values(user_id=None)
        .execution_options(synchronize_session=False)
    )
    if user.email != email:
        verifying.drop_links(session, user)
    company = session.get(Company, user.company_id)
    if company is None:
        raise NotFound
    for one in fields(CompanyInput):
        setattr(company, one.name, getattr(given, one.name))
    _note_check(company, row)
    user.email, user.name, user.password_hash = email, row.values["person"], _password_in(row)
    session.add_all([company, user])
    try:
        session.flush()
    except IntegrityError:
        raise Conflict(MOVED) from None
    return user


def _abandon(session: Session, user: User, address: str) -> None:
    """The visit goes on with another account: of this one its address must say nothing, as if it
    had been written over. Else whoever asks would learn which address is taken."""
    verifying.drop_links(session, user)
    user.email, user.password_hash, user.is_active = left_address(user.id or 0), "", False
    session.add(user)
    session.flush()
    audit.write(
        session, None, "user.abandon", f"user:{user.id}",
        company_id=user.company_id, address=address,
    )  # fmt: skip


def _note_check(company: Company, row: Registration) -> None:
    standing, is_true, word = row.values["check"]
    checking.note(company, Check(Standing(standing), is_true, word))


def _password_in(row: Registration) -> str:
    return secrets.unseal(row.values["sealed"], place=PASSWORD)


def _agree(session: Session, user: User, values: dict[str, Any], address: str) -> None:
    """약관 동의 as it was given, with the versions of today."""
    now = clock.now()
    session.add_all(
        Consent(
            user_id=user.id or 0,
            document=document,
            version=version,
            address=address[:45],
            agreed_at=now,
        )
        for document, version in VERSIONS.items()
        if values.get(document.value)
    )
