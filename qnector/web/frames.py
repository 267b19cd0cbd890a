"""The only websocket frames a browser of ours sends; everything else ends the connection."""

import json
import re
from collections.abc import Container
from dataclasses import dataclass
from enum import Enum
from typing import Any, NoReturn

TOKEN = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
NAMESPACE = "/_event"
CONNECT = f"40{NAMESPACE},"
DISCONNECT = f"41{NAMESPACE},"
EVENT = f"42{NAMESPACE},"
MESSAGES = frozenset({"event", "ping", "client_error"})
DEEPEST = 24


class Verdict(Enum):
    """What becomes of a frame."""

    PASS = "pass"  # not counted: the protocol's own
    COUNT = "count"  # an event of the browser
    DROP = "drop"  # swallowed: an event that nobody handles
    CLOSE = "close"  # nobody honest sends this


def _no_number(_literal: str) -> NoReturn:
    raise ValueError("NaN and Infinity are no JSON")


_decoder = json.JSONDecoder(parse_constant=_no_number)


@dataclass(frozen=True, slots=True)
class Grammar:
    """Judges frames. `names` are the events that some handler takes."""

    names: Container[str]
    most: int

    def judge(self, text: str | None) -> Verdict:
        """What becomes of one frame; None stands for a binary one."""
        if (
            text is None
            or len(text) > self.most
            or len(text.encode("utf-8", "replace")) > self.most
        ):
            return Verdict.CLOSE
        if text in ("2", "3") or text == DISCONNECT or text == f"41{NAMESPACE}":
            return Verdict.PASS
        if text.startswith(EVENT):
            return self._event(text[len(EVENT) :])
        if text.startswith(CONNECT):
            return self._connect(text[len(CONNECT) :])
        return Verdict.PASS if text == f"40{NAMESPACE}" else Verdict.CLOSE

    def _event(self, text: str) -> Verdict:
        message = _parsed(text)
        if not isinstance(message, list) or not 1 <= len(message) <= 2:
            return Verdict.CLOSE
        name = message[0]
        if not isinstance(name, str) or name not in MESSAGES:
            return Verdict.CLOSE
        if name != "event":
            return Verdict.COUNT
        return self._judged(message[1] if len(message) == 2 else None)

    def _connect(self, text: str) -> Verdict:
        auth = _parsed(text) if text else {}
        if not isinstance(auth, dict):
            return Verdict.CLOSE
        if "event" not in auth:
            return Verdict.PASS
        # The first event travels inside CONNECT: refusing it would refuse the connection.
        verdict = self._judged(auth["event"])
        return verdict if verdict is Verdict.COUNT else Verdict.CLOSE

    def _judged(self, event: Any) -> Verdict:
        if not isinstance(event, dict) or not isinstance(event.get("name"), str):
            return Verdict.CLOSE
        if not isinstance(event.get("payload", {}), dict):
            return Verdict.CLOSE
        if not isinstance(event.get("router_data", {}), dict):
            return Verdict.CLOSE
        return Verdict.COUNT if event["name"] in self.names else Verdict.DROP


def _parsed(text: str) -> Any:
    """The value of a JSON text, or None when it is none or too deep."""
    try:
        value = _decoder.decode(text)
    except (ValueError, RecursionError):
        return None
    # Counting brackets is quick and never too low; only long lists are walked through.
    if text.count("[") + text.count("{") > DEEPEST and _depth(value) > DEEPEST:
        return None
    return value


def _depth(value: Any) -> int:
    """How deep lists and objects are nested, without recursion; stops above DEEPEST."""
    level, depth = [value], 0
    while level and depth <= DEEPEST:
        depth += 1
        level = [
            inner
            for one in level
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
    return depth
