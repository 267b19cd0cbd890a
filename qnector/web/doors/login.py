"""Signing in and out, the other side of the counter: plain forms, never events."""

from dataclasses import replace
from functools import partial

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from qnector.core import db, feed
from qnector.core.actor import Actor, Side
from qnector.core.emails import is_email
from qnector.core.errors import NotAllowed, TooMany
from qnector.core.networks import network_of
from qnector.domain.accounts import entering, throttle
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.entering import Entry
from qnector.domain.accounts.models import Result
from qnector.domain.accounts.throttle import Throttled, Try
from qnector.outside.places import place_of
from qnector.web import typed, urls
from qnector.web.doors import browsers, forms, pages, passwords

PROVEN = {Entry.UNVERIFIED: typed.UNVERIFIED, Entry.SUSPENDED: typed.SUSPENDED}


async def log_in(request: Request) -> Response:
    """POST /auth/login: e-mail, password, remember, next."""
    form = await forms.fields(request)
    email, password = form.get("email", "")[:254], form.get("password", "")[: forms.MOST_PASSWORD]
    onward, is_remembered = form.get("next", ""), form.get("remember", "") != ""
    if missing := next((name for name in ("email", "password") if not form.get(name)), ""):
        return _back(onward, email, error=missing)
    if not is_email(email.strip().lower()):
        return _back(onward, email, error="format")
    one = Try(
        email,
        forms.address_of(request),
        forms.device_of(request),
        is_known_device=browsers.knows(request, email),
    )
    try:
        entered = await _try(request, one, password, is_remembered)
    except Throttled as wait:
        return _back(onward, email, error="throttled", minutes=str(wait.minutes))
    except TooMany:
        answer = HTMLResponse(pages.busy(), 429)
        browsers.ask_to_come_again(answer, request, email)
        return answer
    if entered.entry is not Entry.IN:
        return _back(onward, email, PROVEN.get(entered.entry, ""), error=entered.entry.value)
    answer = forms.see(urls.safe_next(onward, urls.home(entered.side)))
    forms.set_cookie(answer, entered.key, is_remembered=is_remembered)
    browsers.remember(answer, request, email)
    return answer


async def log_out(request: Request) -> Response:
    """POST /auth/logout: this device only."""
    who = await forms.who_asks(request)
    if who is not None:
        await db.write(entering.leave, who.actor)
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


async def _try(request: Request, one: Try, password: str, is_remembered: bool) -> entering.Entered:
    """Compare, then let in or refuse. What can be refused cheaply is refused first."""
    names, was_sent = _suspects(one), browsers.was_sent_away(request, one.email)
    passwords.guesses.add(*names)
    tries = partial(passwords.guesses.of, *names)
    passwords.turnstile.refuse_if_full(
        is_known=one.is_known_device, was_sent=was_sent, guesses=tries
    )
    await refuse_if_throttled(one)
    user = await db.read(accounts.find_login, one.email, slow=True)
    is_right = await passwords.matches(
        password, user, is_known=one.is_known_device, was_sent=was_sent, tries=tries
    )
    entered = await db.write(
        entering.enter,
        replace(one, place=place_of(one.address)),
        user if is_right else None,
        is_remembered=is_remembered,
        old_owner=forms.owner_of(request),
    )
    if is_right:
        passwords.guesses.forget(*names)
    return entered


async def refuse_if_throttled(one: Try) -> None:
    """Raises Throttled; 로그인 기록 gets a line of it, but not of every try of a flood."""
    try:
        await db.read(
            throttle.refuse_if_throttled,
            one.email,
            one.address,
            is_known_device=one.is_known_device,
            slow=True,
        )
    except Throttled:
        if await db.read(throttle.is_refusal_news, one.email, slow=True):
            await db.write(_note_refusal, one)
        raise


def _suspects(one: Try) -> list[str]:
    """Whose tries count against this one in the queue: the account's and the address's."""
    account = f"account:{one.email.strip().lower()}"
    return [account] if throttle.is_shared(one.address) else [account, network_of(one.address)]


def _note_refusal(session: Session, one: Try) -> None:
    # Looked at once more under the write lock: a flood brings many at the same moment.
    if throttle.is_refusal_news(session, one.email):
        user = accounts.find_login(session, one.email)
        throttle.record(session, one, user.id if user else None, Result.THROTTLED)


def _switch(session: Session, actor: Actor, side: Side) -> None:
    accounts.switch_side(session, actor, side)


def _back(onward: str, email: str, place: str = "", **why: str) -> Response:
    """To the login page again, with a code; what was typed travels sealed."""
    sealed = typed.seal(email, place=place or typed.PLACE)
    values = {**why, "next": urls.safe_next(onward, ""), "typed": sealed}
    return forms.see("/login", values)
