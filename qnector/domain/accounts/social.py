"""소셜 계정: errands to Google and Kakao, what they lead to, and links to accounts here.

An account is linked only while its owner is signed in, or over an equal e-mail that both sides
have verified (decision 25, security statement 39).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.actor import Actor
from qnector.core.db import changed_one, touch
from qnector.core.errors import Conflict, NotAllowed, NotFound
from qnector.domain.accounts import rules
from qnector.domain.accounts.models import Provider, Purpose, SocialErrand, SocialLink, User
from qnector.domain.audit import service as audit

ERRAND_LIVES = timedelta(minutes=10)
TOPIC = "account"  # woken when somebody's links change
LAST_WAY_IN = (
    "로그인할 방법이 하나는 남아 있어야 해요."
    " 비밀번호를 먼저 정하거나 다른 소셜 계정을 연결해 주세요."
)
OVER = "로그인을 시작한 지 오래됐거나 이미 끝났어요. 처음부터 다시 해 주세요."


@dataclass(frozen=True, slots=True)
class Person:
    """Who a provider says has just signed in there. `subject` is its own key for them."""

    provider: Provider
    subject: str
    email: str = ""
    is_email_verified: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """An errand that begins: `key` goes into the cookie, the rest into the provider's address."""

    key: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Errand:
    """An errand that came back and is used up."""

    purpose: Purpose
    nonce: str
    verifier: str
    session_id: int | None
    next_path: str


@dataclass(frozen=True, slots=True)
class Link:
    """A linked account, as its owner sees it."""

    provider: Provider
    email: str
    linked_at: datetime


def links_of(session: Session, actor: Actor) -> list[Link]:
    """The actor's linked accounts, the oldest first."""
    rows = session.execute(
        select(SocialLink.provider, SocialLink.email, SocialLink.linked_at)
        .where(SocialLink.user_id == actor.user_id)
        .order_by(SocialLink.id)
    )
    return [Link(row.provider, row.email, row.linked_at) for row in rows]


def begin(
    session: Session,
    provider: Provider,
    purpose: Purpose,
    *,
    next_path: str = "",
    actor: Actor | None = None,
) -> Start:
    """Note an errand; it ends after ten minutes. LINK and REAUTH are bound to the actor's session.

    Raises NotAllowed when the actor may not, or has a password to prove instead.
    """
    if purpose is not Purpose.LOG_IN:
        _require_own(session, actor, purpose)
    now = clock.now()
    start = Start(*(secrets.new_key() for _ in range(4)))
    session.add(
        SocialErrand(
            key_hash=secrets.sha256_text(start.key),
            state_hash=secrets.sha256_text(start.state),
            provider=provider,
            purpose=purpose,
            nonce=secrets.seal(start.nonce, place=_place("nonce", start.key)),
            verifier=secrets.seal(start.verifier, place=_place("verifier", start.key)),
            session_id=actor.session_id if actor and purpose is not Purpose.LOG_IN else None,
            next_path=next_path[:500],
            created_at=now,
            expires_at=now + ERRAND_LIVES,
        )
    )
    session.flush()
    return start


def come_back(session: Session, provider: Provider, key: str, state: str) -> Errand:
    """Use an errand up: the cookie's key and the address's state must belong together.

    Raises NotFound when they do not, when it was used, is over, or went to another provider.
    """
    same = (
        SocialErrand.key_hash == secrets.sha256_text(key),
        SocialErrand.state_hash == secrets.sha256_text(state),
        SocialErrand.provider == provider,
        SocialErrand.used_at.is_(None),
        SocialErrand.expires_at > clock.now(),
    )
    row = session.execute(select(SocialErrand).where(*same)).scalar()
    used = update(SocialErrand).where(*same).values(used_at=clock.now())
    if row is None or not changed_one(session, used.execution_options(synchronize_session=False)):
        raise NotFound(OVER)
    return Errand(
        row.purpose,
        secrets.unseal(row.nonce, place=_place("nonce", key)),
        secrets.unseal(row.verifier, place=_place("verifier", key)),
        row.session_id,
        row.next_path,
    )


def find_user(session: Session, person: Person) -> User | None:
    """Whose account a provider's person opens; links over a verified equal e-mail.

    Raises NotAllowed for an account of the same e-mail that may not be linked this way: one whose
    own e-mail is not verified, an operator's, or one that has another account of this provider.
    """
    linked = session.execute(
        select(User)
        .join(SocialLink, SocialLink.user_id == User.id)
        .where(SocialLink.provider == person.provider, SocialLink.subject == person.subject)
    ).scalar()
    if linked is not None or not (person.email and person.is_email_verified):
        return linked
    equal = (
        select(User)
        .where(User.email == person.email.strip().lower())
        .with_for_update(key_share=True)
    )
    user = session.execute(equal).scalar()
    if user is None:
        return None
    if user.email_verified_at is None or user.is_operator or _has(session, user.id, person):
        raise NotAllowed
    if user.is_active:
        _link(session, user, person, None)
    return user


def link(session: Session, actor: Actor, person: Person) -> None:
    """Let a provider's person open the actor's account from now on.

    Raises Conflict when it opens another account, or when this one has another of the provider.
    """
    rules.require_may(actor, "account.own")
    user = session.get(User, actor.user_id)
    if user is None:
        raise NotFound
    if is_linked(session, actor.user_id, person):
        return
    if _has(session, actor.user_id, person):
        raise Conflict("이미 다른 계정을 연결했어요. 그 연결을 먼저 해제해 주세요.")
    _link(session, user, person, actor)


def unlink(session: Session, actor: Actor, provider: Provider) -> None:
    """Let the provider's account open this one no more.

    Raises NotFound when it is not linked, NotAllowed when it is the last way in.
    """
    rules.require_may(actor, "account.own")
    # Held, so that two unlinked side by side do not each count on the other.
    held = select(User).where(User.id == actor.user_id).with_for_update(key_share=True)
    user = session.execute(held).scalar_one()
    count = select(func.count(SocialLink.id)).where(SocialLink.user_id == actor.user_id)
    gone = delete(SocialLink).where(
        SocialLink.user_id == actor.user_id, SocialLink.provider == provider
    )
    others = int(session.execute(count.where(SocialLink.provider != provider)).scalar_one())
    if not user.password_hash and not others:
        raise NotAllowed(LAST_WAY_IN)
    if not changed_one(session, gone.execution_options(synchronize_session=False)):
        raise NotFound("연결된 계정이 없어요.")
    audit.write(session, actor, "social.unlink", f"user:{actor.user_id}", provider.value)
    touch(session, actor.company_id, TOPIC)


def is_linked(session: Session, user_id: int, person: Person) -> bool:
    """Whether this very person of the provider opens this account."""
    statement = select(SocialLink.id).where(
        SocialLink.user_id == user_id,
        SocialLink.provider == person.provider,
        SocialLink.subject == person.subject,
    )
    return session.execute(statement).first() is not None


def _require_own(session: Session, actor: Actor | None, purpose: Purpose) -> None:
    if actor is None:
        raise NotAllowed
    rules.require_may(actor, "account.own")
    user = session.get(User, actor.user_id)
    # A browser that is signed in at a provider proves less than a password that is typed.
    if purpose is Purpose.REAUTH and (user is None or user.password_hash):
        raise NotAllowed("비밀번호로 확인해 주세요.")


def _has(session: Session, user_id: int | None, person: Person) -> bool:
    statement = select(SocialLink.id).where(
        SocialLink.user_id == user_id, SocialLink.provider == person.provider
    )
    return session.execute(statement).first() is not None


def _link(session: Session, user: User, person: Person, actor: Actor | None) -> None:
    row = SocialLink(
        user_id=user.id or 0,
        provider=person.provider,
        subject=person.subject[:255],
        email=person.email.strip().lower()[:254],
        linked_at=clock.now(),
    )
    try:
        # UNIQUE is the judge: one account of a provider opens one account here.
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        raise Conflict("이미 다른 사용자에게 연결된 계정이에요.") from None
    audit.write(
        session,
        actor,
        "social.link",
        f"user:{user.id}",
        person.provider.value,
        company_id=user.company_id,
    )
    touch(session, user.company_id or 0, TOPIC)


def _place(name: str, key: str) -> str:
    """Sealed for one errand: a value moved to another row opens nothing."""
    return f"errand:{name}:{secrets.sha256_text(key)}"
