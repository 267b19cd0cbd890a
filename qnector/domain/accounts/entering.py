"""Signing in: whoever proved who they are is let in, refused with the reason, or noted."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor, Side
from qnector.core.db import touch
from qnector.core.devices import device_of
from qnector.domain.accounts import acting, rules, throttle
from qnector.domain.accounts.access import SESSION_BY_KEY
from qnector.domain.accounts.models import (
    Company,
    LoginAttempt,
    Result,
    SocialLink,
    User,
)
from qnector.domain.accounts.sessions import (
    LOGINS,
    Renewed,
    home_side,
    rotate_session,
    start_session,
)
from qnector.domain.accounts.throttle import Try
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Kind

WARN_AGAIN = timedelta(hours=1)
BLOCKED = "login.blocked"
BLOCKED_AFTER = 5  # failures in a row: from here on throttle_minutes says to wait

# How somebody came in, as the audit log says it.
WAYS = {"": "비밀번호", "google": "Google 계정", "kakao": "카카오 계정"}


class Entry(StrEnum):
    """What came of a try to sign in."""

    IN = "in"
    WRONG = "wrong"
    UNVERIFIED = "unverified"
    SUSPENDED = "suspended"
    SWITCHED_OFF = "switched_off"


RESULTS = {
    Entry.IN: Result.SUCCESS,
    Entry.WRONG: Result.WRONG,
    Entry.UNVERIFIED: Result.UNVERIFIED,
    Entry.SUSPENDED: Result.SUSPENDED,
    Entry.SWITCHED_OFF: Result.SUSPENDED,
}


@dataclass(frozen=True, slots=True)
class Entered:
    """How it ended; the key for the cookie and the side to start at when somebody is in."""

    entry: Entry
    key: str = ""
    side: Side = Side.BUYER


def enter(
    session: Session,
    one: Try,
    proven: User | None,
    *,
    is_remembered: bool = False,
    old_owner: str = "",
) -> Entered:
    """Note a try and sign in `proven`, whose password or social account was right; None is wrong.

    `old_owner` is the hash of the session that this browser had: it ends. The reason of a refusal
    (unverified, suspended, switched off) is told to nobody who could not prove the account.
    Raises Throttled.
    """
    if not one.provider:
        # Asked again under the write lock: guesses sent side by side count one after the other.
        throttle.refuse_if_throttled(
            session, one.email, one.address, is_known_device=one.is_known_device
        )
    user = session.execute(select(User).where(User.email == one.email.strip().lower())).scalar()
    entry = _judge(session, user, proven)
    is_first = user is not None and not _has_entered(session, user)
    throttle.record(session, one, user.id if user else None, RESULTS[entry])
    if user is None:
        return Entered(entry)
    touch(session, user.company_id or 0, LOGINS)
    if entry is not Entry.IN:
        _warn(session, user, one, entry)
        return Entered(entry)
    _end(session, old_owner)
    key = start_session(
        session, user, device=one.device, address=one.address, is_remembered=is_remembered
    )
    asker = Actor(user.id or 0, user.company_id or 0, home_side(session, user), user.role)
    ref, how = f"user:{user.id}", WAYS.get(one.provider, one.provider)
    audit.write(session, asker, "login", ref, how, address=one.address)
    if not (one.is_known_device or is_first):
        _tell(session, user, Kind.NEW_DEVICE, one)
    return Entered(entry, key, home_side(session, user))


def leave(session: Session, actor: Actor) -> None:
    """로그아웃 of this device; who acts as somebody leaves altogether."""
    if acting.sign_out(session, actor.session_id):
        audit.write(session, actor, "logout", f"user:{actor.user_id}")


def prove_again(session: Session, actor: Actor) -> Renewed:
    """A new key for the actor's session, whose owner has just been proven.

    Raises NotFound when the session has ended, NotAllowed for an operator who acts as somebody.
    """
    rules.require_may(actor, "account.own")
    renewed = rotate_session(session, actor.session_id)
    audit.write(session, actor, "reauth", f"user:{actor.user_id}")
    return renewed


@dataclass(frozen=True, slots=True)
class Ways:
    """How somebody can prove once more who they are."""

    email: str
    has_password: bool
    providers: tuple[str, ...]


def ways_to_prove(session: Session, actor: Actor) -> Ways:
    """The password, or for who has none the linked social accounts."""
    user = session.get_one(User, actor.user_id)
    linked = select(SocialLink.provider).where(SocialLink.user_id == actor.user_id)
    names = tuple(one.value for one in session.execute(linked).scalars())
    return Ways(user.email, bool(user.password_hash), names)


def suspension_of(session: Session, email: str) -> str:
    """Why the company of an account may not use this now; told to who proved the account."""
    statement = (
        select(Company.suspended_reason)
        .join(User, User.company_id == Company.id)
        .where(User.email == email.strip().lower(), Company.suspended_at.is_not(None))
    )
    return str(session.execute(statement).scalar() or "")


def refuse_proof(session: Session, actor: Actor, one: Try) -> None:
    """A wrong password for a session that is open counts like any other. Raises Throttled."""
    throttle.refuse_if_throttled(session, one.email, one.address, is_known_device=True)
    throttle.record(session, one, actor.user_id, Result.WRONG)
    touch(session, actor.company_id, LOGINS)
    _warn(session, session.get_one(User, actor.user_id), one, Entry.WRONG)


def _judge(session: Session, user: User | None, proven: User | None) -> Entry:
    # Compared once more: the password may have changed while the old one was being checked.
    if user is None or proven is None or proven.id != user.id:
        return Entry.WRONG
    if proven.password_hash != user.password_hash:
        return Entry.WRONG
    company = session.get(Company, user.company_id) if user.company_id else None
    if not user.is_active:
        return Entry.SWITCHED_OFF
    if company is not None and company.suspended_at is not None:
        return Entry.SUSPENDED
    return Entry.IN if user.email_verified_at is not None else Entry.UNVERIFIED


def _has_entered(session: Session, user: User) -> bool:
    statement = select(LoginAttempt.id).where(
        LoginAttempt.user_id == user.id, LoginAttempt.is_success
    )
    return session.execute(statement.limit(1)).first() is not None


def _warn(session: Session, user: User, one: Try, entry: Entry) -> None:
    """Tell the owner of an account that is being guessed at, at most once an hour."""
    if entry is not Entry.WRONG:
        return
    failures, _last = throttle.failures_of(session, user.email, is_known_device=one.is_known_device)
    if failures < BLOCKED_AFTER or not user.is_active or _is_warned(session, user):
        return
    detail = f"{failures}번 실패, {rules.throttle_minutes(failures)}분"
    company_id, ref = user.company_id, f"user:{user.id}"
    audit.write(session, None, BLOCKED, ref, detail, company_id=company_id, address=one.address)
    _tell(session, user, Kind.LOGIN_BLOCKED, one)


def _is_warned(session: Session, user: User) -> bool:
    statement = select(AuditEntry.id).where(
        AuditEntry.action == BLOCKED,
        AuditEntry.ref == f"user:{user.id}",
        AuditEntry.at > clock.now() - WARN_AGAIN,
    )
    return session.execute(statement.limit(1)).first() is not None


def _tell(session: Session, user: User, kind: Kind, one: Try) -> None:
    values = {
        "email": user.email,
        "at": clock.moment_text(clock.now()),
        "device": device_of(one.device).name,
        "place": one.place,
    }
    messages.write_mail(session, user.email, kind, f"user:{user.id}", values)


def _end(session: Session, owner: str) -> None:
    """A new sign-in in a browser ends the one before, and the one that a borrowed one came from."""
    row = session.execute(SESSION_BY_KEY, {"key_hash": owner}).first() if owner else None
    if row is not None:
        acting.sign_out(session, row.id)
