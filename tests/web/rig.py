"""The real event processor with the real guard, without sockets: what a browser would see."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from reflex.istate.manager.memory import StateManagerMemory
from reflex.utils.token_manager import SocketRecord
from reflex_base.event import Event
from reflex_base.event.processor.base_state_processor import BaseStateEventProcessor
from reflex_base.registry import RegistrationContext

from qnector.core import feed
from qnector.web import live, sessions, sockets
from qnector.web.guard import HYDRATE_AND_LOAD
from tests.support import waves

TOKEN = "00000000-0000-4000-8000-000000000001"


class Rig:
    """Browsers by token. `fire` acts for one; deltas and browser events are kept in order."""

    def __init__(self, app: Any, manager: StateManagerMemory | None = None) -> None:
        self.app = app
        self.manager = manager or StateManagerMemory()
        self.deltas: list[tuple[str, dict[str, Any]]] = []
        self.events: list[tuple[str, Event]] = []
        self._turns: dict[tuple[str, str], str] = {}

    async def __aenter__(self) -> "Rig":
        self._token = RegistrationContext.set(self.app._registration_context)
        self.processor = BaseStateEventProcessor(
            middleware=self.app, backend_exception_handler=self.app.backend_exception_handler
        ).configure(state_manager=self.manager)
        self.processor._root_context = dataclasses.replace(
            self.processor._root_context, emit_delta_impl=self._delta, emit_event_impl=self._event
        )
        await self.processor.start()
        self.app._event_processor = self.processor
        sockets.of(self.app)
        sessions.seats.clear()
        live.clear()
        feed.send_with(live.send)
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self.processor.stop()
        self.app._event_processor = None
        self._records().clear()
        feed.clear()
        live.clear()
        sessions.seats.clear()
        RegistrationContext.reset(self._token)

    async def _delta(self, token: str, delta: Mapping[str, Any]) -> None:
        self.deltas.append((token, dict(delta)))
        for state, values in delta.items():
            if "turn_rx_state_" in values:
                self._turns[token, state] = values["turn_rx_state_"]

    async def _event(self, token: str, *events: Event) -> None:
        self.events.extend((token, event) for event in events)

    def _records(self) -> dict[str, SocketRecord]:
        return self.app.event_namespace._token_manager.token_to_socket

    def connect(self, token: str = TOKEN, sid: str = "sid-1") -> None:
        """A socket opens for this token (a former one of the token is gone)."""
        self._records()[token] = SocketRecord(instance_id="rig", sid=sid)

    def disconnect(self, token: str = TOKEN) -> None:
        """The socket closes; state and seat stay."""
        self._records().pop(token, None)

    async def open(
        self, key: str = "", token: str = TOKEN, path: str = "/orders", *, keeps: bool = False
    ) -> None:
        """A browser loads a page: connect, hydrate, on_load. What that showed is forgotten."""
        self.connect(token)
        await self.send(Event(name=HYDRATE_AND_LOAD), key=key, token=token, path=path)
        if not keeps:
            self.forget()

    async def fire(self, handler: Any, **where: Any) -> None:
        """One event of the browser; waits for everything that follows from it."""
        await self.send(Event.from_event_type(handler)[0], **where)

    async def call(self, name: str, payload: dict[str, Any] | None = None, **where: Any) -> None:
        """One hand-made event, by its full name."""
        await self.send(Event(name=name, payload=payload or {}), **where)

    async def send(
        self,
        event: Event,
        *,
        key: str = "",
        cookie: str | None = None,
        token: str = TOKEN,
        path: str = "/orders",
        sid: str = "sid-1",
    ) -> None:
        """As the edge would hand it on: the key of a session became a signed reference."""
        given = cookie if cookie is not None else cookie_of(key)
        placed = {
            "pathname": path.partition("?")[0],
            "asPath": path,
            "query": {},
            "token": token,
            "sid": sid,
            "ip": "127.0.0.1",
            "headers": {"cookie": given, "origin": "http://localhost:3000"},
        }
        future = await self.processor.enqueue(token, dataclasses.replace(event, router_data=placed))
        await future.wait_all()

    async def settled(self) -> None:
        """Wait until no wave of the feed is under way or owed: what follows has other causes."""
        await waves.settled()

    def seen(self, name: str, token: str = TOKEN) -> list[Any]:
        """Every value that a var had on its way to this browser."""
        suffix = f"{name}_rx_state_"
        return [
            value
            for to, delta in self.deltas
            if to == token
            for values in delta.values()
            for key, value in values.items()
            if key == suffix
        ]

    def turn(self, state: Any, token: str = TOKEN) -> str:
        """In which turn the forms of this state are drawn now: what a press of them carries."""
        return self._turns.get((token, state.get_full_name()), "0")

    def led_to(self, token: str = TOKEN) -> list[str]:
        """Where this browser was sent, in order: wherever it is by then, or from where it asked."""
        sent = [
            event.payload["path"]
            for to, event in self.events
            if to == token and event.name == "_redirect"
        ]
        return sent + [way["to"] for way in self.seen("onward", token) if way["to"]]

    def forget(self) -> None:
        """Look only at what comes from here on."""
        self.deltas.clear()
        self.events.clear()


def cookie_of(key: str) -> str:
    """What the edge puts in the place of a session's cookie."""
    from qnector.core import secrets

    if not key:
        return ""
    return f"{sessions.REFERENCE}={sessions.refer(secrets.sha256_text(key))}"
