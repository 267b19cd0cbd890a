"""What the plain forms share: fields, ways back, the session's cookie.

A password posted to these routes does not pass through Reflex, its logs or its state.
"""

from typing import Any
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from qnector.core import clock, secrets, settings
from qnector.core.actor import Actor, Side
from qnector.domain.accounts.sessions import Renewed
from qnector.web import sessions, urls
from qnector.web.guard import REAUTH
from qnector.web.sessions import Who

REMEMBERED = 90 * 24 * 3600
MOST_PASSWORD = 1024
MOST_FIELDS = 60
ODD = "요청을 읽을 수 없어요."


async def fields(request: Request) -> dict[str, str]:
    """The fields of a posted form; the edge has limited its size.

    Raises HTTPException (400) for what no page of ours sends: too many fields, or a NUL, which
    PostgreSQL cannot keep.
    """
    body = (await request.body()).decode("utf-8", "replace")
    try:
        pairs = parse_qsl(body, True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise HTTPException(400, ODD) from None
    if any("\0" in one for pair in pairs for one in pair):
        raise HTTPException(400, ODD)
    return dict(pairs)


async def who_asks(request: Request) -> Who | None:
    """Who is signed in with the request's cookie, or None."""
    owner = owner_of(request)
    return await sessions.look_up(owner) if owner else None


async def who_was(request: Request) -> Who | None:
    """Who was signed in with the key that was replaced a moment ago, and still is with another.

    A second press of a button comes with it, after the browser has dropped the first answer. Only
    for doors that ask for the password: by itself the key opens nothing.
    """
    newer = sessions.replaced_by(str(request.scope.get("qnector.before", "")))
    return await sessions.look_up(newer) if newer else None


async def operator_asks(request: Request, onward: str) -> Actor | Response:
    """The operator whose password was given just now; or the answer that leads anybody else away,
    and an operator by the password back to `onward`."""
    who = await who_asks(request)
    if who is None:
        return see("/login")
    if who.actor.side is not Side.OPERATOR:
        return see(urls.home(who.actor.side))
    if clock.now() - who.reauthenticated_at > REAUTH:
        return see(urls.reauth(onward))
    return who.actor


def owner_of(request: Request) -> str:
    """The hash of the session's key that the edge found, or nothing."""
    return str(request.scope.get("qnector.owner", ""))


def address_of(request: Request) -> str:
    """The network address that the request came from."""
    return str(request.scope.get("qnector.address", ""))


def device_of(request: Request) -> str:
    """What the browser says of itself."""
    return "".join(one for one in request.headers.get("user-agent", "") if one.isprintable())


def cookie_of(request: Request, inside: str) -> str:
    """The value of another cookie of ours (sessions.OTHERS), or nothing."""
    return str(request.scope.get("qnector.cookies", {}).get(inside, ""))


def keep_cookie(answer: Response, inside: str, value: str, *, seconds: int) -> None:
    """Give the browser another cookie of ours; "" takes it away."""
    config = settings.current()
    name = f"{'__Host-' if config.is_https else ''}{sessions.OTHERS[inside]}"
    answer.set_cookie(
        name,
        value,
        max_age=seconds if value else 0,
        path="/",
        secure=config.is_https,
        httponly=True,
        samesite="lax",
    )


def see(path: str, values: dict[str, Any] | None = None) -> Response:
    """Lead the browser on with a GET."""
    return RedirectResponse(urls.build(path, values or {}), 303)


def set_cookie(answer: Response, key: str, *, is_remembered: bool) -> None:
    """Give the browser the key of its session."""
    answer.set_cookie(
        cookie_name(),
        key,
        max_age=REMEMBERED if is_remembered else None,
        path="/",
        secure=settings.current().is_https,
        httponly=True,
        samesite="lax",
    )


def renew_cookie(answer: Response, renewed: Renewed) -> None:
    """The session goes on under another key, and so do the tabs that are open."""
    set_cookie(answer, renewed.key, is_remembered=renewed.is_remembered)
    sessions.go_on(renewed.before, secrets.sha256_text(renewed.key))


def forget_cookie(answer: Response) -> None:
    """Take the key away again."""
    answer.delete_cookie(cookie_name(), path="/", secure=settings.current().is_https)


def cookie_name() -> str:
    """Under https the name that only this host may set."""
    return sessions.SECURE_COOKIE if settings.current().is_https else sessions.PLAIN_COOKIE
