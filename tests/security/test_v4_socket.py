"""Chapter 4: requests and sockets. Statements 18 to 28."""

import socket
from typing import Any

import pytest

from qnector.core import secrets
from qnector.web.edge import POLICY_VIOLATION
from tests.security import wire
from tests.security.conftest import BUYER, HOST, ORIGIN, Shop, headers
from tests.support import probes
from tests.support.wsclient import Closed

RESET = (ConnectionResetError, BrokenPipeError)
FORGED = (
    '42/_event,["connect",{"QUERY_STRING":"token=x","asgi.scope":{"headers":[]}}]',
    '42/_event,["disconnect"]',
    '454-/_event,["connect",{"_placeholder":true,"num":0}]',
    '51-/_event,["event",{"_placeholder":true,"num":0}]',
    '42/_event,["__init__",{}]',
    '42/admin,["event",{}]',
    "4",
    "",
)


def cut_off(shop: Shop, send: Any, **more: Any) -> None:
    """The server closes the socket on which this is sent and says why; another one still opens."""

    async def scene() -> None:
        tab = await shop.tab(**more)
        send(tab)
        with pytest.raises(Closed):
            await wire.settle(tab)
        # What is still being sent when the server closes resets the line, over its last words too.
        assert tab.close_code == POLICY_VIOLATION or isinstance(tab.error, RESET)
        await wire.settle(await shop.tab())

    probes.tried()
    shop.play(scene)


def test_s18_behind_tls_pages_speak_to_us_over_wss_only(shop: Shop) -> None:
    policy = shop.get("/login").headers["content-security-policy"]
    connect = next(part for part in policy.split("; ") if part.startswith("connect-src"))
    assert connect.split() == ["connect-src", "'self'", f"wss://{HOST}"]
    name = next(iter((shop_assets(shop)).glob("reflex-env-*.js"))).name
    assert f"wss://{HOST}" in shop.get(f"/assets/{name}").text


def shop_assets(shop: Shop) -> Any:
    return shop.server.cwd / ".web" / "build" / "client" / "assets"


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", f"{ORIGIN}.evil.example", f"http://{HOST}", "", "http://["],
)
def test_s19_a_foreign_page_opens_no_socket(shop: Shop, origin: str) -> None:
    async def scene() -> None:
        with pytest.raises(Closed):
            await shop.tab(shop.sign_in(BUYER), origin=origin)

    probes.tried()
    shop.play(scene)


def test_s20_a_socket_is_who_its_cookie_is(shop: Shop) -> None:
    """No argument, header or path of the client says who asks: the HttpOnly cookie does."""

    async def scene(key: str, **more: Any) -> str:
        tab = await shop.tab(key, page="/orders", **more)
        await wire.settle(tab)
        return "".join(tab.packets)

    key = shop.sign_in(BUYER)
    forged = {"X-User": "1", "X-Forwarded-User": BUYER, "Authorization": f"Bearer {key}"}
    assert "한빛상회" in shop.play(lambda: scene(key))
    for mine in ("", "A" * 43, secrets.sha256_text(key)[:43]):
        assert "한빛상회" not in shop.play(lambda mine=mine: scene(mine))
    assert "한빛상회" not in shop.play(lambda: scene("", headers=forged))


@pytest.mark.parametrize("frame", FORGED, ids=range(len(FORGED)))
def test_s21_a_forged_frame_closes_the_socket(shop: Shop, frame: str) -> None:
    cut_off(shop, lambda tab: tab._text(frame))


def test_s21_a_binary_frame_closes_the_socket(shop: Shop) -> None:
    cut_off(shop, lambda tab: tab._frame(b"\x04\x00", op=0x2))


def test_s22_a_burst_is_cut_off(shop: Shop) -> None:
    def flood(tab: Any) -> None:
        for number in range(400):
            tab.send(wire.SAY, {"text": f"{number}"})

    probes.tried(400)
    cut_off(shop, flood)


def test_s23_an_address_has_a_limited_number_of_sockets(shop: Shop) -> None:
    """200 an address (decision 21 outranks the study's 50), 20 a session."""
    key = shop.sign_in(BUYER)

    async def scene() -> tuple[int, int]:
        same = {"X-Forwarded-For": "203.0.113.7"}
        opened = 0
        for _ in range(210):
            try:
                await shop.tab(headers=same, boot=False)
            except Closed:
                break
            opened += 1
        of_one = 0
        for _ in range(25):
            try:
                await shop.tab(key, boot=False)
            except Closed:
                break
            of_one += 1
        return opened, of_one

    probes.tried(235)
    assert shop.play(scene) == (200, 20)


def test_s24_a_large_frame_closes_the_socket(shop: Shop) -> None:
    cut_off(shop, lambda tab: tab.send(wire.SAY, {"text": "가" * 30_000}))


@pytest.mark.parametrize(
    "host",
    ["evil.example", f"{HOST}.evil.example", f"evil.example/{HOST}", "", f"{HOST}@evil.example",
     f"{HOST}:443:80", "shop.example evil.example", "[::1", "169.254.169.254"],
)  # fmt: skip
def test_s25_another_host_is_not_answered(shop: Shop, host: str) -> None:
    answer = shop.get("/login", headers={"Host": host})
    assert answer.status_code in (400, 421)
    assert "location" not in answer.headers


def test_s25_two_hosts_are_none(shop: Shop) -> None:
    probes.tried()
    with socket.create_connection(("127.0.0.1", shop.server.port)) as wire_:
        wire_.sendall(f"GET / HTTP/1.1\r\nHost: {HOST}\r\nHost: evil.example\r\n\r\n".encode())
        assert wire_.recv(64).split()[1] in (b"400", b"421")


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "X"])
def test_s26_other_methods_are_refused(shop: Shop, method: str) -> None:
    for path in ("/auth/login", "/orders", "/files/1/400", "/api/health"):
        assert shop.ask(method, path).status_code == 405


@pytest.mark.parametrize(
    "path",
    ["/_health", "/_all_routes", "/sitemap.xml", "/_upload", "/_upload/x.png", "/auth-codespace",
     "/_event/", "/_health/", "/_upload/../_health"],
)  # fmt: skip
def test_s27_the_frameworks_doors_are_closed(shop: Shop, path: str) -> None:
    for method in ("GET", "POST"):
        answer = shop.ask(method, path, headers={"Origin": ORIGIN}, content=b"")
        assert answer.status_code in (404, 405, 411)


def test_s28_what_there_is_under_api_asks_no_cookie_and_tells_nothing(shop: Shop) -> None:
    """The API and its keys come later (docs/security.md); health and readiness tell no data."""
    for path in ("/api/health", "/api/ready"):
        with_key = shop.get(path, key=shop.sign_in(BUYER))
        assert with_key.json() == shop.get(path).json()
        assert "한빛" not in with_key.text
        assert "set-cookie" not in with_key.headers
    assert headers()["Host"] == HOST
