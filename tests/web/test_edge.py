import asyncio
import json
import time
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from qnector.core import secrets, settings
from qnector.web import sessions
from qnector.web.edge import Edge
from tests.web.conftest import play

KEY = "k" * 43
TOKEN = "0c9f3f6e-3bdc-4a39-9a2e-0a6e5fd0a4d1"
OWN = "http://localhost:3000"
ENV = "var e={PING:`http://localhost:3000/ping`,EVENT:`ws://localhost:3000/_event`};"


async def echo(request: Request) -> JSONResponse:
    scope = request.scope
    return JSONResponse(
        {
            "headers": dict(request.headers),
            "owner": scope["qnector.owner"],
            "address": scope["qnector.address"],
            "path": scope["path"],
        }
    )


async def asset(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("x")


INNER = Starlette(
    routes=[
        Route("/assets/{name:path}", asset),
        Route("/{path:path}", echo, methods=["GET", "POST", "PUT", "DELETE"]),
    ]
)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    folder = tmp_path / "client"
    (folder / "assets").mkdir(parents=True)
    (folder / "orders").mkdir()
    (folder / "orders" / "index.html").write_text("<script>one()</script>")
    (folder / "index.html").write_text(
        '<script>one()</script><script src="/a.js"></script><script type="module">two()</script>'
    )
    (folder / "assets" / "reflex-env-Ab12Cd34.js").write_text(ENV)
    return folder


def asked(built: Path, method: str, path: str, **kwargs: object) -> httpx.Response:
    edge = Edge(INNER, built, frozenset({"state.add"}))
    base = str(kwargs.pop("base", OWN))

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(edge, client=("10.0.0.9", 1))
        async with httpx.AsyncClient(transport=transport, base_url=base) as client:
            return await client.request(method, path, **kwargs)

    return asyncio.run(ask())


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "localhost:3000;x", "a b", "127.0.0.2", ""]
)
def test_it_answers_only_to_its_own_names(built, host) -> None:
    answer = asked(built, "GET", "/orders", headers={"host": host})
    assert answer.status_code == 421
    assert "QNECTOR_ALLOWED_HOSTS" in answer.text
    assert ";x" not in answer.headers["content-security-policy"].split("connect-src")[1][:40]


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1", "[::1]:3000", "shop.example"])
def test_it_answers_to_loopback_and_allowed_hosts(built, host) -> None:
    settings.use(allowed_hosts=("shop.example",))
    assert asked(built, "GET", "/x", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/_health",
        "/_all_routes",
        "/sitemap.xml",
        "/_upload",
        "/_upload/a.png",
        "/_event/",
        "/auth-codespace",
    ],
)
def test_it_closes_what_is_nobodys_business(built, path) -> None:
    assert asked(built, "GET", path).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "OPTIONS", "PATCH"])
def test_it_knows_three_methods(built, method) -> None:
    assert asked(built, method, "/x").status_code == 405


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "http://evil.example",
        "http://localhost:3000.evil.example",
        "https://localhost:3000/",
        "http://localhost:9999",
        "file://",
        "http://[",
        "http://[::1",
    ],
)
def test_it_refuses_posts_of_other_sites(built, origin) -> None:
    headers = {"origin": origin} if origin else {}
    assert asked(built, "POST", "/auth/login", content=b"a=1", headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://shop.example", 200),
        ("http://shop.example", 403),
        ("http://other.example", 403),
        ("https://other.example", 200),
    ],
)
def test_under_https_a_page_that_came_without_may_not_post(built, origin, status) -> None:
    """Who sits between may have written it."""
    settings.use(public_url="https://shop.example", allowed_hosts=("other.example",))
    base = f"https://{origin.partition('//')[2]}"
    answer = asked(built, "POST", "/x", base=base, content=b"a", headers={"origin": origin})
    assert answer.status_code == status


def test_it_takes_posts_of_its_own_pages_on_any_port(built) -> None:
    for base in (OWN, "http://localhost:8080", "http://127.0.0.1:3000"):
        answer = asked(built, "POST", "/x", base=base, content=b"a", headers={"origin": base})
        assert answer.status_code == 200


def test_it_refuses_long_and_unmeasured_bodies(built) -> None:
    async def endless():
        yield b"x"

    def post(path: str, content: object) -> int:
        return asked(built, "POST", path, content=content, headers={"origin": OWN}).status_code

    assert post("/auth/login", b"x" * 16_385) == 413
    assert post("/x", b"x" * (1024 * 1024 + 1)) == 413
    assert post("/x", endless()) == 411


def test_the_raw_cookie_goes_no_further(built) -> None:
    answer = asked(
        built, "GET", "/x", headers={"cookie": f"a=b; qnector_session={KEY}; qnector_reference=x"}
    )
    seen = answer.json()
    assert KEY not in answer.text
    assert seen["owner"] == secrets.sha256_text(KEY)
    assert sessions.referred(seen["headers"]["cookie"]) == seen["owner"]


@pytest.mark.parametrize(
    "cookie", ["qnector_reference=forged.sig", "qnector_session=short", "", "qnector_session="]
)
def test_other_cookies_are_nobody(built, cookie) -> None:
    seen = asked(built, "GET", "/x", headers={"cookie": cookie}).json()
    assert seen["owner"] == ""
    assert "cookie" not in seen["headers"]


def test_under_https_only_the_host_cookie_counts(built) -> None:
    settings.use(public_url="https://shop.example")
    base = "https://shop.example"

    def owner(name: str) -> str:
        headers = {"cookie": f"{name}={KEY}"}
        return asked(built, "GET", "/x", base=base, headers=headers).json()["owner"]

    assert owner("qnector_session") == ""
    assert owner("__Host-qnector_session") == secrets.sha256_text(KEY)
    answer = asked(built, "GET", "/x", base=base)
    assert "max-age" in answer.headers["strict-transport-security"]


def test_forwarded_addresses_count_only_behind_trusted_proxies(built) -> None:
    headers = {"x-forwarded-for": "6.6.6.6, 1.2.3.4"}
    assert asked(built, "GET", "/x", headers=headers).json()["address"] == "10.0.0.9"
    settings.use(trusted_proxy_hops=1)
    assert asked(built, "GET", "/x", headers=headers).json()["address"] == "1.2.3.4"


def test_a_proxy_that_adds_a_header_of_its_own_is_believed_too(built) -> None:
    """HAProxy does; what the browser sent itself stands in the one before."""
    settings.use(trusted_proxy_hops=1)
    headers = [("x-forwarded-for", "6.6.6.6"), ("x-forwarded-for", "1.2.3.4")]
    assert asked(built, "GET", "/x", headers=headers).json()["address"] == "1.2.3.4"


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("1.2.3.4:4711", "1.2.3.4"),
        ("::ffff:1.2.3.4", "1.2.3.4"),
        ("unknown", "unknown"),
    ],
)
def test_a_forwarded_address_is_written_one_way(built, forwarded: str, address: str) -> None:
    settings.use(trusted_proxy_hops=1)
    headers = {"x-forwarded-for": forwarded}
    assert asked(built, "GET", "/x", headers=headers).json()["address"] == address


def test_scripts_run_only_when_the_build_wrote_them(built) -> None:
    policy = asked(built, "GET", "/x").headers["content-security-policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert scripts.count("'sha256-") == 2
    assert "unsafe" not in scripts
    assert "frame-ancestors 'none'" in policy
    assert "connect-src 'self' ws://localhost:3000" in policy


@pytest.mark.parametrize("path", ["/x", "/assets/a-12345678.js", "/_health", "/auth/x"])
def test_every_answer_is_dressed(built, path) -> None:
    headers = asked(built, "GET", path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "keep"),
    [
        ("/assets/root-DBIh0bLG.js", "public, max-age=31536000, immutable"),
        ("/assets/icon.svg", "no-cache"),
        ("/orders", "no-cache"),
        ("/api/health", "no-store"),
        ("/auth/set-password", "no-store"),
        ("/assets/reflex-env-Ab12Cd34.js", "no-store"),
    ],
)
def test_it_says_how_long_to_keep_an_answer(built, path, keep) -> None:
    assert asked(built, "GET", path).headers["cache-control"] == keep


@pytest.mark.parametrize(
    ("base", "proto", "expected"),
    [
        ("http://localhost:8080", "", "ws://localhost:8080/_event"),
        ("http://127.0.0.1:3000", "", "ws://127.0.0.1:3000/_event"),
        ("http://shop.example", "https", "wss://shop.example/_event"),
    ],
)
def test_the_build_does_not_know_its_address(built, base, proto, expected) -> None:
    settings.use(allowed_hosts=("shop.example",), trusted_proxy_hops=1 if proto else 0)
    headers = {"x-forwarded-proto": proto} if proto else {}
    answer = asked(built, "GET", "/assets/reflex-env-Ab12Cd34.js", base=base, headers=headers)
    assert expected in answer.text
    assert answer.headers["content-type"].startswith("text/javascript")
    assert ("https" if proto else "http") + base[4:] + "/ping" in answer.text


def test_a_page_is_served_without_a_detour(built) -> None:
    assert asked(built, "GET", "/orders").json()["path"] == "/orders/"
    assert asked(built, "GET", "/other").json()["path"] == "/other"


class Socket:
    """One websocket of the edge, with an app behind it that repeats what it hears."""

    def __init__(self, built: Path, edge: Edge | None = None, **headers: str) -> None:
        self.heard: list[str] = []
        self.headers: dict[str, str] = {}
        self.sent: list[dict] = []
        self.incoming: asyncio.Queue[dict] = asyncio.Queue()
        self.edge = edge or Edge(self.app, built, frozenset({"state.add"}))
        self.edge.app = self.app
        given = {"host": "localhost:3000", "origin": OWN, "x-internal": "1", **headers}
        self.scope = {
            "type": "websocket",
            "path": "/_event/",
            "query_string": f"EIO=4&transport=websocket&token={TOKEN}".encode(),
            "headers": [(k.encode(), v.encode()) for k, v in given.items() if v],
            "client": ("10.0.0.9", 1),
            "scheme": "ws",
        }

    async def app(self, scope, receive, send) -> None:
        self.headers = {k.decode(): v.decode() for k, v in scope["headers"]}
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            self.heard.append(message["text"])

    async def _send(self, message: dict) -> None:
        self.sent.append(message)

    async def run(self, *frames: object) -> None:
        self.incoming.put_nowait({"type": "websocket.connect"})
        for frame in frames:
            kind = "bytes" if isinstance(frame, bytes) else "text"
            self.incoming.put_nowait({"type": "websocket.receive", kind: frame})
        self.incoming.put_nowait({"type": "websocket.disconnect"})
        await self.edge(self.scope, self.incoming.get, self._send)

    async def accepted(self) -> None:
        """Wait until it stands."""
        async with asyncio.timeout(10):
            while not self.was_accepted:
                await asyncio.sleep(0)

    @property
    def was_closed(self) -> bool:
        return any(message["type"] == "websocket.close" for message in self.sent)

    @property
    def was_accepted(self) -> bool:
        return any(message["type"] == "websocket.accept" for message in self.sent)


def frame(name: str = "state.add") -> str:
    return f"42/_event,{json.dumps(['event', {'name': name, 'payload': {}}])}"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": ""},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": "http://localhost:3000.evil.example"},
        {"host": "evil.example", "origin": "http://evil.example"},
    ],
)
def test_it_lets_no_foreign_page_connect(built, headers) -> None:
    async def scene() -> None:
        socket = Socket(built, **headers)
        await socket.run(frame())
        assert socket.was_closed
        assert not socket.was_accepted

    play(scene)


@pytest.mark.parametrize(
    "query", ["", "token=", "token=x", f"token={TOKEN}&token={TOKEN}", "token=" + "a" * 36]
)
def test_it_wants_one_token_of_the_right_shape(built, query) -> None:
    async def scene() -> None:
        socket = Socket(built)
        socket.scope["query_string"] = query.encode()
        await socket.run()
        assert not socket.was_accepted

    play(scene)


def test_it_passes_on_what_a_browser_says_and_shows_few_headers(built) -> None:
    async def scene() -> None:
        socket = Socket(built, cookie=f"qnector_session={KEY}")
        await socket.run("3", frame(), frame("nobody.knows"), frame())
        assert socket.heard == ["3", frame(), frame()]
        assert not socket.was_closed
        assert sorted(socket.headers) == ["cookie", "host", "origin"]
        assert KEY not in str(socket.headers)

    play(scene)


@pytest.mark.parametrize("bad", [b"\x00", '42/_event,["connect",{}]', "x" * 70_000, "2probe"])
def test_it_hangs_up_on_a_frame_that_is_none_of_ours(built, bad) -> None:
    async def scene() -> None:
        socket = Socket(built)
        await socket.run(frame(), bad, frame())
        assert socket.heard == [frame()]
        assert socket.was_closed

    play(scene)


def test_it_cuts_off_a_flood(built) -> None:
    async def scene() -> None:
        socket = Socket(built)
        begun = time.monotonic()
        await socket.run(*[frame()] * 400)
        regained = 20 * (time.monotonic() - begun)
        assert 60 <= len(socket.heard) <= 61 + regained
        assert socket.was_closed

    play(scene)


def test_it_counts_the_sockets_of_a_whole_network(built) -> None:
    settings.use(sockets_per_address=1, trusted_proxy_hops=1)

    async def scene() -> None:
        first = Socket(built, **{"x-forwarded-for": "2001:db8:1:2:aaaa::1"})
        first.incoming.put_nowait({"type": "websocket.connect"})
        running = asyncio.create_task(first.edge(first.scope, first.incoming.get, first._send))
        await first.accepted()

        neighbour = Socket(built, first.edge, **{"x-forwarded-for": "2001:db8:1:2:bbbb::1"})
        await neighbour.run()
        assert not neighbour.was_accepted
        other = Socket(built, first.edge, **{"x-forwarded-for": "2001:db8:1:3::1"})
        await other.run()
        assert other.was_accepted

        first.incoming.put_nowait({"type": "websocket.disconnect"})
        await running
        assert not first.edge.sockets.by_address

    play(scene)


def test_it_counts_sockets_by_address_and_session_and_lets_go(built) -> None:
    settings.use(sockets_per_address=2, sockets_per_session=1)

    async def scene() -> None:
        first = Socket(built, cookie=f"qnector_session={KEY}")
        first.incoming.put_nowait({"type": "websocket.connect"})
        running = asyncio.create_task(first.edge(first.scope, first.incoming.get, first._send))
        await first.accepted()

        same = Socket(built, first.edge, cookie=f"qnector_session={KEY}")
        await same.run()
        assert not same.was_accepted

        first.incoming.put_nowait({"type": "websocket.disconnect"})
        await running
        again = Socket(built, first.edge, cookie=f"qnector_session={KEY}")
        await again.run()
        assert again.was_accepted
        assert not first.edge.sockets.by_address
        assert not first.edge.sockets.by_session

    play(scene)
