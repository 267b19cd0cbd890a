"""The visit: a cookie by which 회원가입 finds again what this browser has typed."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from qnector.core import db, secrets, settings
from qnector.domain.accounts import registration
from qnector.web import sessions
from qnector.web.pace import Pace

PATH = "/register"
SECONDS = 48 * 3600  # longer than what was typed is kept

Pair = tuple[bytes, bytes]
# Anybody may make up visits: one network address begins a few, and types like people do.
beginning = Pace(burst=60, rate=1 / 60)
typing = Pace(burst=300, rate=3)


def is_here(path: str) -> bool:
    """Whether this is the page of 회원가입."""
    return path.rstrip("/") == PATH


def new_cookie(scope: dict[str, Any]) -> list[Pair]:
    """The Set-Cookie header for a browser that comes to 회원가입 without a visit, or nothing."""
    if scope["method"] != "GET" or not is_here(scope["path"]) or hash_of(scope):
        return []
    config = settings.current()
    answer = Response()
    answer.set_cookie(
        f"{'__Host-' if config.is_https else ''}{sessions.OTHERS['visit']}",
        secrets.new_key(),
        max_age=SECONDS,
        path="/",
        secure=config.is_https,
        httponly=True,
        samesite="lax",
    )
    return [pair for pair in answer.raw_headers if pair[0] == b"set-cookie"]


def hash_of(scope: dict[str, Any]) -> str:
    """How the visit of a request is known inside, or nothing."""
    key = str(scope.get("qnector.cookies", {}).get("visit", ""))
    return secrets.sha256_text(key) if key else ""


async def keep(visit: str, address: str, typed: Mapping[str, str]) -> bool:
    """Remember fields of a visit; not when there is none, or it is more than people type."""
    if not visit or not typing.allows(address):
        return False
    has_begun = await db.read(registration.has_begun, visit, slow=True)
    if not has_begun and not beginning.allows(address):
        return False
    await db.write(registration.keep, visit, typed)
    return True
