"""One-time links that set a password: GET shows a form, POST uses the link up."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from qnector.core import db, feed
from qnector.core.errors import Invalid, NotFound, TooMany
from qnector.domain.accounts import rules
from qnector.domain.accounts import service as accounts
from qnector.web.doors import browsers, forms, pages, passwords


async def show_set_password(request: Request) -> Response:
    """GET /auth/set-password?token=: a form. Looking at it uses nothing up."""
    token = request.query_params.get("token", "")[:100]
    try:
        user = await db.read(accounts.look_at_password_link, token, slow=True)
    except NotFound as refusal:
        return HTMLResponse(pages.dead_link(refusal.sentence), 404)
    return HTMLResponse(pages.set_password(token, user.email))


async def set_password(request: Request) -> Response:
    """POST /auth/set-password: token, password, again."""
    form = await forms.fields(request)
    token, password = form.get("token", "")[:100], form.get("password", "")[: forms.MOST_PASSWORD]
    try:
        user = await db.read(accounts.look_at_password_link, token, slow=True)
        rules.check_password(password, email=user.email, name=user.name)
        if password != form.get("again", ""):
            raise Invalid("두 비밀번호가 서로 달라요.", field="again")
        hashed = await passwords.hashed(password, is_known=True)
        await db.write(
            accounts.set_password,
            token,
            password,
            hashed,
            device=forms.device_of(request),
            address=forms.address_of(request),
        )
    except Invalid as refusal:
        return HTMLResponse(pages.set_password(token, user.email, refusal), 422)
    except NotFound as refusal:
        return HTMLResponse(pages.dead_link(refusal.sentence), 404)
    except TooMany:
        return HTMLResponse(pages.busy(), 429)
    feed.publish(user.company_id or 0, "session")
    answer = forms.see("/login?done=password")
    # Strangers who guessed at the account do not keep out who has just proven it by a link.
    browsers.remember(answer, request, user.email)
    return answer


routes = [
    Route("/auth/set-password", show_set_password, methods=["GET"]),
    Route("/auth/set-password", set_password, methods=["POST"]),
]
