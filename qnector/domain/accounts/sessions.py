"""Sessions: one signed-in device each. Their keys live only in cookies."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select, update
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.actor import Actor, Side
from qnector.core.db import changed_one, touch
from qnector.core.errors import NotAllowed, NotFound
from qnector.domain.accounts import access, rules
from qnector.domain.accounts.access import SESSION_BY_KEY
from qnector.domain.accounts.models import Company, LoginSession, User
from qnector.domain.audit import service as audit

LOGINS = "logins"  # the topic of 접속 기기 and 로그인 기록
OVER = "시간이 다 되어 {}에 끝났어요."


def session_of(session: Session, key_hash: str) -> Row[Any] | None:
    """Everything the guard needs to know of a key: session, user, company in one Core row.

    Ended and outlived sessions are told too; `rules.is_alive` and `ended_at` judge them.
    """
    return session.connection().execute(SESSION_BY_KEY, {"key_hash": key_hash}).first()


def home_side(session: Session, user: User) -> Side:
    """Where somebody starts: operators at theirs, buyers before sellers."""
    if user.is_operator:
        return Side.OPERATOR
    company = session.get(Company, user.company_id)
    return Side.BUYER if company is not None and company.is_buyer else Side.SELLER


def start_session(
    session: Session,
    user: User,
    *,
    device: str,
    address: str,
    is_remembered: bool,
    side: Side | None = None,
) -> str:
    """Sign somebody in; returns the key for the cookie. An operator is never remembered."""
    now, key = clock.now(), secrets.new_key()
    session.add(
        LoginSession(
            key_hash=secrets.sha256_text(key),
            user_id=user.id or 0,
            side=side or home_side(session, user),
            is_remembered=is_remembered and not user.is_operator,
            device=device[:300],
            address=address[:45],
            created_at=now,
            last_seen_at=now,
            reauthenticated_at=now,
        )
    )
    session.flush()
    touch(session, user.company_id or 0, LOGINS)
    return key


@dataclass(frozen=True, slots=True)
class Renewed:
    """A session under a new key: the key for its cookie, the hash of the one before."""

    key: str
    before: str
    is_remembered: bool


def rotate_session(session: Session, session_id: int) -> Renewed:
    """A new key for a session whose owner has just proved the password again.

    The old one opens nothing any more. Raises NotFound when it ended.
    """
    now, key = clock.now(), secrets.new_key()
    held = select(LoginSession).where(LoginSession.id == session_id).with_for_update(key_share=True)
    row = session.execute(held, execution_options={"populate_existing": True}).scalar()
    if row is None:
        raise NotFound
    renewed = Renewed(key, row.key_hash, row.is_remembered)
    is_done = changed_one(
        session,
        update(LoginSession)
        .where(LoginSession.id == session_id, LoginSession.ended_at.is_(None))
        .values(key_hash=secrets.sha256_text(key), reauthenticated_at=now, last_seen_at=now),
    )
    if not is_done:
        raise NotFound
    return renewed


def end_session(session: Session, session_id: int) -> bool:
    """Sign a device out; tells whether it was signed in.

    An operator who came from this session to act as somebody does so no longer.
    """
    row = LoginSession
    ended = end_borrowed(session, or_(row.id == session_id, row.acting_from_id == session_id))
    return session_id in ended or _end(session, session_id)


def end_sessions_of(session: Session, user_id: int, *, but: int | None = None) -> None:
    """Sign out every device of a user, except one, and where an operator acts as somebody."""
    row = LoginSession
    is_theirs = or_(row.user_id == user_id, row.acting_operator_id == user_id)
    end_borrowed(session, and_(is_theirs, row.id != (but or 0)))
    session.execute(
        update(row)
        .where(row.user_id == user_id, row.ended_at.is_(None), row.id != (but or 0))
        .values(ended_at=clock.now())
    )


def end_borrowed(session: Session, which: ColumnElement[bool]) -> list[int]:
    """End sessions in which an operator acts as somebody, and write each end, once, where the
    company's owner reads of the beginning. Says which."""
    row = LoginSession
    statement = (
        select(
            row.id, row.user_id, User.company_id, row.side, User.role, row.acting_operator_id,
            row.address, row.created_at,
        )
        .join(User, User.id == row.user_id)
        # As a range, those that are borrowed are found in their index on both databases.
        .where(row.acting_from_id >= 0, row.ended_at.is_(None), which)
        .order_by(row.id)
    )  # fmt: skip
    ended = [one for one in session.execute(statement).all() if _end(session, one.id)]
    for one in ended:
        person = Actor(
            one.user_id, one.company_id, one.side, one.role,
            acting_operator_id=one.acting_operator_id, address=one.address,
        )  # fmt: skip
        until = one.created_at + rules.ACTING_LONGEST
        why = OVER.format(clock.moment_text(until)) if until < clock.now() else ""
        audit.write(session, person, "act_as.stop", f"user:{one.user_id}", why)
    return [one.id for one in ended]


def end_other_sessions(session: Session, actor: Actor) -> None:
    """다른 기기 모두 로그아웃: only the device that asks stays signed in."""
    end_sessions_of(session, actor.user_id, but=actor.session_id)


def switch_side(session: Session, actor: Actor, side: Side) -> None:
    """Go to the other side of the counter. Raises NotAllowed when the company has no such side."""
    company = access.company(session, actor)
    has = {Side.BUYER: company.is_buyer, Side.SELLER: company.is_seller}
    if not has.get(side):
        raise NotAllowed("이 회사는 그 화면을 쓰지 않아요.")
    session.execute(
        update(LoginSession)
        .where(LoginSession.id == actor.session_id, LoginSession.user_id == actor.user_id)
        .values(side=side)
    )
    audit.write(session, actor, "session.side", f"user:{actor.user_id}", side.value)


def touch_sessions(session: Session, session_ids: list[int], now: datetime) -> None:
    """Remember, in one statement, that these sessions were in use. Ended ones stay ended."""
    session.execute(
        update(LoginSession)
        .where(LoginSession.id.in_(session_ids), LoginSession.ended_at.is_(None))
        .where(LoginSession.last_seen_at < now)
        .values(last_seen_at=now)
        .execution_options(synchronize_session=False)
    )


def _end(session: Session, session_id: int) -> bool:
    return changed_one(
        session,
        update(LoginSession)
        .where(LoginSession.id == session_id, LoginSession.ended_at.is_(None))
        .values(ended_at=clock.now()),
    )
