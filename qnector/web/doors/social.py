"""To a social account and back: sign in, link, or prove who one is.

POST /auth/social/<provider> starts (purpose=log_in|link|reauth, next=own path), the callback
ends it. The world is asked between two transactions: the errand is used up first, so that a code
that comes twice is worth nothing the second time.
"""

import logging

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from qnector.core import clock, db, feed, settings
from qnector.core.errors import Conflict, NotAllowed, NotFound
from qnector.domain.accounts import entering, social
from qnector.domain.accounts.entering import Entered, Entry
from qnector.domain.accounts.models import Provider, Purpose
from qnector.domain.accounts.sessions import Renewed
from qnector.domain.accounts.social import Errand, Person, Start
from qnector.domain.accounts.throttle import Try
from qnector.outside import google, kakao, oauth
from qnector.outside.oauth import Client
from qnector.outside.places import place_of
from qnector.outside.web import OutsideError, Unconfigured, client
from qnector.web import social as shown
from qnector.web import urls
from qnector.web.doors import browsers, forms, pages
from qnector.web.guard import REAUTH
from qnector.web.pace import Pace
from qnector.web.sessions import Who

log = logging.getLogger("qnector.social")

ERRAND_SECONDS = 600
pace = Pace(burst=60, rate=0.2)  # errands that one network address may begin: each is a row
CODE, STATE = 2000, 200  # letters; more is nobody's
# Google has no prompt that asks for the password again; choosing the account is the most it does.
PROMPTS = {
    (Provider.GOOGLE, Purpose.LOG_IN): "select_account",
    (Provider.GOOGLE, Purpose.LINK): "select_account",
    (Provider.GOOGLE, Purpose.REAUTH): "select_account",
    (Provider.KAKAO, Purpose.REAUTH): "login",
}
REFUSED = {
    Entry.WRONG: "social_failed",
    Entry.UNVERIFIED: "social_unverified",
    Entry.SUSPENDED: "suspended",
    Entry.SWITCHED_OFF: "switched_off",
}


async def start(request: Request) -> Response:
    """POST /auth/social/<provider>: a page that leads the browser on to the provider.

    No redirect: the CSP lets a form's answer lead to our own host only.
    """
    form = await forms.fields(request)
    provider = _provider(request)
    purpose = _purpose(form.get("purpose", ""))
    if provider is None or purpose is None:
        return HTMLResponse(pages.dead_link("없는 주소예요."), 404)
    if not pace.allows(forms.address_of(request)):
        return HTMLResponse(pages.busy(), 429)
    who = await forms.who_asks(request)
    onward = urls.safe_next(form.get("next"), "")
    if purpose is Purpose.LINK and who and clock.now() - who.reauthenticated_at > REAUTH:
        # Another way in is as good as a password, so it asks for what a new password asks for.
        return forms.see(urls.reauth(onward or urls.account(who.actor.side)))
    us = await shown.client_of(provider)
    if not us.is_configured:
        return _back(purpose, onward, who, "social_off")
    asker = who.actor if who and purpose is not Purpose.LOG_IN else None
    try:
        begun = await db.write(social.begin, provider, purpose, next_path=onward, actor=asker)
    except NotAllowed:
        return _back(purpose, onward, who, "social_failed")
    try:
        address = await _address(us, provider, purpose, begun)
    except OutsideError as failure:
        log.warning("%s cannot be reached: %s", failure.service, failure.code)
        return _back(purpose, onward, who, "social_failed")
    answer = HTMLResponse(pages.onward(address, shown.NAMES[provider]))
    forms.keep_cookie(answer, "errand", begun.key, seconds=ERRAND_SECONDS)
    return answer


async def callback(request: Request) -> Response:
    """GET /auth/social/<provider>/callback: state, and a code or an error."""
    provider, query = _provider(request), request.query_params
    if provider is None:
        return HTMLResponse(pages.dead_link("없는 주소예요."), 404)
    who = await forms.who_asks(request)
    key, state = forms.cookie_of(request, "errand"), query.get("state", "")[:STATE]
    try:
        errand = await db.write(social.come_back, provider, key, state)
    except NotFound:
        return _done(_back(Purpose.LOG_IN, "", None, "social_over"))
    if errand.session_id is not None and not _is_same(errand, who):
        return _done(_back(Purpose.LOG_IN, errand.next_path, None, "social_over"))
    if "error" in query or not query.get("code"):
        code = "social_denied" if query.get("error") == "access_denied" else "social_failed"
        return _done(_back(errand.purpose, errand.next_path, who, code))
    try:
        person = await _identify(provider, errand, query["code"][:CODE])
    except OutsideError as failure:
        log.warning("%s did not confirm: %s", failure.service, failure.code)
        code = "social_off" if isinstance(failure, Unconfigured) else "social_failed"
        return _done(_back(errand.purpose, errand.next_path, who, code))
    return _done(await _END[errand.purpose](request, errand, person, who))


routes = [
    Route("/auth/social/{provider}", start, methods=["POST"]),
    Route("/auth/social/{provider}/callback", callback, methods=["GET"]),
]


async def _address(us: Client, provider: Provider, purpose: Purpose, begun: Start) -> str:
    async with client(us.service) as http:
        return await oauth.address_of(
            us,
            http,
            redirect_uri=shown.callback(provider),
            state=begun.state,
            nonce=begun.nonce,
            verifier=begun.verifier,
            prompt=PROMPTS.get((provider, purpose), ""),
        )


async def _identify(provider: Provider, errand: Errand, code: str) -> Person:
    us: Client = await shown.client_of(provider)
    given = {
        "code": code,
        "redirect_uri": shown.callback(provider),
        "verifier": errand.verifier,
        "nonce": errand.nonce,
    }
    if provider is Provider.GOOGLE:
        found = await google.identify(us, **given)
    else:
        api = settings.current().kakao_api_base_url
        found = await kakao.identify(us, **given, api_base_url=api)
    return Person(provider, found.subject, found.email, found.is_email_verified)


async def _log_in(request: Request, errand: Errand, person: Person, who: Who | None) -> Response:
    onward = errand.next_path
    try:
        email, entered = await db.write(
            _enter,
            person,
            forms.device_of(request),
            forms.address_of(request),
            forms.owner_of(request),
            request,
        )
    except (NotAllowed, Conflict):
        return _back(Purpose.LOG_IN, onward, None, "social_unverified")
    if entered is None:
        return _back(Purpose.LOG_IN, onward, None, "social_unknown")
    if entered.entry is not Entry.IN:
        return _back(Purpose.LOG_IN, onward, None, REFUSED[entered.entry])
    answer = forms.see(urls.safe_next(onward, urls.home(entered.side)))
    forms.set_cookie(answer, entered.key, is_remembered=False)
    browsers.remember(answer, request, email)
    return answer


async def _link(request: Request, errand: Errand, person: Person, who: Who | None) -> Response:
    assert who is not None  # the errand belongs to this very session
    try:
        await db.write(social.link, who.actor, person)
    except (Conflict, NotAllowed):
        return _back(Purpose.LINK, errand.next_path, who, "social_taken")
    return forms.see(_account(errand.next_path, who, "linked"))


async def _reauth(request: Request, errand: Errand, person: Person, who: Who | None) -> Response:
    assert who is not None
    try:
        renewed = await db.write(_prove, who, person)
    except NotFound:
        return _back(Purpose.REAUTH, errand.next_path, who, "social_other")
    answer = forms.see(urls.safe_next(errand.next_path, urls.home(who.actor.side)))
    forms.renew_cookie(answer, renewed)
    feed.publish(who.actor.company_id, "session")
    return answer


_END = {Purpose.LOG_IN: _log_in, Purpose.LINK: _link, Purpose.REAUTH: _reauth}


def _enter(
    session: Session, person: Person, device: str, address: str, owner: str, request: Request
) -> tuple[str, Entered | None]:
    user = social.find_user(session, person)
    if user is None:
        return "", None
    one = Try(
        user.email,
        address,
        device,
        provider=person.provider.value,
        is_known_device=browsers.knows(request, user.email),
        place=place_of(address),
    )
    return user.email, entering.enter(session, one, user, old_owner=owner)


def _prove(session: Session, who: Who, person: Person) -> Renewed:
    if not social.is_linked(session, who.actor.user_id, person):
        raise NotFound
    return entering.prove_again(session, who.actor)


def _provider(request: Request) -> Provider | None:
    name = request.path_params["provider"]
    return Provider(name) if name in list(Provider) else None


def _purpose(name: str) -> Purpose | None:
    if not name:
        return Purpose.LOG_IN
    return Purpose(name) if name in list(Purpose) else None


def _is_same(errand: Errand, who: Who | None) -> bool:
    """The session that came back is the one that went."""
    return who is not None and who.actor.session_id == errand.session_id


def _back(purpose: Purpose, onward: str, who: Who | None, code: str) -> Response:
    """To where it began, with a code and nothing of the person."""
    if purpose is Purpose.LINK and who is not None:
        return forms.see(_account(onward, who, code))
    page = "/reauth" if purpose is Purpose.REAUTH and who is not None else "/login"
    return forms.see(page, {"error": code, "next": urls.safe_next(onward, "")})


def _account(onward: str, who: Who, code: str) -> str:
    """계정관리 of this side, or where the link was begun; it says `social=<code>`."""
    path = urls.path_of(urls.safe_next(onward, "")) if onward else urls.account(who.actor.side)
    return urls.build(path, {"social": code})


def _done(answer: Response) -> Response:
    forms.keep_cookie(answer, "errand", "", seconds=0)
    return answer
