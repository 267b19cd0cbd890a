"""Which host was meant, which page asks, from which address: decided once per request."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from qnector.core.networks import plain
from qnector.core.settings import Settings

Headers = Iterable[tuple[bytes, bytes]]
# Host goes into a header and a script of the answer: nothing but a host may stand there.
_AUTHORITY = re.compile(r"([A-Za-z0-9.\-_]{1,253}|\[[0-9a-fA-F:.]{2,45}\])(:[0-9]{1,5})?")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


def header(headers: Headers, name: bytes) -> str:
    """The only value of a header; nothing when it is missing or given twice."""
    found = [value for key, value in headers if key.lower() == name]
    return found[0].decode("latin-1") if len(found) == 1 else ""


def listed(headers: Headers, name: bytes) -> str:
    """Every value of a header that is a list: given twice it is one list, in this order."""
    return ",".join(value.decode("latin-1") for key, value in headers if key.lower() == name)


def name_of(authority: str) -> str:
    """The host name of `host:port`, in lower case."""
    lowered = authority.lower()
    if lowered.startswith("["):
        return lowered.partition("]")[0] + "]"
    return lowered.partition(":")[0]


def is_allowed_host(authority: str, settings: Settings) -> bool:
    """Whether a Host header names us: the public address, loopback, or an allowed host."""
    if not _AUTHORITY.fullmatch(authority):
        return False
    allowed = {host.lower() for host in settings.allowed_hosts}
    if settings.public_url:
        allowed.add(urlsplit(settings.public_url).netloc.lower())
        allowed.add(name_of(urlsplit(settings.public_url).netloc))
    return authority.lower() in allowed or name_of(authority) in allowed | LOOPBACK


def is_allowed_origin(origin: str, authority: str, settings: Settings) -> bool:
    """Whether a page may talk to us: one of our own origins, or of the very host it asks."""
    if origin in settings.origins:
        return True
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    # Where the public address is https, a page that came without may be anybody's on the way.
    is_safe = parts.scheme == "https" or not settings.is_https or name_of(authority) in LOOPBACK
    is_web = parts.scheme in ("http", "https") and is_safe
    is_own = is_web and parts.netloc.lower() == authority.lower()
    is_plain = not (parts.path or parts.query or parts.fragment)
    return is_own and is_plain and is_allowed_host(authority, settings)


def address_of(client: str, forwarded_for: str, hops: int) -> str:
    """The address of the browser: the peer, or what the trusted proxies say before them."""
    named = [part.strip() for part in forwarded_for.split(",") if part.strip()]
    if hops and len(named) >= hops:
        return plain(named[-hops][:60])[:45]
    return plain(client)


def scheme_of(scheme: str, forwarded: str, settings: Settings) -> str:
    """http or https, as the browser sees it."""
    if settings.trusted_proxy_hops and forwarded in ("http", "https"):
        return forwarded
    return "https" if scheme in ("https", "wss") else "http"
