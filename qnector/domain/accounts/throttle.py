"""Slowing down who guesses passwords, by account and by address."""

from datetime import datetime, timedelta

from sqlalchemy import func, insert, select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.errors import TooMany
from qnector.domain.accounts import rules
from qnector.domain.accounts.models import LoginAttempt

WINDOW = timedelta(hours=1)
ADDRESS_FAILURES = 50  # an office behind one address mistypes more often than one person


class Throttled(TooMany):
    """Too many failures; `minutes` until the next try counts."""

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes
        super().__init__(f"로그인을 여러 번 실패했어요. {minutes}분 뒤에 다시 시도해 주세요.")


def refuse_if_throttled(session: Session, email: str, address: str) -> None:
    """Raises Throttled with the minutes to wait. The same for accounts that do not exist."""
    now = clock.now()
    failures, last = _failures(session, email.strip().lower()[:254])
    wait = timedelta(minutes=rules.throttle_minutes(failures))
    if last is not None and last + wait > now:
        raise Throttled(-(-int((last + wait - now).total_seconds()) // 60))
    if _failures_from(session, address[:45]) >= ADDRESS_FAILURES:
        raise Throttled(15)


def record_attempt(
    session: Session, email: str, address: str, user_id: int | None, *, is_success: bool
) -> None:
    """Remember a try; a success starts the account's count anew."""
    session.connection().execute(
        insert(LoginAttempt),
        {
            "email": email.strip().lower()[:254],
            "address": address[:45],
            "user_id": user_id,
            "is_success": is_success,
            "at": clock.now(),
        },
    )


def _failures(session: Session, email: str) -> tuple[int, datetime | None]:
    """How often in a row it failed within the hour, and when last."""
    since = clock.now() - WINDOW
    last_success = (
        select(func.max(LoginAttempt.id))
        .where(LoginAttempt.email == email, LoginAttempt.is_success)
        .scalar_subquery()
    )
    statement = select(func.count(), func.max(LoginAttempt.at)).where(
        LoginAttempt.email == email,
        LoginAttempt.at >= since,
        ~LoginAttempt.is_success,
        LoginAttempt.id > func.coalesce(last_success, 0),
    )
    count, last = session.execute(statement).one()
    return int(count), last


def _failures_from(session: Session, address: str) -> int:
    statement = select(func.count()).where(
        LoginAttempt.address == address,
        LoginAttempt.at >= clock.now() - timedelta(minutes=15),
        ~LoginAttempt.is_success,
    )
    return int(session.execute(statement).scalar_one())
