"""Whose cookie it is: signed references, the session read before every event, seats of tokens."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from qnector.core import clock, db, secrets
from qnector.core.actor import Actor, Role, Side
from qnector.domain.accounts import rules
from qnector.domain.accounts.access import SESSION_BY_KEY

REFERENCE = "qnector_reference"  # what the edge puts in the cookie's place
PURPOSE = "session-reference"
PLAIN_COOKIE = "qnector_session"
SECURE_COOKIE = "__Host-qnector_session"
# Other cookies of ours, by what they are called inside: 회원가입 under way, the errand to a social
# account, a browser that signed in here before, one that a full queue sent away. Under https each
# is called __Host-… too.
OTHERS = {
    "visit": "qnector_visit",
    "errand": "qnector_errand",
    "device": "qnector_device",
    "turn": "qnector_turn",
}
VISITOR = "qnector_visitor"  # the visit's hash, as it travels inside on a socket


@dataclass(frozen=True, slots=True)
class Who:
    """A signed-in person, as one row told it for one event."""

    actor: Actor
    owner: str  # the hash of the session's key
    user_name: str
    company_name: str
    is_buyer: bool
    is_seller: bool
    reauthenticated_at: datetime


@dataclass(slots=True)
class Seat:
    """Who sits at a browser token: the session or visit last seen, and over which socket."""

    owner: str
    sid: str
    session_id: int = 0
    company_id: int = 0
    is_acting: bool = False
    visitor: str = ""


seats: dict[str, Seat] = {}


@dataclass(frozen=True, slots=True)
class _Way:
    """The hash of the key that a session has now instead of an older one, and since when."""

    newest: str
    at: datetime


_went_on: OrderedDict[str, _Way] = OrderedDict()
MOST_WENT_ON = 10_000
JUST_NOW = timedelta(seconds=10)


def go_on(old: str, new: str) -> None:
    """A session got another key (본인 확인): the tabs that are open stay signed in.

    Only they: their sockets were opened under the old key. Whoever comes with it from now on,
    over HTTP or with a new socket, is nobody. Of two that are told of at the same moment the later
    one may come first.
    """
    newest = _went_on[new].newest if new in _went_on else new
    for before, way in list(_went_on.items()):
        if way.newest == old:
            _went_on[before] = replace(way, newest=newest)
    _went_on[old] = _Way(newest, clock.now())
    while len(_went_on) > MOST_WENT_ON:
        _went_on.popitem(last=False)
    for seat in seats.values():
        if seat.owner == old:
            seat.owner = newest


def is_left_behind(key_hash: str) -> bool:
    """Whether a session has gone on under another key: no new socket may come with this one."""
    return key_hash in _went_on


def replaced_by(key_hash: str) -> str:
    """The hash of the key that has replaced this one within the last seconds, or nothing."""
    way = _went_on.get(key_hash)
    return way.newest if way and clock.now() - way.at <= JUST_NOW else ""


def refer(key_hash: str, name: str = REFERENCE) -> str:
    """The signed reference that travels inside in place of a cookie."""
    return secrets.sign(f"{PURPOSE}:{name}", key_hash)


@lru_cache(maxsize=4096)
def referred(cookie: str, wanted: str = REFERENCE) -> str:
    """The hash that a Cookie header refers to, or nothing. Only what the edge signed counts."""
    for pair in cookie.split("; "):
        name, _, value = pair.partition("=")
        if name == wanted:
            return secrets.verify(f"{PURPOSE}:{name}", value) or ""
    return ""


def owner_in(headers: Mapping[str, str]) -> str:
    """The key hash in the headers of a socket; of its session's newer key when there is one."""
    owner = referred(headers.get("cookie", ""))
    way = _went_on.get(owner)
    return way.newest if way else owner


def visitor_in(headers: Mapping[str, str]) -> str:
    """The hash of the visit's key in the headers of a socket: whose 회원가입 it is."""
    return referred(headers.get("cookie", ""), VISITOR)


async def look_up(key_hash: str) -> Who | None:
    """Who is signed in with this key now, or None: ended, idle, too old, user switched off."""
    row = await db.read_row(SESSION_BY_KEY, {"key_hash": key_hash})
    return read(row, key_hash) if row is not None else None


async def why_over(key_hash: str) -> str:
    """The code by which the login page says why a session is over: suspended, or ended."""
    row = await db.read_row(SESSION_BY_KEY, {"key_hash": key_hash})
    is_stopped = row is not None and row.suspended_at is not None
    return "suspended" if is_stopped and row.acting_operator_id is None else "ended"


def read(row: Any, key_hash: str) -> Who | None:
    """Who a row of SESSION_BY_KEY speaks of, if it still counts.

    An operator still looks into a company that is suspended; its own people do not.
    """
    if row.ended_at is not None or not row.is_active or not is_alive(row):
        return None
    if row.suspended_at is not None and row.acting_operator_id is None:
        return None
    actor = Actor(
        user_id=row.user_id,
        company_id=row.company_id or 0,
        side=Side(row.side),
        role=Role(row.role),
        session_id=row.id,
        acting_operator_id=row.acting_operator_id,
        is_operator=row.is_operator,
        acting_reason=row.acting_reason,
        address=row.address,
    )
    return Who(
        actor,
        key_hash,
        row.user_name,
        row.company_name or "",
        bool(row.is_buyer),
        bool(row.is_seller),
        row.reauthenticated_at,
    )


def is_alive(row: Any) -> bool:
    """Whether the times of a session still allow it.

    Open sockets are noted every minute, so a session with one is never 30 minutes idle.
    """
    return rules.is_alive(
        now=clock.now(),
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
        is_remembered=row.is_remembered,
        has_socket=False,
        is_acting=row.acting_operator_id is not None,
    )
