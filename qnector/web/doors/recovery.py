"""비밀번호 재설정, 인증 메일 다시 보내기, 본인 확인: the ways back to an account."""

import asyncio

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from qnector.core import db, feed
from qnector.core.emails import is_email
from qnector.core.errors import NotFound, TooMany
from qnector.domain.accounts import entering, verifying
from qnector.domain.accounts import passwords as accounts_passwords
from qnector.domain.accounts.models import User
from qnector.domain.accounts.throttle import Throttled, Try
from qnector.web import typed, urls
from qnector.web.doors import forms, pages, passwords
from qnector.web.doors.login import refuse_if_throttled
from qnector.web.pace import Pace
from qnector.web.sessions import Who

# An answer that always takes as long: what a known address costs more is not seen.
EVEN_SECONDS = 0.3
pace = Pace(burst=20, rate=20 / 3600)  # mails that one network address may ask for


async def forgot(request: Request) -> Response:
    """POST /auth/forgot: e-mail. The same answer, after the same time, for every address."""
    form = await forms.fields(request)
    email = form.get("email", "").strip()[:254]
    values = {"typed": typed.seal(email)}
    if not is_email(email.lower()):
        return forms.see("/reset-password", {"error": "email", **values})
    address = forms.address_of(request)
    if not pace.allows(address):
        return forms.see("/reset-password", {"error": "busy", **values})
    await evenly(db.write(accounts_passwords.ask_reset, email, address=address))
    return forms.see("/reset-password", {"done": "sent", **values})


async def evenly(doing) -> None:  # type: ignore[no-untyped-def]
    """Wait for it, and at least as long as it takes for anybody."""
    await asyncio.gather(doing, asyncio.sleep(EVEN_SECONDS))


async def resend(request: Request) -> Response:
    """POST /auth/resend: the mail that verifies an address, again.

    `typed` is what the login sealed after the right password; nobody else gets anything sent.
    """
    form = await forms.fields(request)
    sealed = form.get("typed", "")
    email = typed.unseal(sealed, place=typed.UNVERIFIED)
    values = {"next": urls.safe_next(form.get("next"), ""), "typed": sealed}
    if not email:
        return forms.see("/login", {"error": "resend_over", "next": values["next"]})
    if not pace.allows(forms.address_of(request)):
        return forms.see("/login", {"error": "resend_many", **values})
    try:
        await db.write(verifying.send_again_to, email)
    except verifying.Wait as wait:
        return forms.see("/login", {"error": "resend_wait", "seconds": wait.seconds, **values})
    except TooMany:
        return forms.see("/login", {"error": "resend_many", **values})
    return forms.see("/login", {"done": "resent", **values})


async def reauth(request: Request) -> Response:
    """POST /auth/reauth: password, next. The session goes on under a new key."""
    form = await forms.fields(request)
    who = await forms.who_asks(request) or await forms.who_was(request)
    password, onward = form.get("password", "")[: forms.MOST_PASSWORD], form.get("next", "")
    if who is None:
        return forms.see(urls.login(urls.reauth(onward)))
    if who.actor.acting_operator_id is not None:
        return _back(onward)
    if not password:
        return _back(onward, error="password")
    user = await db.read(_user_of, who, slow=True)
    one = Try(user.email, forms.address_of(request), forms.device_of(request), is_known_device=True)
    try:
        await refuse_if_throttled(one)
        if not await passwords.matches(password, user, is_known=True):
            await db.write(entering.refuse_proof, who.actor, one)
            return _back(onward, error="wrong")
    except Throttled as wait:
        return _back(onward, error="throttled", minutes=str(wait.minutes))
    except TooMany:
        return HTMLResponse(pages.busy(), 429)
    try:
        renewed = await db.write(entering.prove_again, who.actor)
    except NotFound:  # signed out from elsewhere while the password was compared
        return forms.see(urls.login(urls.safe_next(onward, ""), error="ended"))
    answer = forms.see(urls.safe_next(onward, urls.home(who.actor.side)))
    forms.renew_cookie(answer, renewed)
    feed.publish(who.actor.company_id, "session")
    return answer


routes = [
    Route("/auth/forgot", forgot, methods=["POST"]),
    Route("/auth/resend", resend, methods=["POST"]),
    Route("/auth/reauth", reauth, methods=["POST"]),
]


def _user_of(session: Session, who: Who) -> User:
    return session.get_one(User, who.actor.user_id)


def _back(onward: str, **why: str) -> Response:
    return forms.see("/reauth", {**why, "next": urls.safe_next(onward, "")})
