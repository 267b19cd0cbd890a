"""Signing in and out, the other side of the counter: plain forms, never events.

A password posted here does not pass through Reflex, its logs or its state.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from urllib.parse import parse_qsl

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from qnector.core import db, feed, secrets, settings
from qnector.core.actor import Actor, Side
from qnector.core.errors import Invalid, NotAllowed, NotFound, TooMany
from qnector.domain.accounts import rules, throttle
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.access import SESSION_BY_KEY
from qnector.domain.accounts.models import LinkKind, User
from qnector.domain.accounts.throttle import Throttled
from qnector.web import auth_pages, sessions, urls

AT_ONCE = 2  # bcrypt keeps a core busy for a quarter of a second
QUEUE = 20
REMEMBERED = 90 * 24 * 3600
MOST_PASSWORD = 1024


class Turnstile:
    """Lets two through at once, lets some wait, sends the rest away."""

    def __init__(self, at_once: int = AT_ONCE, queue: int = QUEUE) -> None:
        self._gate = asyncio.Semaphore(at_once)
        self._most = at_once + queue
        self._inside = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a turn. Raises TooMany when the queue is full."""
        if self._inside >= self._most:
            raise TooMany
        self._inside += 1
        try:
            async with self._gate:
                yield
        finally:
            self._inside -= 1


turnstile = Turnstile()


async def log_in(request: Request) -> Response:
    """POST /auth/login: e-mail, password, remember, next."""
    form = await _form(request)
    email, password = form.get("email", "")[:254], form.get("password", "")[:MOST_PASSWORD]
    onward = form.get("next", "")
    if missing := next((name for name in ("email", "password") if not form.get(name)), ""):
        return _back(onward, error=missing)
    address = request.scope.get("qnector.address", "")
    try:
        await db.read(throttle.refuse_if_throttled, email, address, slow=True)
        user = await db.read(accounts.find_login, email, slow=True)
        is_right = await _matches(password, user)
        key, home = await db.write(
            _sign_in,
            user if is_right else None,
            email,
            _device(request),
            address,
            form.get("remember", "") != "",
            request.scope.get("qnector.owner", ""),
        )
    except Throttled as wait:
        return _back(onward, error="throttled", minutes=str(wait.minutes))
    except TooMany:
        return HTMLResponse(auth_pages.busy(), 429)
    if not key:
        return _back(onward, error="wrong")
    answer = _see(urls.safe_next(onward, home))
    _set_cookie(answer, key, is_remembered=form.get("remember", "") != "")
    return answer


async def log_out(request: Request) -> Response:
    """POST /auth/logout: this device only."""
    owner = request.scope.get("qnector.owner", "")
    who = await sessions.look_up(owner) if owner else None
    if who is not None:
        await db.write(accounts.end_session, who.actor.session_id)
        feed.publish(who.actor.company_id, "session")
    answer = _see("/login?done=logged_out")
    answer.headers["clear-site-data"] = '"storage"'
    answer.delete_cookie(_cookie_name(), path="/", secure=settings.current().is_https)
    return answer


async def switch_side(request: Request) -> Response:
    """POST /auth/side: buyer or seller, for companies that are both."""
    form = await _form(request)
    owner = request.scope.get("qnector.owner", "")
    who = await sessions.look_up(owner) if owner else None
    if who is None:
        return _see("/login")
    wanted = form.get("side", "")
    if wanted not in (Side.BUYER, Side.SELLER):
        return _see(urls.home(who.actor.side))
    try:
        await db.write(_switch, who.actor, Side(wanted))
    except NotAllowed:
        return _see(urls.home(who.actor.side))
    feed.publish(who.actor.company_id, "session")
    return _see(urls.safe_next(form.get("next"), urls.home(wanted)))


async def show_set_password(request: Request) -> Response:
    """GET /auth/set-password?token=: a form. Looking at it uses nothing up."""
    token = request.query_params.get("token", "")[:100]
    try:
        user = await db.read(accounts.look_at_link, LinkKind.SET_PASSWORD, token, slow=True)
    except NotFound as refusal:
        return HTMLResponse(auth_pages.dead_link(refusal.sentence), 404)
    return HTMLResponse(auth_pages.set_password(token, user.email))


async def set_password(request: Request) -> Response:
    """POST /auth/set-password: token, password, again."""
    form = await _form(request)
    token, password = form.get("token", "")[:100], form.get("password", "")[:MOST_PASSWORD]
    try:
        user = await db.read(accounts.look_at_link, LinkKind.SET_PASSWORD, token, slow=True)
        rules.check_password(password, email=user.email, name=user.name)
        if password != form.get("again", ""):
            raise Invalid("두 비밀번호가 서로 달라요.", field="again")
        async with turnstile.turn():
            hashed = await asyncio.to_thread(secrets.hash_password, password)
        await db.write(accounts.set_password, token, password, hashed)
    except Invalid as refusal:
        return HTMLResponse(auth_pages.set_password(token, user.email, refusal), 422)
    except NotFound as refusal:
        return HTMLResponse(auth_pages.dead_link(refusal.sentence), 404)
    except TooMany:
        return HTMLResponse(auth_pages.busy(), 429)
    feed.publish(user.company_id or 0, "session")
    return _see("/login?done=password")


async def style(_request: Request) -> Response:
    """GET /auth/page.css: for the pages that the server writes itself."""
    return Response(auth_pages.css(), media_type="text/css")


routes = [
    Route("/auth/login", log_in, methods=["POST"]),
    Route("/auth/logout", log_out, methods=["POST"]),
    Route("/auth/side", switch_side, methods=["POST"]),
    Route("/auth/set-password", show_set_password, methods=["GET"]),
    Route("/auth/set-password", set_password, methods=["POST"]),
    Route("/auth/page.css", style, methods=["GET"]),
]


async def _matches(password: str, user: User | None) -> bool:
    """Compare in a thread; an unknown account takes as long as a known one."""
    hashed = user.password_hash if user is not None and user.password_hash else _nobody()
    async with turnstile.turn():
        is_right = await asyncio.to_thread(secrets.password_matches, password, hashed)
    return bool(is_right and user and user.password_hash and user.is_active)


def _sign_in(
    session: Session,
    user: User | None,
    email: str,
    device: str,
    address: str,
    is_remembered: bool,
    old_owner: str,
) -> tuple[str, str]:
    """Note the attempt; the key of the new session and its home, or nothing."""
    # Asked again under the write lock: guesses sent side by side count one after the other.
    throttle.refuse_if_throttled(session, email, address)
    known = accounts.find_login(session, email)
    is_success = user is not None and known is not None and known.is_active
    throttle.record_attempt(
        session, email, address, known.id if known else None, is_success=is_success
    )
    if not is_success or known is None:
        return "", ""
    _end(session, old_owner)
    key = accounts.start_session(
        session, known, device=device, address=address, is_remembered=is_remembered
    )
    return key, urls.home(accounts.home_side(session, known))


def _end(session: Session, owner: str) -> None:
    """A new sign-in in a browser ends the one before."""
    row = session.execute(SESSION_BY_KEY, {"key_hash": owner}).first() if owner else None
    if row is not None:
        accounts.end_session(session, row.id)


def _switch(session: Session, actor: Actor, side: Side) -> None:
    accounts.switch_side(session, actor, side)


async def _form(request: Request) -> dict[str, str]:
    """The fields of a posted form; the edge has limited its size."""
    body = (await request.body()).decode("utf-8", "replace")
    return {name: value for name, value in parse_qsl(body, True, max_num_fields=20)}


def _back(onward: str, **why: str) -> Response:
    """To the login page again, with a code and no address."""
    return _see(urls.build("/login", {**why, "next": urls.safe_next(onward, "")}))


def _see(path: str) -> Response:
    return RedirectResponse(path, 303)


def _device(request: Request) -> str:
    return "".join(one for one in request.headers.get("user-agent", "") if one.isprintable())


def _cookie_name() -> str:
    return sessions.SECURE_COOKIE if settings.current().is_https else sessions.PLAIN_COOKIE


def _set_cookie(answer: Response, key: str, *, is_remembered: bool) -> None:
    answer.set_cookie(
        _cookie_name(),
        key,
        max_age=REMEMBERED if is_remembered else None,
        path="/",
        secure=settings.current().is_https,
        httponly=True,
        samesite="lax",
    )


@lru_cache(maxsize=1)
def _nobody() -> str:
    """A hash that no password has, of the same cost as real ones."""
    return secrets.hash_password(secrets.new_key())
