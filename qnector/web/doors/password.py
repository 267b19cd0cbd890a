"""POST /auth/password: 비밀번호 변경 by who is signed in. A plain form, never an event."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from qnector.core import clock, db
from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany
from qnector.domain.accounts import changing, entering, rules, throttle
from qnector.domain.accounts.models import User
from qnector.domain.accounts.throttle import Throttled, Try
from qnector.web import urls
from qnector.web.account.tabs import ROOTS
from qnector.web.doors import forms, passwords
from qnector.web.guard import REAUTH
from qnector.web.sessions import Who


class Wrong(Invalid):
    """What the screen is told by a code: never the words of the form."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__()


async def change(request: Request) -> Response:
    """Fields current, password, again; back to 보안 with a code in the address."""
    who = await forms.who_asks(request)
    if who is None:
        return forms.see("/login")
    here = f"{ROOTS[who.actor.side.value]}/security"
    try:
        user = await db.read(changing.own_user, who.actor, slow=True)
        if not user.password_hash and clock.now() - who.reauthenticated_at > REAUTH:
            return forms.see(urls.reauth(here))
        key, is_remembered = await _change(request, who, user)
    except Throttled as wait:
        return forms.see(here, {"error": "throttled", "minutes": str(wait.minutes)})
    except Wrong as wrong:
        return forms.see(here, {"error": wrong.code})
    except NotAllowed:
        return forms.see(here, {"error": "acting"})
    except NotFound:  # signed out from elsewhere while the passwords were compared
        return forms.see(urls.login(here, error="ended"))
    except Conflict:
        return forms.see(here, {"error": "moved"})
    except TooMany:
        return forms.see(here, {"error": "busy"})
    answer = forms.see(here, {"done": "password"})
    forms.renew_cookie(answer, request, key, is_remembered=is_remembered)
    return answer


async def _change(request: Request, who: Who, user: User) -> tuple[str, bool]:
    """The new key, after the old password was right."""
    form = await forms.fields(request)
    current, password = (form.get(name, "")[: forms.MOST_PASSWORD] for name in _TYPED)
    one = Try(user.email, forms.address_of(request), forms.device_of(request), is_known_device=True)
    if user.password_hash and not current:
        raise Wrong("no_current")
    _check(password, form.get("again", ""), user)
    if user.password_hash:
        await _prove(one, who, user, current)
        if current == password:
            raise Wrong("same")
    hashed = await passwords.hashed(password, is_known=True)
    return await db.write(
        changing.change_password, who.actor, one, user.password_hash, password, hashed
    )


async def _prove(one: Try, who: Who, user: User, current: str) -> None:
    """Raises Throttled, Wrong; a wrong one counts like any other try to get in."""
    await db.read(
        throttle.refuse_if_throttled, one.email, one.address, is_known_device=True, slow=True
    )
    if not await passwords.matches(current, user, is_known=True):
        await db.write(entering.refuse_proof, who.actor, one)
        raise Wrong("current")


def _check(password: str, again: str, user: User) -> None:
    """Raises Wrong. The rules are those of every password; here each has its code."""
    if len(password) < rules.LEAST_PASSWORD:
        raise Wrong("short")
    if len(password) > rules.MOST_PASSWORD:
        raise Wrong("long")
    try:
        rules.check_password(password, email=user.email, name=user.name)
    except Invalid:
        raise Wrong("common") from None
    if password != again:
        raise Wrong("again")


_TYPED = ("current", "password")

routes = [Route("/auth/password", change, methods=["POST"])]
