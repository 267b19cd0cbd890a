"""Requests as an attacker sends them, counted; what every answer must be like."""

import re
import socket
from typing import Any
from urllib.parse import urlsplit

import httpx

from tests.attack.conftest import Target
from tests.support import probes

INSIDE = re.compile(r"Traceback|site-packages|sqlalchemy|psycopg|SELECT |File \"/")
SCRIPT = "<script>alert(1)</script>"
TRICKS = (
    "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
    "/.//evil.example",
    "/%09/evil.example", "/\t/evil.example", "javascript:alert(1)", "data:text/html,x",
    "///evil.example",
    "/orders/..//evil.example", "http:evil.example", "/\r\nX-Injected: 1", "/%0d%0aX-Injected:1",
    "//evil.example/%2f..", "https:/evil.example", "/@evil.example", " //evil.example", "/\u2028/x",
    "//[::1]", "http://[", "?next=//evil.example", "#//evil.example", "..", "/" + "a" * 5000,
)  # fmt: skip
HOSTILE = (
    "", "0", "-1", "1 OR 1=1", "'; DROP TABLE users; --", "%' --", SCRIPT, '"><img src=x>',
    "\x00", "a\r\nX-Injected: 1", "\u202e", "가" * 3000, "../../etc/passwd", "{{7*7}}", "${7*7}",
    "9" * 400, "NaN", "[]", "null", "=1+1", "\ud7ff\ufffe", "owner", "operator", *TRICKS,
)  # fmt: skip


# One for all: making the settings of TLS for each would take longer than the attacks. Every request
# has a connection of its own: a door that answers while the body is still on its way closes the one
# it came on, and not always says so. So whoever gets no answer here was hung up on, which no attack
# may achieve, and nothing is asked twice.
CLIENT = httpx.Client(
    timeout=30,
    follow_redirects=False,
    verify=False,
    limits=httpx.Limits(max_keepalive_connections=0),
)


def cookie(key: str) -> dict[str, str]:
    return {"Cookie": f"qnector_session={key}"} if key else {}


def ask(target: Target, method: str, path: str, *, key: str = "", **given: Any) -> httpx.Response:
    """One request; the answer is looked at before it is handed on."""
    probes.tried()
    url = target.server.url
    headers = {"Origin": url, **cookie(key), **given.pop("headers", {})}
    sent = {name: value for name, value in headers.items() if value is not None}
    answer = CLIENT.request(method, url + path, headers=sent, **given)
    CLIENT.cookies.clear()
    look_at(answer, target)
    return answer


def look_at(answer: httpx.Response, target: Target) -> None:
    """What no answer may do, whatever was asked."""
    where = (answer.request.method, answer.request.url.path, answer.status_code)
    headers = answer.headers
    assert answer.status_code < 500, where
    assert "unsafe" not in headers["content-security-policy"].split("style-src")[0], where
    assert headers["x-content-type-options"] == "nosniff", where
    assert "x-injected" not in headers, where
    assert headers.get("access-control-allow-origin", target.server.url) == target.server.url
    assert leads_home(headers.get("location", "/"), target), (where, headers.get("location"))
    if "text/html" in headers.get("content-type", "") and answer.request.method == "POST":
        assert SCRIPT not in answer.text, where
    if not answer.request.url.path.endswith((".js", ".css")):
        assert not INSIDE.search(answer.text), where


def leads_home(location: str, target: Target) -> bool:
    """Whether a browser would stay with us, however it reads this."""
    if location.startswith(f"{target.server.url}/"):
        location = location.removeprefix(target.server.url)
    is_path = location.startswith("/") and not re.match(r"/[/\\\t]", location)
    return is_path and not urlsplit(location).netloc and not re.search(r"[\x00-\x20\\]", location)


def signed_in(answer: httpx.Response) -> bool:
    """Whether this gave somebody a session."""
    given = answer.headers.get_list("set-cookie")
    return any(re.match(r"(__Host-)?qnector_session=[A-Za-z0-9_-]{43}", one) for one in given)


def raw(target: Target, head: bytes, body: bytes = b"", *, origin: bool = True) -> bytes:
    """Bytes as they are; the head of the answer, or nothing when it hung up."""
    probes.tried()
    port = target.server.port
    head = head.replace(b"{port}", str(port).encode())
    if origin:
        head = head.rstrip(b"\r\n") + f"\r\nOrigin: {target.server.url}\r\n\r\n".encode()
    out = b""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as wire:
        try:
            wire.sendall(head + body)
            while b"\r\n\r\n" not in out and (some := wire.recv(65_536)):
                out += some
        except TimeoutError:
            raise AssertionError(f"neither an answer nor a hang-up: {head[:200]!r}") from None
        except OSError:
            pass
    return out


def status(answer: bytes) -> int:
    """Of a raw answer; 0 when there was none."""
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0
