"""Own addresses: reading a list's state from the query, building paths, safe ways onward."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

import reflex as rx

from qnector.core.actor import Side

MOST_TEXT = 100
MOST_FIELDS = 30
MOST_NEXT = 400
_OWN = re.compile(r"/(?![/\\])[\w\-./?=&%+,:@~]*")
_DETOUR = re.compile(r"//|/\.{1,2}(/|$)")  # what a router may clean up into another host
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
HOMES = {
    Side.BUYER: "/dashboard",
    Side.SELLER: "/seller/dashboard",
    Side.OPERATOR: "/operator",
}

ACCOUNTS = {
    Side.BUYER: "/account",
    Side.SELLER: "/seller/account",
    Side.OPERATOR: "/operator/account",
}


class Query:
    """The query of an address, which anybody can write: every value is checked."""

    def __init__(self, address: Any) -> None:
        written = _parts(address).query[:2000].split("&", MOST_FIELDS)[:MOST_FIELDS]
        self._values = dict(parse_qsl("&".join(written)))

    def has(self, name: str) -> bool:
        """Whether it was given at all."""
        return name in self._values

    def text(self, name: str, default: str = "") -> str:
        """One line of text, at most 100 letters."""
        return _CONTROL.sub("", self._values.get(name, default)).strip()[:MOST_TEXT]

    def next(self) -> str:
        """Where somebody wanted to go before signing in; check it with `safe_next`."""
        return self._values.get("next", "")

    def sealed(self, name: str) -> str:
        """What the server sealed itself; `typed.unseal` judges it."""
        return self._values.get(name, "")

    def number(self, name: str, default: int = 0, *, least: int = 1, most: int = 10_000) -> int:
        """A whole number in its bounds, else the default."""
        written = self._values.get(name, "")
        if not re.fullmatch(r"[0-9]{1,16}", written):
            return default
        return int(written) if least <= int(written) <= most else default

    def one_of(self, name: str, choices: Sequence[str] | Mapping[str, Any], default: str) -> str:
        """One of the choices, else the default."""
        written = self._values.get(name, default)
        return written if written in choices else default


def build(path: str, values: Mapping[str, Any]) -> str:
    """`path` with a query; empty values are left out."""
    query = urlencode({name: value for name, value in values.items() if value not in ("", None)})
    return f"{path}?{query}" if query else path


def path_of(address: Any) -> str:
    """The path alone, without a slash at its end."""
    return _parts(address).path.rstrip("/") or "/"


def own_part(address: Any) -> str:
    """Path and query, without scheme and host."""
    parts = _parts(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def go(path: str, values: Mapping[str, Any] | None = None, *, replace: bool = False) -> Any:
    """Lead the browser to an own path, wherever it is by then; see also `Screen._lead`."""
    return rx.redirect(own(path, values), replace=replace)


def own(path: str, values: Mapping[str, Any] | None = None) -> str:
    """An own path with a query, however long that is."""
    address = build(path, values or {})
    return address if _is_own(address) else "/"


def safe_next(wanted: str | None, home: str) -> str:
    """An own path, else `home`: nobody is led to another host."""
    if not wanted or len(wanted) > MOST_NEXT or not _is_own(wanted):
        return home
    return wanted


def login(came_from: str, *, error: str = "") -> str:
    """The login page that leads back afterwards; `error` is one of its codes."""
    back = safe_next(came_from, "")
    if back == "/" or back.startswith("/login"):
        back = ""
    return build("/login", {"error": error, "next": back})


def reauth(came_from: str) -> str:
    """The page that asks for the password once more and leads back afterwards."""
    return build("/reauth", {"next": safe_next(came_from, "")})


def account(side: Side | str) -> str:
    """계정관리 of a side."""
    return ACCOUNTS[Side(side)]


def home(side: Side | str) -> str:
    """Where a side starts."""
    return HOMES[Side(side)]


def _is_own(address: str) -> bool:
    is_path = _OWN.fullmatch(address) is not None
    return is_path and not _DETOUR.search(address.partition("?")[0])


def _parts(address: Any) -> SplitResult:
    """An address taken apart; one that is none has no parts."""
    try:
        return urlsplit(str(address))
    except ValueError:
        return urlsplit("")
