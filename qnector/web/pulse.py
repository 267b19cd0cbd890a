"""What has to happen from time to time while browsers are connected."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from reflex.istate.manager.token import BaseStateToken
from reflex.state import State
from reflex_base.event import Event

from qnector.core import clock, db, feed, settings
from qnector.domain.accounts import service as accounts
from qnector.web import live, sessions, sockets
from qnector.web.sessions import seats
from qnector.web.shell import Shell

log = logging.getLogger("qnector.pulse")

SWEEP = 30.0  # seconds; an ended session's screens leave within a minute
NOTE = 60.0  # seconds between two notes that sessions are in use


@contextlib.asynccontextmanager
async def run() -> AsyncIterator[None]:
    """Beat while the app serves."""
    feed.send_with(live.send)
    expiry = settings.current().state_expiry
    beats = (_every(expiry / 3, renew), _every(SWEEP, sweep), _every(NOTE, note))
    tasks = [asyncio.create_task(beat) for beat in beats]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _every(seconds: float, step) -> None:  # type: ignore[no-untyped-def]
    while True:
        await asyncio.sleep(seconds)
        try:
            await step()
        except Exception as failure:
            # The database may be away for a moment; the next beat tries again.
            log.error("%s failed: %s", step.__name__, type(failure).__name__)


async def renew() -> None:
    """Keep the state of every connected browser: Reflex counts from the last event otherwise."""
    app = sockets.app()
    manager = app.state_manager
    for token in list(app.event_namespace.token_to_sid):
        key = BaseStateToken(ident=token, cls=State)
        if key.cache_key in manager.states:
            manager._track_token(key)


async def sweep() -> None:
    """Lead away the screens of ended sessions, forget browsers that are gone."""
    app = sockets.app()
    connected = set(app.event_namespace.token_to_sid)
    _forget_gone(connected, app.state_manager.states)
    recheck = Event.from_event_type(Shell.recheck)[0].name
    is_over: dict[str, bool] = {}
    for token, seat in list(seats.items()):
        if not seat.owner or token not in connected:
            continue
        if seat.owner not in is_over:
            is_over[seat.owner] = await sessions.look_up(seat.owner) is None
            await asyncio.sleep(0)
        # Who acts as somebody sees the minutes that are left go down.
        if is_over[seat.owner] or seat.is_acting:
            await live.tell(token, recheck)


def _forget_gone(connected: set[str], states: dict[str, object]) -> None:
    for token in list(seats):
        if token in connected:
            continue
        live.forget(token)
        # The seat outlives the socket as long as the state does: it says whose state it is.
        if BaseStateToken(ident=token, cls=State).cache_key not in states:
            del seats[token]


async def note() -> None:
    """Write down, in one go, that the sessions with open sockets are in use."""
    connected = sockets.app().event_namespace.token_to_sid
    used = sorted(
        {seat.session_id for token, seat in seats.items() if token in connected and seat.session_id}
    )
    if used:
        await db.write(accounts.touch_sessions, used, clock.now())
