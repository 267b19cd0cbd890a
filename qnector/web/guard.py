"""The guard: before every handler it finds out who asks, whether they may, and with what.

Fails closed: whatever goes wrong here, the handler does not run.
"""

import logging
from collections.abc import Awaitable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import reflex as rx
from reflex.istate.delta import _resolve_delta
from reflex.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event
from reflex_base.event.context import EventContext
from reflex_base.registry import RegistrationContext

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.errors import Invalid, NotAllowed, QnectorError
from qnector.domain.accounts import rules
from qnector.ui.lead import NOWHERE, OnwardWay
from qnector.web import sessions, urls
from qnector.web.policy import (
    Policy,
    Refused,
    Validator,
    check_state,
    policy_of,
    public,
    require,
)
from qnector.web.sessions import Seat, Who, seats
from qnector.web.sockets import sid_of

__all__ = [
    "Guard",
    "Refused",
    "Screen",
    "actor",
    "actor_or_none",
    "attempt",
    "caught",
    "public",
    "require",
    "visitor",
    "who_or_none",
]

log = logging.getLogger("qnector.guard")
T = TypeVar("T")

ROOT = "reflex___state____state"
HYDRATE = f"{ROOT}.hydrate"
HYDRATE_AND_LOAD = f"{ROOT}.hydrate_and_load"
HYDRATES = frozenset({HYDRATE, HYDRATE_AND_LOAD})
ON_LOAD = f"{ROOT}.reflex___state____on_load_internal_state"
# What Reflex itself must be able to call. `setvar`, client storage and the rest are refused.
FRAMEWORK = HYDRATES | {
    f"{ROOT}.set_is_hydrated",
    f"{ON_LOAD}.on_load_internal",
    f"{ON_LOAD}.set_is_hydrated",
}
REAUTH = timedelta(minutes=5)

_who: ContextVar[Who | None] = ContextVar("qnector_who", default=None)
_visitor: ContextVar[str] = ContextVar("qnector_visitor", default="")
_user_id: ContextVar[int] = ContextVar("qnector_user_id", default=0)  # for the log alone


def actor() -> Actor:
    """Who asks. Raises NotAllowed when nobody is signed in."""
    who = _who.get()
    if who is None:
        raise NotAllowed
    return who.actor


def actor_or_none() -> Actor | None:
    """Who asks, in a public handler."""
    who = _who.get()
    return who.actor if who else None


def who_or_none() -> Who | None:
    """Who asks, with names: for the frame."""
    return _who.get()


def visitor() -> str:
    """The hash of the visit's key: whose 회원가입 this browser is at, or nothing."""
    return _visitor.get()


async def caught(doing: Awaitable[Any]) -> Invalid | None:
    """Await a verb; hand back the Invalid it raised, for the field it names."""
    return (await attempt(doing, Invalid))[1]  # type: ignore[return-value]


async def attempt(
    doing: Awaitable[T], *refusals: type[QnectorError]
) -> tuple[T | None, QnectorError | None]:
    """Await a verb: its result, or its refusal of one of these kinds. States have no try."""
    try:
        return await doing, None
    except refusals as refusal:
        return None, refusal


class Screen(rx.State):
    """What every state of ours derives from: it does not import unless its handlers are guarded."""

    onward: OnwardWay = NOWHERE

    def __init_subclass__(cls, mixin: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(mixin=mixin, **kwargs)
        if not cls._mixin:
            check_state(cls)

    def _lead(self, path: str, values: Mapping[str, Any], *, replaces: bool = False) -> None:
        """Lead to another address, but only who has not gone elsewhere meanwhile."""
        start = urls.path_of(self.router.url)
        self.onward = OnwardWay(start=start, to=urls.own(path, values), replaces=replaces)


@dataclass(frozen=True, slots=True)
class _Rule:
    """What the guard knows about one handler, found out once."""

    policy: Policy
    validate: Validator | None
    is_hydrate: bool = False
    is_limited: bool = False


class Guard(Middleware):
    """Runs before every handler: hydrate, on_load, chained and background events too."""

    def __init__(self) -> None:
        self._rules: dict[str, _Rule] = {}

    async def preprocess(self, app: Any, state: BaseState, event: Event) -> StateUpdate | None:
        """None lets the handler run; any update means it does not."""
        try:
            return await self._check(state, event)
        except Refused as refusal:
            _who.set(None)
            log.warning("refused %s: %s user=%d", event.name, refusal, _user_id.get())
        except Exception as failure:
            _who.set(None)
            log.error("the guard failed at %s: %s", event.name, type(failure).__name__)
        return StateUpdate()

    async def _check(self, state: BaseState, event: Event) -> StateUpdate | None:
        _who.set(None)
        _visitor.set("")
        _user_id.set(0)
        rule = self._rules.get(event.name) or self._learn(event.name)
        context = EventContext.get()
        asker = _asker(context)
        who = await sessions.look_up(asker.owner) if asker.owner else None
        _user_id.set(who.actor.user_id if who else 0)
        if update := await _seat(state, context, asker, who, rule):
            return update
        if rule.validate is not None:
            rule.validate(event.payload)
        elif event.name == HYDRATE_AND_LOAD:
            _clean_hydrate(event.payload)
        if rule.is_limited and (refusal := _refusal(rule.policy, who, context)):
            if who is not None:
                permission = rule.policy.permission
                log.warning("denied %s: %s user=%d", event.name, permission, who.actor.user_id)
            return refusal
        _who.set(who)
        _visitor.set(asker.visitor)
        return None

    def _learn(self, name: str) -> _Rule:
        registered = RegistrationContext.get().event_handlers[name]
        fn = registered.handler.fn
        if name in FRAMEWORK:
            checks = Validator(fn) if name.endswith(".set_is_hydrated") else None
            rule = _Rule(Policy(), checks, is_hydrate=name in HYDRATES)
        elif (policy := policy_of(fn)) is None:
            raise Refused("no policy")
        else:
            rule = _Rule(policy, Validator(fn), is_limited=bool(policy.permission))
        self._rules[name] = rule
        return rule


@dataclass(frozen=True, slots=True)
class _Asker:
    """Whose event it is: the hashes of the session's and of the visit's key, and the socket."""

    owner: str
    visitor: str
    sid: str


def _asker(context: EventContext) -> _Asker:
    """Who is behind an event; behind our own events, who sits there."""
    if here := context.router_data:
        headers = here["headers"]
        return _Asker(sessions.owner_in(headers), sessions.visitor_in(headers), here["sid"])
    seat = seats.get(context.token)
    # A token that was taken over by another socket must not see what the first one may.
    if seat is None or sid_of(context.token) != seat.sid:
        raise Refused("an event of ours for a token nobody sits at")
    return _Asker(seat.owner, seat.visitor, seat.sid)


async def _seat(
    state: BaseState, context: EventContext, asker: _Asker, who: Who | None, rule: _Rule
) -> StateUpdate | None:
    """Keep the state for one session only: another one at the same token starts empty.

    Where nobody is signed in it is kept for one visit: what was typed before there was an account.
    """
    owner = who.owner if who else ""
    seat = seats.get(context.token)
    if seat is not None and seat.owner == owner and (owner or seat.visitor == asker.visitor):
        seat.sid, seat.visitor = asker.sid, asker.visitor
        return None
    seats[context.token] = Seat(
        owner,
        asker.sid,
        who.actor.session_id if who else 0,
        who.actor.company_id if who else 0,
        who is not None and who.actor.acting_operator_id is not None,
        asker.visitor,
    )
    root = state._get_root_state()
    root.reset()
    if seat is None or rule.is_hydrate:
        return None
    delta = await _resolve_delta(root.dict())
    root._clean()
    here = context.router_data or root.router_data
    why = await sessions.why_over(seat.owner) if seat.owner and not owner else ""
    return StateUpdate(delta=delta, events=_to_login(here, why))


def _refusal(policy: Policy, who: Who | None, context: EventContext) -> StateUpdate | None:
    if who is None:
        return StateUpdate(events=_to_login(context.router_data))
    asker = who.actor
    if not rules.may(asker, policy.permission):
        if not context.router_data:
            return StateUpdate()
        if asker.side not in rules.MAY[policy.permission].sides:
            return StateUpdate(events=Event.from_event_type(rx.redirect(urls.home(asker.side))))
        return StateUpdate(events=_tell(NotAllowed.default))
    if policy.reauth and asker.acting_operator_id is not None:
        return StateUpdate(events=_tell(rules.STAYS_PERSONAL))
    if policy.reauth and clock.now() - who.reauthenticated_at > REAUTH:
        return StateUpdate(events=_prove_again(context.router_data))
    return None


def _to_login(router_data: Mapping[str, Any], error: str = "") -> list[Event]:
    came_from = str(router_data.get("asPath", ""))
    return Event.from_event_type(rx.redirect(urls.login(came_from, error=error)))


def _prove_again(router_data: Mapping[str, Any]) -> list[Event]:
    """To the page that asks for the password once more and leads back."""
    came_from = str(router_data.get("asPath", ""))
    return Event.from_event_type(rx.redirect(urls.reauth(came_from)))


def _tell(sentence: str) -> list[Event]:
    from qnector.web.toasts import Toasts

    return Event.from_event_type(Toasts.say(sentence, kind="error"))


def _clean_hydrate(payload: dict[str, Any]) -> None:
    """We keep nothing in the browser's storage, so nothing comes from there."""
    hashes = payload.get("hashes")
    is_plain = isinstance(hashes, list) and all(isinstance(one, str) for one in hashes)
    payload.clear()
    if is_plain:
        payload["hashes"] = hashes
