"""What the edge does when something behind it breaks, or a browser says two things at once."""

import asyncio
import logging
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from qnector.core import secrets, settings
from qnector.web import bodies
from qnector.web.doors import forms
from qnector.web.edge import Edge

OWN = "http://localhost:3000"
KEY, OTHER = "k" * 43, "o" * 43
CANARY = "CANARY-4713"


async def whose(request: Request) -> JSONResponse:
    scope = request.scope
    return JSONResponse([scope["qnector.owner"], scope["qnector.cookies"]])


async def read(request: Request) -> JSONResponse:
    return JSONResponse(await forms.fields(request))


async def fail(_request: Request) -> JSONResponse:
    raise RuntimeError(CANARY)


INNER = Starlette(
    routes=[
        Route("/whose", whose),
        Route("/fields", read, methods=["POST"]),
        Route("/fail", fail, methods=["GET", "POST"]),
    ]
)


def asked(folder: Path, method: str, path: str, app: Any = INNER, **given: Any) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(Edge(app, folder, frozenset()))
        async with httpx.AsyncClient(transport=transport, base_url=OWN) as client:
            return await client.request(method, path, **given)

    return asyncio.run(ask())


def posted(folder: Path, body: bytes) -> httpx.Response:
    return asked(folder, "POST", "/fields", content=body, headers={"origin": OWN})


async def told(folder: Path, path: str, chunks: int, **headers: str) -> tuple[int, dict, int]:
    """The status, the headers and how many parts were left, for a body of several parts."""
    left = [
        {"type": "http.request", "body": b"x", "more_body": n > 1} for n in range(chunks, 0, -1)
    ]
    sent: list[dict[str, Any]] = []
    given = {"host": "localhost:3000", "origin": OWN, **headers}

    async def receive() -> dict[str, Any]:
        return left.pop(0) if left else await asyncio.Future()

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": path, "raw_path": path.encode(),
        "query_string": b"", "http_version": "1.1", "scheme": "http", "client": ("10.0.0.9", 1),
        "headers": [(name.replace("_", "-").encode(), v.encode()) for name, v in given.items()],
    }  # fmt: skip
    await Edge(INNER, folder, frozenset())(scope, receive, send)
    return sent[0]["status"], dict(sent[0]["headers"]), len(left)


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/whose", {"origin": "https://evil.example"}, 403),
        ("/whose", {"host": "evil.example"}, 421),
        ("/_upload", {}, 404),
        ("/nowhere", {}, 404),
        ("/fail", {}, 500),
        ("/fields", {}, 200),
    ],
)
def test_a_small_body_is_read_to_its_end_before_the_answer(tmp_path, path, headers, status) -> None:
    found = asyncio.run(told(tmp_path, path, 3, content_length="3", **headers))
    assert (found[0], found[2]) == (status, 0)
    assert b"connection" not in found[1]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content_length": "70000"}, 404),
        ({"content_length": "9999999999"}, 413),
        ({"transfer_encoding": "chunked"}, 411),
        ({"content_length": "-1"}, 411),
    ],
)
def test_a_large_one_is_not_and_the_connection_ends(tmp_path, headers, status) -> None:
    found = asyncio.run(told(tmp_path, "/nowhere", 3, **headers))
    assert (found[0], found[2]) == (status, 3)
    assert found[1][b"connection"] == b"close"


def test_nobody_waits_for_a_body_that_does_not_come(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(bodies, "SECONDS", 0.01)
    found = asyncio.run(told(tmp_path, "/nowhere", 0, content_length="3"))
    assert found[1][b"connection"] == b"close"


def test_without_a_body_nothing_is_awaited(tmp_path) -> None:
    found = asyncio.run(told(tmp_path, "/nowhere", 0, content_length="0"))
    assert b"connection" not in found[1]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_failure_says_nothing_and_is_logged_without_values(tmp_path, caplog, method) -> None:
    with caplog.at_level(logging.WARNING):
        answer = asked(tmp_path, method, "/fail", headers={"origin": OWN})

    assert answer.status_code == 500
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert CANARY not in answer.text + caplog.text
    assert "Traceback" not in caplog.text
    assert "RuntimeError" in caplog.text
    assert "test_edge_holds.py" in caplog.text


def test_a_failure_that_nobody_below_caught_has_its_headers_too(tmp_path, caplog) -> None:
    async def app(_scope: Any, _receive: Any, _send: Any) -> None:
        raise RuntimeError(CANARY)

    answer = asked(tmp_path, "GET", "/nowhere", app=app)

    assert answer.status_code == 500
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert CANARY not in answer.text + caplog.text


def test_a_socket_that_fails_is_logged_without_values(tmp_path, caplog) -> None:
    async def app(_scope: Any, _receive: Any, _send: Any) -> None:
        raise RuntimeError(CANARY)

    async def connect() -> None:
        scope = {
            "type": "websocket",
            "path": "/_event/",
            "query_string": b"token=0c9f3f6e-3bdc-4a39-9a2e-0a6e5fd0a4d1",
            "headers": [(b"host", b"localhost:3000"), (b"origin", OWN.encode())],
            "client": ("127.0.0.1", 1),
        }
        await Edge(app, tmp_path, frozenset())(scope, asyncio.Queue().get, lambda message: None)

    asyncio.run(connect())

    assert CANARY not in caplog.text
    assert "RuntimeError" in caplog.text


@pytest.mark.parametrize(
    "cookie",
    [
        f"qnector_session={KEY}; qnector_session={OTHER}",
        f"qnector_session={OTHER}; a=b; qnector_session={KEY}",
        f"qnector_session=; qnector_session={KEY}",
    ],
)
def test_two_keys_are_none(tmp_path, cookie) -> None:
    """A page on a neighbouring name may have planted one of them."""
    assert asked(tmp_path, "GET", "/whose", headers={"cookie": cookie}).json()[0] == ""


def test_the_same_key_twice_is_that_key(tmp_path) -> None:
    cookie = f"qnector_session={KEY}; qnector_session={KEY}"
    owner = asked(tmp_path, "GET", "/whose", headers={"cookie": cookie}).json()[0]
    assert owner == secrets.sha256_text(KEY)


def test_two_visits_are_none(tmp_path) -> None:
    cookie = "qnector_visit=mine; qnector_visit=theirs; qnector_errand=one"
    found = asked(tmp_path, "GET", "/whose", headers={"cookie": cookie}).json()[1]
    assert found == {"errand": "one"}


def test_under_https_the_plain_names_count_for_nothing(tmp_path) -> None:
    settings.use(public_url="https://localhost:3000")
    cookie = f"qnector_session={OTHER}; __Host-qnector_session={KEY}; qnector_visit=planted"
    owner, others = asked(tmp_path, "GET", "/whose", headers={"cookie": cookie}).json()
    assert (owner, others) == (secrets.sha256_text(KEY), {})


@pytest.mark.parametrize(
    "body", [b"&".join(b"a%d=1" % n for n in range(200)), b"email=a%00b", b"a\x00=1", b"%00=1"]
)
def test_a_form_that_no_page_sends_is_refused(tmp_path, body) -> None:
    answer = posted(tmp_path, body)
    assert (answer.status_code, "Traceback" in answer.text) == (400, False)


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (b"a=1&a=2", {"a": "2"}),
        (b"", {}),
        (b"&&&", {}),
        (b"a", {"a": ""}),
        (b"%ff=%fe", {"\ufffd": "\ufffd"}),
        (b"\xff\xfe", {"\ufffd\ufffd": ""}),
        (b"{}", {"{}": ""}),
    ],
)
def test_a_strange_form_is_read_as_text(tmp_path, body, read) -> None:
    assert posted(tmp_path, body).json() == read
