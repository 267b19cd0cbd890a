"""대신 로그인: an operator signs in as a user of a company, and back. Plain forms, never events."""

from html import escape

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from qnector.core import db, feed, secrets
from qnector.core.actor import Actor
from qnector.core.errors import Invalid, NotAllowed, NotFound
from qnector.domain.accounts import acting
from qnector.web import sessions, urls
from qnector.web.answers import page
from qnector.web.doors import forms

COMPANIES = "/operator/companies"


async def act_as(request: Request) -> Response:
    """POST /auth/act-as: user, reason, next. The operator's password was given just now."""
    form = await forms.fields(request)
    onward = urls.safe_next(form.get("next"), COMPANIES)
    asker = await forms.operator_asks(request, onward)
    if isinstance(asker, Response):
        return asker
    try:
        key = await db.write(
            _start,
            asker,
            _number(form.get("user", "")),
            form.get("reason", ""),
            forms.device_of(request),
            forms.address_of(request),
        )
    except (Invalid, NotAllowed, NotFound) as refusal:
        return HTMLResponse(_refused(refusal.sentence, onward), 403)
    theirs = await sessions.look_up(secrets.sha256_text(key))
    answer = forms.see(urls.home(theirs.actor.side) if theirs else onward)
    forms.set_cookie(answer, key, is_remembered=False)
    return answer


async def stop(request: Request) -> Response:
    """POST /auth/act-as/stop: next. Gives the operator's own session back."""
    form = await forms.fields(request)
    who = await forms.who_asks(request)
    if who is None:
        return forms.see("/login", {"error": "ended"})
    if who.actor.acting_operator_id is None:
        return forms.see(urls.home(who.actor.side))
    before, key = await db.write(_stop, who.actor)
    feed.publish(who.actor.company_id, "session")
    if not key:
        answer = forms.see("/login", {"error": "ended"})
        forms.forget_cookie(answer)
        return answer
    answer = forms.see(urls.safe_next(form.get("next"), COMPANIES))
    forms.set_cookie(answer, key, is_remembered=False)
    # Tabs that stayed at the operator's own screens go on under the new key.
    sessions.go_on(before, secrets.sha256_text(key))
    return answer


routes = [
    Route("/auth/act-as", act_as, methods=["POST"]),
    Route("/auth/act-as/stop", stop, methods=["POST"]),
]


def _start(
    session: Session, asker: Actor, user_id: int, reason: str, device: str, address: str
) -> str:
    return acting.start(session, asker, user_id, reason, device=device, address=address)


def _stop(session: Session, asker: Actor) -> tuple[str, str]:
    """The hash of the own session's key, and the key that it has from now on."""
    return acting.came_from(session, asker), acting.stop(session, asker)


def _number(written: str) -> int:
    is_id = written.isascii() and written.isdecimal() and len(written) < 16
    return int(written) if is_id else 0


def _refused(sentence: str, onward: str) -> str:
    return page(
        "대신 로그인할 수 없어요",
        f"<h1>대신 로그인할 수 없어요</h1><p>{escape(sentence)}</p>"
        f'<p><a href="{escape(onward, quote=True)}">돌아가기</a></p>',
    )
