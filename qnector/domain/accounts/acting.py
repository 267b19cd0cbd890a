"""An operator signs in as somebody (decision 14): seen by all, written down, over in half an hour.

The session carries both ids. The operator's own session stays as it is and is given back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.actor import Actor
from qnector.core.errors import Invalid, NotAllowed, NotFound
from qnector.domain.accounts import access, rules, sessions
from qnector.domain.accounts.models import Company, LoginSession, User
from qnector.domain.audit import service as audit

MOST_REASON = 500
NOT_AN_OPERATOR = "운영자로는 대신 로그인할 수 없어요."
SWITCHED_OFF = "사용을 중지한 계정이에요. 먼저 다시 사용하도록 바꿔 주세요."


@dataclass(frozen=True, slots=True)
class Standing:
    """What the banner says: whose screens these are, who looks, until when, and why.

    Without a `reason` nothing may be changed.
    """

    person_name: str
    company_name: str
    operator_name: str
    until: datetime
    reason: str

    @property
    def minutes_left(self) -> int:
        """Whole minutes until it ends by itself, at least 0."""
        return max(0, -(-int((self.until - clock.now()).total_seconds()) // 60))


def start(
    session: Session, actor: Actor, user_id: int, reason: str, *, device: str, address: str
) -> str:
    """Sign in as a user of a company; returns the key for the cookie.

    Raises NotFound for nobody and for other operators, NotAllowed for who is switched off,
    or was invited and has not come yet.
    """
    rules.require_may(actor, "people.write")
    said = " ".join("".join(c if c.isprintable() else " " for c in reason).split())
    if len(said) > MOST_REASON:
        raise Invalid(f"사유는 {MOST_REASON}자까지 쓸 수 있어요.", field="reason")
    user = session.get(User, user_id, populate_existing=True)
    if user is None or user.is_operator:
        raise NotFound("사용자를 찾을 수 없어요." if user is None else NOT_AN_OPERATOR)
    if not user.is_active:
        raise NotAllowed(SWITCHED_OFF)
    # Else nobody could revoke the invitation: what is written there refers to the user.
    if access.is_invited(user):
        raise NotAllowed(access.INVITED)
    key = _open(session, actor, user, said, device, address)
    audit.write(
        session, actor, "act_as.start", f"user:{user_id}", said or "보기만",
        company_id=user.company_id, address=address,
    )  # fmt: skip
    return key


def stop(session: Session, actor: Actor) -> str:
    """그만두기: end it and give the operator's own session back, under a new key.

    Returns the key for the cookie, "" when the operator's own session is over meanwhile.
    """
    row = _acting(session, actor)
    sessions.end_session(session, row.id or 0)
    return _own_again(session, row)


def is_any_over(session: Session) -> bool:
    """Whether the half hour of one has passed that has not been ended."""
    over = select(LoginSession.id).where(
        LoginSession.acting_from_id >= 0, LoginSession.ended_at.is_(None), _is_over()
    )
    return session.execute(over.limit(1)).first() is not None


def run_out(session: Session) -> int:
    """End those whose half hour has passed: nobody pressed 그만두기. Says how many."""
    return len(sessions.end_borrowed(session, _is_over()))


def came_from(session: Session, actor: Actor) -> str:
    """The hash of the key that the operator's own session has until `stop` gives it another."""
    own = session.get(LoginSession, _acting(session, actor).acting_from_id)
    return own.key_hash if own is not None else ""


def sign_out(session: Session, session_id: int) -> bool:
    """Logout. Who acts as somebody signs out of the operator's own session too."""
    row = session.get(LoginSession, session_id)
    was_in = sessions.end_session(session, session_id)
    if row is not None and row.acting_from_id is not None:
        sessions.end_session(session, row.acting_from_id)
    return was_in


def standing(session: Session, actor: Actor) -> Standing:
    """For the banner. Raises NotFound when the session is nobody's who acts."""
    row = _acting(session, actor)
    person = session.get_one(User, row.user_id)
    company = session.get_one(Company, person.company_id)
    operator = session.get_one(User, row.acting_operator_id)
    until = row.created_at + rules.ACTING_LONGEST
    return Standing(person.name, company.name, operator.name, until, row.acting_reason)


def _open(
    session: Session, actor: Actor, user: User, reason: str, device: str, address: str
) -> str:
    now, key = clock.now(), secrets.new_key()
    session.add(
        LoginSession(
            key_hash=secrets.sha256_text(key),
            user_id=user.id or 0,
            acting_operator_id=actor.user_id,
            acting_from_id=actor.session_id,
            acting_reason=reason,
            side=sessions.home_side(session, user),
            device=device[:300],
            address=address[:45],
            created_at=now,
            last_seen_at=now,
            # Never proven: what needs a password that was just given is the person's own affair.
            reauthenticated_at=now - timedelta(days=1),
        )
    )
    sessions.touch_sessions(session, [actor.session_id], now)
    session.flush()
    return key


def _is_over() -> ColumnElement[bool]:
    return LoginSession.__table__.c.created_at < clock.now() - rules.ACTING_LONGEST


def _acting(session: Session, actor: Actor) -> LoginSession:
    if actor.acting_operator_id is None:
        raise NotFound
    found = session.get(LoginSession, actor.session_id, populate_existing=True)
    if found is None or found.acting_operator_id != actor.acting_operator_id:
        raise NotFound
    return found


def _own_again(session: Session, row: LoginSession) -> str:
    """A new key for the session that the operator came from, if it still counts.

    Its time goes on: when the password was given last stays what it was.
    """
    own = session.get(LoginSession, row.acting_from_id, populate_existing=True)
    operator = session.get_one(User, row.acting_operator_id)
    is_there = own is not None and own.ended_at is None and own.user_id == operator.id
    if own is None or not is_there or not operator.is_active or not operator.is_operator:
        return ""
    now = clock.now()
    counts = rules.is_alive(
        now=now, created_at=own.created_at, last_seen_at=own.last_seen_at,
        is_remembered=own.is_remembered, has_socket=False,
    )  # fmt: skip
    if not counts:
        return ""
    key = secrets.new_key()
    session.execute(
        update(LoginSession)
        .where(LoginSession.id == own.id)
        .values(key_hash=secrets.sha256_text(key), last_seen_at=now)
    )
    return key
