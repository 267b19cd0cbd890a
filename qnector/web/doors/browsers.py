"""Browsers that signed in here before: a signed cookie that says to which accounts.

It opens nothing. Tries from such a browser are counted apart and wait in a lane of their own, so
that a stranger who guesses locks out nobody who is at home (OWASP: device cookies).
"""

import re

from starlette.requests import Request
from starlette.responses import Response

from qnector.core import clock, secrets
from qnector.core.networks import network_of
from qnector.web.doors import forms

COOKIE = "device"
PURPOSE = "known-browser"
TURN = "come-again"
TURN_SECONDS = 300
DAYS = 365
MOST_ACCOUNTS = 5  # the last ones; a shared counter may have many
_WRITTEN = re.compile(r"[0-9]{1,6}(-[0-9a-f]{24}){1,5}", re.ASCII)


def knows(request: Request, email: str) -> bool:
    """Whether this browser has signed in to this account before."""
    return _mark(email) in _accounts(request)


def remember(answer: Response, request: Request, email: str) -> None:
    """It has now."""
    others = [one for one in _accounts(request) if one != _mark(email)]
    accounts = [_mark(email), *others][:MOST_ACCOUNTS]
    value = "-".join([str(_day()), *accounts])
    forms.keep_cookie(answer, COOKIE, secrets.sign(PURPOSE, value), seconds=DAYS * 24 * 3600)


def was_sent_away(request: Request, email: str) -> bool:
    """Whether this browser was told to come again for this account, from this address, just now."""
    written = secrets.verify(TURN, forms.cookie_of(request, "turn")) or ""
    moment, _, mark = written.partition("-")
    if mark != _told(request, email):
        return False
    return 0 <= clock.now().timestamp() - int(moment) <= TURN_SECONDS


def ask_to_come_again(answer: Response, request: Request, email: str) -> None:
    """The queue was full: next time they come before those who were never here."""
    value = f"{int(clock.now().timestamp())}-{_told(request, email)}"
    forms.keep_cookie(answer, "turn", secrets.sign(TURN, value), seconds=TURN_SECONDS)


def _accounts(request: Request) -> list[str]:
    """The accounts that a cookie of ours names, unless it is a year old."""
    written = secrets.verify(PURPOSE, forms.cookie_of(request, COOKIE)) or ""
    if not _WRITTEN.fullmatch(written):
        return []
    day, *accounts = written.split("-")
    return accounts if 0 <= _day() - int(day) <= DAYS else []


def _told(request: Request, email: str) -> str:
    """Names an account together with where the browser is."""
    return _mark(f"{email.strip().lower()} {network_of(forms.address_of(request))}")


def _mark(email: str) -> str:
    """Names an account without naming its address."""
    return secrets.sha256_text(email.strip().lower())[:24]


def _day() -> int:
    return clock.today().toordinal()
