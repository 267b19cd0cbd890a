"""보안: the devices that are signed in as the actor, and who tried to sign in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.db import touch
from qnector.core.errors import NotFound
from qnector.core.paging import COUNTED_TO, Page, clean_size
from qnector.domain.accounts import rules
from qnector.domain.accounts.models import LoginAttempt, LoginSession, Result
from qnector.domain.accounts.sessions import end_other_sessions, end_session
from qnector.domain.audit import service as audit

MOST_DEVICES = 50
RESULTS = ("success", "failure")
GONE = "이미 로그아웃된 기기예요."


@dataclass(frozen=True, slots=True)
class Device:
    """One signed-in device. `said` is its User-Agent, `is_operator` an operator who looks in."""

    id: int
    said: str
    address: str
    seen_at: datetime
    is_here: bool
    is_operator: bool


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to sign in, right or wrong. `provider` is "" for a password."""

    id: int
    at: datetime
    address: str
    said: str
    provider: str
    result: Result


@dataclass(frozen=True, slots=True)
class AttemptFilter:
    """`result` is "" for all, or one of RESULTS; newest first."""

    result: str = ""
    page: int = 1
    size: int = 10


def devices(session: Session, actor: Actor) -> list[Device]:
    """Where the actor is signed in: this device first, then the last one used."""
    statement = (
        select(LoginSession)
        .where(LoginSession.user_id == actor.user_id, LoginSession.ended_at.is_(None))
        .order_by(LoginSession.last_seen_at.desc())
        .limit(MOST_DEVICES)
    )
    found = [
        Device(
            id=one.id or 0,
            said=one.device,
            address=one.address,
            seen_at=one.last_seen_at,
            is_here=one.id == actor.session_id,
            is_operator=one.acting_operator_id is not None,
        )
        for one in session.execute(statement).scalars()
        if _counts(one)
    ]
    return sorted(found, key=lambda one: not one.is_here)


def attempts(session: Session, actor: Actor, wanted: AttemptFilter) -> Page[Attempt]:
    """로그인 기록 of the last 90 days, newest first."""
    matches: list[Any] = [LoginAttempt.user_id == actor.user_id]
    if wanted.result in RESULTS:
        matches.append(LoginAttempt.is_success.is_(wanted.result == "success"))
    some = select(LoginAttempt.id).where(*matches).limit(COUNTED_TO + 1).subquery()
    total = int(session.execute(select(func.count()).select_from(some)).scalar_one())
    size = clean_size(wanted.size)
    last = max(1, -(-min(total, COUNTED_TO) // size))
    number = min(max(1, wanted.page), last)
    rows = session.execute(
        select(LoginAttempt)
        .where(*matches)
        .order_by(LoginAttempt.id.desc())
        .limit(size)
        .offset((number - 1) * size)
    ).scalars()
    found = [
        Attempt(one.id or 0, one.at, one.address, one.device, one.provider, one.result)
        for one in rows
    ]
    return Page(found, total, number, size)


def end_device(session: Session, actor: Actor, session_id: int) -> None:
    """로그아웃 of another device, at its next event. Raises NotFound for one that is not there."""
    rules.require_may(actor, "account.own")
    is_mine = select(LoginSession.id).where(
        LoginSession.id == session_id,
        LoginSession.id != actor.session_id,
        LoginSession.user_id == actor.user_id,
    )
    if session.execute(is_mine).first() is None or not end_session(session, session_id):
        raise NotFound(GONE)
    _tell(session, actor, "session.end")


def end_others(session: Session, actor: Actor) -> None:
    """다른 기기 모두 로그아웃."""
    rules.require_may(actor, "account.own")
    end_other_sessions(session, actor)
    _tell(session, actor, "session.end_others")


def _counts(one: LoginSession) -> bool:
    return rules.is_alive(
        now=clock.now(),
        created_at=one.created_at,
        last_seen_at=one.last_seen_at,
        is_remembered=one.is_remembered,
        has_socket=False,
        is_acting=one.acting_operator_id is not None,
    )


def _tell(session: Session, actor: Actor, action: str) -> None:
    touch(session, actor.company_id, "session")
    audit.write(session, actor, action, f"user:{actor.user_id}")
