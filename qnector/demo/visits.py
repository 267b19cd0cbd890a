"""Where the people of the demo were signed in lately, so that 보안 has something to show."""

from datetime import timedelta

from sqlmodel import Session

from qnector.core import clock
from qnector.demo.stage import Stage
from qnector.domain.accounts import sessions, throttle
from qnector.domain.accounts.models import Result, User

DESK = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/131.0.0.0 Safari/537.36"
)
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
    " Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
GALAXY = (
    "Mozilla/5.0 (Linux; Android 14; SM-S921N) AppleWebKit/537.36 (KHTML, like Gecko)"
    " SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36"
)
# Addresses that belong to nobody (RFC 5737).
OFFICE, ROAD = "203.0.113.24", "198.51.100.7"
# Days and hours ago, with what, from where, and how it ended. What succeeded last with a device
# is still signed in there.
TRIES = (
    (12, 3, DESK, OFFICE, Result.SUCCESS),
    (9, 5, PHONE, ROAD, Result.SUCCESS),
    (7, 1, DESK, OFFICE, Result.WRONG),
    (7, 1, DESK, OFFICE, Result.SUCCESS),
    (3, 6, GALAXY, ROAD, Result.WRONG),
    (3, 6, GALAXY, ROAD, Result.WRONG),
    (2, 4, PHONE, ROAD, Result.SUCCESS),
    (1, 2, DESK, OFFICE, Result.SUCCESS),
)
STILL_IN = TRIES[-2:]


def note(stage: Stage) -> None:
    """Tries and devices of everybody who owns a company of the market."""
    for people in stage.people.values():
        for one in TRIES:
            with clock.frozen(stage.now - timedelta(days=one[0], hours=one[1])):
                _try(stage.session, people[0], one)


def _try(session: Session, user: User, one: tuple[int, int, str, str, Result]) -> None:
    _, _, device, address, result = one
    # Not by `throttle.record`, which also tells the log: nobody is at the door.
    throttle.record_attempt(
        session,
        user.email,
        address,
        user.id,
        is_success=result is Result.SUCCESS,
        result=result,
        device=device,
        is_known_device=True,
    )
    if one in STILL_IN:
        sessions.start_session(session, user, device=device, address=address, is_remembered=True)
