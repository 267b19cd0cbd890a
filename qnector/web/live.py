"""Wakes the screens that look at what changed, and lets equal screens share one read."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from reflex_base.event import Event, EventHandler
from reflex_base.event.context import EventContext

from qnector.core import feed
from qnector.core.errors import NotAllowed
from qnector.web import sockets
from qnector.web.guard import actor

T = TypeVar("T")

PATIENCE = 2.0  # seconds that one screen may keep the next one waiting
PAUSE = 0.02  # seconds without a token: within a wave there are none, between waves at least 50 ms


@dataclass
class _Watch:
    """What one open page wants to be woken for."""

    company_id: int
    events: dict[str, dict[str, None]] = field(default_factory=dict)  # topic -> handler names


@dataclass
class _Wave:
    """The reads made while one topic of one company goes from screen to screen."""

    reads: dict[Hashable, Any] = field(default_factory=dict)
    ended: float = 0.0


_watches: dict[str, _Watch] = {}
_waves: dict[tuple[int, str], _Wave] = {}
_in_wave: dict[str, _Wave] = {}  # by the id of the event that a wave is waiting for


def watch(state: Any, handlers: Mapping[str, EventHandler]) -> None:
    """Wake this screen: topic -> the handler that reads again. Call it in a guarded handler.

    The company is the asker's; nothing comes from the browser. Watches of one page add up.
    """
    token, company_id = EventContext.get().token, actor().company_id
    found = _watches.get(token)
    if found is None or found.company_id != company_id:
        found = _watches[token] = _Watch(company_id)
    for topic, handler in handlers.items():
        name = Event.from_event_type(handler)[0].name
        found.events.setdefault(topic, {})[name] = None
    feed.subscribe(company_id, token, found.events)


def forget(token: str) -> None:
    """The page is gone: another one, another person, or no socket any more."""
    _watches.pop(token, None)
    feed.drop(token)


async def shared(key: Hashable, read: Callable[..., Awaitable[T]], *arguments: Any) -> T:
    """`await read(*arguments)`, once for all screens of equal rights that one wave wakes.

    `key` says what the read depends on besides company, side and role. Do not change the result.
    """
    wave = _in_wave.get(EventContext.get().txid)
    if wave is None:
        return await read(*arguments)
    asker = actor()
    if asker.acting_operator_id is not None:
        return await read(*arguments)
    full = (asker.company_id, asker.side, asker.role, key)
    if full not in wave.reads:
        wave.reads[full] = await read(*arguments)
    result: T = wave.reads[full]
    return result


async def send(token: str, topic: str) -> None:
    """Let one token's screen read again and wait for it: gentle to everybody else."""
    found = _watches.get(token)
    if found is None or not sockets.sid_of(token):
        forget(token)
        return
    place, loop = (found.company_id, topic), asyncio.get_running_loop()
    wave = _wave_of(place)
    wave.ended = math.inf
    try:
        for name in list(found.events.get(topic, ())):
            await tell(token, name, wave)
    finally:
        wave.ended = loop.time()
        loop.call_later(2 * PAUSE, _drop, place, wave)


async def tell(token: str, handler_name: str, wave: _Wave | None = None) -> None:
    """Run one handler without arguments for a token, under the guard, and wait for it.

    The event starts from the processor's root, never from the event that caused it: otherwise
    it would carry the identity of whoever made the change.
    """
    processor = sockets.app().event_processor
    if processor._root_context is None:
        raise NotAllowed
    context = processor._root_context.fork(token=token)
    if wave is not None:
        _in_wave[context.txid] = wave
    try:
        future = await processor.enqueue(token, Event(name=handler_name), ev_ctx=context)
        await asyncio.wait([future], timeout=PATIENCE)
    finally:
        _in_wave.pop(context.txid, None)


def _wave_of(place: tuple[int, str]) -> _Wave:
    found = _waves.get(place)
    if found is None or _is_over(found):
        found = _waves[place] = _Wave()
    return found


def _is_over(wave: _Wave) -> bool:
    return asyncio.get_running_loop().time() - wave.ended > PAUSE


def _drop(place: tuple[int, str], wave: _Wave) -> None:
    """What was read for a wave is not kept beyond it."""
    if _waves.get(place) is wave and _is_over(wave):
        del _waves[place]


def clear() -> None:
    """Forget everything (tests)."""
    _watches.clear()
    _waves.clear()
    _in_wave.clear()
