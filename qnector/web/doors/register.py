"""회원가입 and 이메일 인증: plain forms, because a password never becomes an event."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from qnector.core import db
from qnector.core.errors import Conflict, Invalid, NotFound, TooMany
from qnector.domain.accounts import enrolling, registration, rules, verifying
from qnector.domain.accounts.checking import Check, Standing
from qnector.domain.accounts.registration import Draft
from qnector.web import business_check, visits
from qnector.web.doors import forms, passwords, recovery
from qnector.web.doors import register_pages as pages
from qnector.web.pace import Pace

ACCOUNT, SENT = {"step": "2"}, {"step": "3"}
# An office may sign up a few companies; whoever goes on and on waits.
pace = Pace(burst=20, rate=1 / 60)
TOO_OFTEN = "가입을 너무 여러 번 신청했어요. 잠시 뒤에 다시 시도해 주세요."
CROWDED = "지금 가입하는 사람이 많아요. 잠시 뒤에 다시 시도해 주세요."
DIFFERENT = "두 비밀번호가 서로 달라요. 다시 입력해 주세요."


async def register(request: Request) -> Response:
    """POST /auth/register: 계정 정보 with the password; 사업자 정보 is kept already."""
    visit = visits.hash_of(request.scope)
    form = await forms.fields(request)
    if not (await db.read(registration.look, visit, slow=True)).values:
        return forms.see(visits.PATH)  # nothing was typed: a made-up cookie makes no row
    typed = {name: form.get(name, "") for name in registration.ACCOUNT}
    if not await visits.keep(visit, forms.address_of(request), typed):
        return forms.see(visits.PATH)
    password, again = form.get("password", "")[: forms.MOST_PASSWORD], form.get("again", "")
    try:
        await _register(visit, password, again, forms.address_of(request))
    except (Invalid, Conflict, TooMany) as refusal:
        problem = (refusal.field, refusal.sentence)
        await db.write(registration.keep_problem, visit, problem)
        return forms.see(visits.PATH, {} if refusal.field in registration.COMPANY else ACCOUNT)
    return forms.see(visits.PATH, SENT)


async def show_verify(request: Request) -> Response:
    """GET /auth/verify?token=: a button. Looking, as mail scanners do, uses nothing up."""
    token = request.query_params.get("token", "")[:100]
    try:
        found = await db.read(verifying.look_at_link, token, slow=True)
    except NotFound:
        return await _dead(token)
    return HTMLResponse(pages.verify(token, found))


async def verify(request: Request) -> Response:
    """POST /auth/verify: use the link up and lead to the login page."""
    token = (await forms.fields(request)).get("token", "")[:100]
    try:
        await db.write(verifying.verify_email, token, address=forms.address_of(request))
    except NotFound:
        return await _dead(token)
    return forms.see("/login?done=verified")


async def send_again(request: Request) -> Response:
    """POST /auth/verify/again: a new link to whoever holds a dead one."""
    token = (await forms.fields(request)).get("token", "")[:100]
    user = await db.read(verifying.owner_of_link, token, slow=True)
    if user is None:
        return HTMLResponse(pages.unknown(), 404)
    if user.email_verified_at is not None:
        return HTMLResponse(pages.done())
    try:
        await db.write(verifying.send_again_to, user.email)
    except TooMany as refusal:
        return HTMLResponse(pages.wait(token, refusal.sentence), 429)
    return HTMLResponse(pages.sent(user.email))


routes = [
    Route("/auth/register", register, methods=["POST"]),
    Route("/auth/verify", show_verify, methods=["GET"]),
    Route("/auth/verify", verify, methods=["POST"]),
    Route(pages.AGAIN, send_again, methods=["POST"]),
]


async def _register(visit: str, password: str, again: str, address: str) -> None:
    """Raises Invalid, Conflict or TooMany; the slow work comes after all that is quick."""
    draft = await db.read(registration.look, visit, slow=True)
    enrolling.check_account(draft.values)
    rules.check_password(password, email=draft.values["email"], name=draft.values["person"])
    if password != again:
        raise Invalid(DIFFERENT, field="again")
    if not pace.allows(address):
        raise TooMany(TOO_OFTEN)
    check, claim = await _checked(draft, address), registration.claim_of(draft.values)
    try:
        hashed = await passwords.hashed(password)
    except TooMany:
        raise TooMany(CROWDED) from None
    # A taken address costs less than a new company; the answer takes as long.
    doing = db.write(enrolling.register, visit, hashed, check, claim, address=address)
    await recovery.evenly(doing)


async def _checked(draft: Draft, address: str) -> Check:
    """What the tax office said in 사업자 정보; asked now when that was about something else."""
    if draft.check is not None:
        return draft.check
    number, _, person, name = registration.claim_of(draft.values)
    day = registration.day_of(draft.values["opened_on"])
    if day is None or not business_check.may_ask(address):
        return Check(Standing.UNREACHABLE)
    return await business_check.verify(number, day, person, name)


async def _dead(token: str) -> Response:
    """Why a link does not work: used, over, or none of ours."""
    user = await db.read(verifying.owner_of_link, token, slow=True)
    if user is None:
        return HTMLResponse(pages.unknown(), 404)
    if user.email_verified_at is not None:
        return HTMLResponse(pages.done())
    return HTMLResponse(pages.dead(token, verifying.DEAD), 404)
