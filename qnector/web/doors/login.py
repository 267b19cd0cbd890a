"""Signing in and out, the other side of the counter: plain forms, never events."""

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from qnector.core import db, feed
from qnector.core.actor import Actor, Side
from qnector.core.errors import NotAllowed, TooMany
from qnector.domain.accounts import acting, throttle
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.access import SESSION_BY_KEY
from qnector.domain.accounts.models import User
from qnector.domain.accounts.throttle import Throttled
from qnector.web import urls
from qnector.web.doors import forms, pages, passwords


async def log_in(request: Request) -> Response:
    """POST /auth/login: e-mail, password, remember, next."""
    form = await forms.fields(request)
    email, password = form.get("email", "")[:254], form.get("password", "")[: forms.MOST_PASSWORD]
    onward = form.get("next", "")
    if missing := next((name for name in ("email", "password") if not form.get(name)), ""):
        return _back(onward, error=missing)
    address = forms.address_of(request)
    try:
        await db.read(throttle.refuse_if_throttled, email, address, slow=True)
        user = await db.read(accounts.find_login, email, slow=True)
        is_right = await passwords.matches(password, user)
        key, home = await db.write(
            _sign_in,
            user if is_right else None,
            email,
            forms.device_of(request),
            address,
            form.get("remember", "") != "",
            forms.owner_of(request),
        )
    except Throttled as wait:
        return _back(onward, error="throttled", minutes=str(wait.minutes))
    except TooMany:
        return HTMLResponse(pages.busy(), 429)
    if not key:
        return _back(onward, error="wrong")
    answer = forms.see(urls.safe_next(onward, home))
    forms.set_cookie(answer, key, is_remembered=form.get("remember", "") != "")
    return answer


async def log_out(request: Request) -> Response:
    """POST /auth/logout: this device only."""
    who = await forms.who_asks(request)
    if who is not None:
        await db.write(acting.sign_out, who.actor.session_id)
        feed.publish(who.actor.company_id, "session")
    answer = forms.see("/login?done=logged_out")
    answer.headers["clear-site-data"] = '"storage"'
    forms.forget_cookie(answer)
    return answer


async def switch_side(request: Request) -> Response:
    """POST /auth/side: buyer or seller, for companies that are both."""
    form = await forms.fields(request)
    who = await forms.who_asks(request)
    if who is None:
        return forms.see("/login")
    wanted = form.get("side", "")
    if wanted not in (Side.BUYER, Side.SELLER):
        return forms.see(urls.home(who.actor.side))
    try:
        await db.write(_switch, who.actor, Side(wanted))
    except NotAllowed:
        return forms.see(urls.home(who.actor.side))
    feed.publish(who.actor.company_id, "session")
    return forms.see(urls.safe_next(form.get("next"), urls.home(wanted)))


routes = [
    Route("/auth/login", log_in, methods=["POST"]),
    Route("/auth/logout", log_out, methods=["POST"]),
    Route("/auth/side", switch_side, methods=["POST"]),
]


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


def _back(onward: str, **why: str) -> Response:
    """To the login page again, with a code and no address."""
    return forms.see("/login", {**why, "next": urls.safe_next(onward, "")})
