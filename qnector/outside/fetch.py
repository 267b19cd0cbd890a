"""Reading a picture from an address that a user typed, without being led astray.

Whoever types an address must not make this server ask its own network (security statement 63):
only https on port 443; the name is resolved once, every address it has must be a public one, and
the connection goes to the address that was looked at, with the name as SNI, certificate name and
Host. A name that answers something else the second time (DNS rebinding) is never asked a second
time. No redirects, no proxy of the environment, five seconds, five megabytes.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

import httpx

MOST_BYTES = 5 * 1024 * 1024
SECONDS = 5.0
MOST_URL = 2000
PORT = 443
# The only part of IPv6 that is routed; mapped addresses, NAT64 and local ones lie outside it.
GLOBAL_IPV6 = ip_network("2000::/3")

NOT_HTTPS = "https://로 시작하는 주소를 입력해 주세요."
NOT_PUBLIC = "이 주소에서는 사진을 가져올 수 없어요."
NO_ANSWER = "주소에서 사진을 가져오지 못했어요. 주소를 확인하거나 파일로 올려 주세요."
MOVED = "사진 파일의 주소를 그대로 입력해 주세요. 다른 주소로 넘어가는 링크는 쓸 수 없어요."
TOO_LARGE = "사진은 5MB까지 가져올 수 있어요."

Resolve = Callable[[str], Awaitable[list[str]]]


class Refused(Exception):
    """The address is not asked, or its answer not taken; `sentence` is for who typed it."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Target:
    """Where to ask: a public address, and the name that it was looked up by."""

    name: str
    address: str
    path: str


async def picture(
    url: str,
    *,
    resolve: Resolve | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
) -> bytes:
    """The bytes behind an address. Whether they are a picture is for `files.keep_upload` to say.

    Raises Refused.
    """
    try:
        async with asyncio.timeout(SECONDS):
            target = await _target(url, resolve or _resolve)
            return await _read(target, transport)
    except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, OSError):
        # The failure itself would tell who typed the address what stands where.
        raise Refused(NO_ANSWER) from None


def is_public(address: str) -> bool:
    """Whether an address is one of the internet's own, and carries no other inside."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return found.is_global and not (found.is_multicast or found.is_reserved)
    return _is_public6(found)


def _is_public6(found: IPv6Address) -> bool:
    carries = found.ipv4_mapped or found.sixtofour or found.teredo
    return found in GLOBAL_IPV6 and found.is_global and not carries and found.scope_id is None


async def _target(url: str, resolve: Resolve) -> Target:
    """Look at an address and at every network address behind its name. Raises Refused."""
    parts, name, port = _split(url)
    if parts.scheme != "https" or not name or "@" in parts.netloc:
        raise Refused(NOT_HTTPS)
    if port not in (None, PORT):
        raise Refused(NOT_PUBLIC)
    addresses = await resolve(name)
    if not addresses or not all(map(is_public, addresses)):
        raise Refused(NOT_PUBLIC)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return Target(name, addresses[0], path)


def _split(url: str) -> tuple[SplitResult, str, int | None]:
    """The parts of an address, its name as the network spells it, its port. Raises Refused."""
    typed = url.strip()
    if len(typed) > MOST_URL or not typed.isprintable() or " " in typed or "\\" in typed:
        raise Refused(NOT_HTTPS)
    try:
        parts = urlsplit(typed)
        name = (parts.hostname or "").rstrip(".")
        return parts, name if name.isascii() else name.encode("idna").decode(), parts.port
    except (ValueError, UnicodeError):
        raise Refused(NOT_HTTPS) from None


async def _resolve(name: str) -> list[str]:
    """Every address of a name, as the system finds it."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(name, PORT, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


async def _read(target: Target, transport: httpx.AsyncBaseTransport | None) -> bytes:
    host = f"[{target.address}]" if ":" in target.address else target.address
    # Without the environment's proxies: they would be told the name and ask it themselves.
    async with httpx.AsyncClient(
        follow_redirects=False, trust_env=False, timeout=SECONDS, transport=transport
    ) as http:
        request = http.build_request(
            "GET",
            f"https://{host}{target.path}",
            headers={"host": target.name, "accept-encoding": "identity", "accept": "image/*"},
            extensions={"sni_hostname": target.name},
        )
        response = await http.send(request, stream=True)
        try:
            return await _body(response)
        finally:
            await response.aclose()


async def _body(response: httpx.Response) -> bytes:
    if response.is_redirect:
        raise Refused(MOVED)
    if response.status_code != 200:
        raise Refused(NO_ANSWER)
    found = bytearray()
    # Raw, as it came: something packed small could unpack without end.
    async for chunk in response.aiter_raw(64 * 1024):
        found += chunk
        if len(found) > MOST_BYTES:
            raise Refused(TOO_LARGE)
    return bytes(found)
