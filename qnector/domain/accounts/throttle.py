"""Slowing down who guesses passwords, by account and by address.

Tries from a browser that has signed in to the account before are counted apart from all others:
strangers who guess lock out strangers, not who is at home (OWASP: device cookies).
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.errors import TooMany
from qnector.core.networks import network_of
from qnector.domain.accounts import rules
from qnector.domain.accounts.models import LoginAttempt, Result

log = logging.getLogger("qnector.login")

WINDOW = timedelta(hours=1)
ADDRESS_WINDOW = timedelta(minutes=15)
ADDRESS_FAILURES = 50  # an office behind one address mistypes more often than one person
SHARED = frozenset({"", "127.0.0.1", "::1"})
NEWS = timedelta(minutes=1)  # a flood that is turned away is worth one line a minute


class Throttled(TooMany):
    """Too many failures; `minutes` until the next try counts."""

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes
        super().__init__(f"로그인을 여러 번 실패했어요. {minutes}분 뒤에 다시 시도해 주세요.")


@dataclass(frozen=True, slots=True)
class Try:
    """One try to sign in: for whom, from where, with what.

    `device` is the browser's own User-Agent, `provider` "" for a password, `place` where
    the address is, for mails.
    """

    email: str
    address: str = ""
    device: str = ""
    provider: str = ""
    is_known_device: bool = False
    place: str = ""


def refuse_if_throttled(
    session: Session, email: str, address: str, *, is_known_device: bool = False
) -> None:
    """Raises Throttled with the minutes to wait. The same for accounts that do not exist."""
    now = clock.now()
    failures, last = failures_of(session, email, is_known_device=is_known_device)
    wait = timedelta(minutes=rules.throttle_minutes(failures))
    if last is not None and last + wait > now:
        raise Throttled(-(-int((last + wait - now).total_seconds()) // 60))
    if is_known_device or is_shared(address):
        return
    if _failures_from(session, _network(address)) >= ADDRESS_FAILURES:
        raise Throttled(15)


def is_shared(address: str) -> bool:
    """Whether an address says nothing of who asks.

    Behind a proxy on this machine that QNECTOR_TRUSTED_PROXY_HOPS does not name, everybody comes
    from here: one who guesses must not lock out all the others.
    """
    return network_of(address) in SHARED


def record_attempt(
    session: Session,
    email: str,
    address: str,
    user_id: int | None,
    *,
    is_success: bool,
    result: Result | None = None,
    device: str = "",
    provider: str = "",
    is_known_device: bool = False,
) -> None:
    """Remember a try; a success starts the account's count anew for browsers of its kind."""
    session.connection().execute(
        insert(LoginAttempt),
        {
            "email": _plain(email),
            "address": address[:45],
            "network": _network(address),
            "user_id": user_id,
            "is_success": is_success,
            "result": result or (Result.SUCCESS if is_success else Result.WRONG),
            "device": device[:300],
            "provider": provider,
            "is_known_device": is_known_device,
            "at": clock.now(),
        },
    )


def record(session: Session, one: Try, user_id: int | None, result: Result) -> None:
    """Remember how a try ended. The log says whose it was and why it failed, no address."""
    if result is not Result.SUCCESS:
        log.warning("login failed: %s user=%d", result.value, user_id or 0)
    record_attempt(
        session,
        one.email,
        one.address,
        user_id,
        is_success=result is Result.SUCCESS,
        result=result,
        device=one.device,
        provider=one.provider,
        is_known_device=one.is_known_device,
    )


def is_refusal_news(session: Session, email: str) -> bool:
    """Whether the last refusal that 로그인 기록 shows for this account is a minute old."""
    statement = select(LoginAttempt.id).where(
        LoginAttempt.email == _plain(email),
        LoginAttempt.at > clock.now() - NEWS,
        LoginAttempt.result == Result.THROTTLED,
    )
    return session.execute(statement.limit(1)).first() is None


def failures_of(
    session: Session, email: str, *, is_known_device: bool = False
) -> tuple[int, datetime | None]:
    """How often in a row it failed within the hour from browsers of this kind, and when last."""
    same = (LoginAttempt.email == _plain(email), LoginAttempt.is_known_device == is_known_device)
    last_success = (
        select(func.max(LoginAttempt.id)).where(*same, LoginAttempt.is_success).scalar_subquery()
    )
    statement = select(func.count(), func.max(LoginAttempt.at)).where(
        *same,
        LoginAttempt.at >= clock.now() - WINDOW,
        LoginAttempt.result == Result.WRONG,
        LoginAttempt.id > func.coalesce(last_success, 0),
    )
    count, last = session.execute(statement).one()
    return int(count), last


def _failures_from(session: Session, network: str) -> int:
    statement = select(func.count()).where(
        LoginAttempt.network == network,
        LoginAttempt.at >= clock.now() - ADDRESS_WINDOW,
        LoginAttempt.result == Result.WRONG,
    )
    return int(session.execute(statement).scalar_one())


def _network(address: str) -> str:
    return network_of(address)[:45]


def _plain(email: str) -> str:
    return email.strip().lower()[:254]
