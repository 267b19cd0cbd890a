"""POST /auth/password: 비밀번호 변경 by who is signed in. A plain form, never an event."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from qnector.core import clock, db
from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany
from qnector.domain.accounts import changing, entering, rules, throttle
from qnector.domain.accounts.models import User
from qnector.domain.accounts.sessions import Renewed
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
        return await _pressed_twice(request, await forms.who_was(request)) or forms.see("/login")
    here = _screen_of(who)
    try:
        user = await db.read(changing.own_user, who.actor, slow=True)
        if not user.password_hash and clock.now() - who.reauthenticated_at > REAUTH:
            return forms.see(urls.reauth(here))
        renewed = await _change(request, who, user)
    except Throttled as wait:
        return forms.see(here, {"error": "throttled", "minutes": str(wait.minutes)})
    except Wrong as wrong:
        return forms.see(here, {"error": wrong.code})
    except NotAllowed:
        return forms.see(here, {"error": "acting"})
    except NotFound:  # signed out from elsewhere while the passwords were compared
        return forms.see(urls.login(here, error="ended"))
    except Conflict:
        return await _pressed_twice(request, who) or forms.see(here, {"error": "moved"})
    except TooMany:
        return forms.see(here, {"error": "busy"})
    return _done(who, renewed)


async def _pressed_twice(request: Request, who: Who | None) -> Response | None:
    """The same form once more: the password is what it says already, and it proves who sent it."""
    if who is None:
        return None
    _, password, _ = await _typed(request)
    try:
        user = await db.read(changing.own_user, who.actor, slow=True)
        await _prove(_try(request, user), who, user, password)
        return _done(who, await db.write(entering.prove_again, who.actor))
    except (NotAllowed, NotFound, TooMany, Wrong):
        return None


def _done(who: Who, renewed: Renewed) -> Response:
    answer = forms.see(_screen_of(who), {"done": "password"})
    forms.renew_cookie(answer, renewed)
    return answer


def _screen_of(who: Who) -> str:
    return f"{ROOTS[who.actor.side.value]}/security"


async def _typed(request: Request) -> tuple[str, str, str]:
    """The old password, the new one, and the new one again."""
    form = await forms.fields(request)
    current, password = (form.get(name, "")[: forms.MOST_PASSWORD] for name in _TYPED)
    return current, password, form.get("again", "")


def _try(request: Request, user: User) -> Try:
    address, device = forms.address_of(request), forms.device_of(request)
    return Try(user.email, address, device, is_known_device=True)


async def _change(request: Request, who: Who, user: User) -> Renewed:
    """The new key, after the old password was right."""
    current, password, again = await _typed(request)
    one = _try(request, user)
    if user.password_hash and not current:
        raise Wrong("no_current")
    _check(password, again, user)
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
