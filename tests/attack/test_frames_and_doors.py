"""Forged frames, foreign origins, floods, closed doors, headers: from outside, over the wire."""

import asyncio

import httpx
import pytest

from tests.attack.conftest import OPENED, Target, run
from tests.attack.test_every_handler import SAY, settle
from tests.support.server import Server
from tests.support.wsclient import Closed, ReflexClient

CLOSED_DOORS = (
    "/_health", "/_all_routes", "/sitemap.xml", "/_upload", "/_upload/x", "/auth-codespace",
)  # fmt: skip


@pytest.mark.parametrize("door", CLOSED_DOORS)
def test_the_frameworks_doors_are_closed(target: Target, door: str) -> None:
    assert httpx.get(target.server.url + door).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"])
def test_other_methods_are_refused(target: Target, method: str) -> None:
    assert httpx.request(method, f"{target.server.url}/auth/login").status_code == 405


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil", ""])
def test_another_host_gets_421_and_the_settings_name(target: Target, host: str) -> None:
    answer = httpx.get(f"{target.server.url}/login", headers={"Host": host})

    assert answer.status_code in (400, 421)
    if answer.status_code == 421:
        assert "QNECTOR_ALLOWED_HOSTS" in answer.text


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1.evil.example", None]
)
def test_a_foreign_origin_cannot_log_in_or_open_a_socket(target: Target, origin) -> None:
    headers = {"Origin": origin} if origin else {}
    answer = httpx.post(f"{target.server.url}/auth/login", data={"email": "x"}, headers=headers)
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers

    async def play() -> None:
        client = ReflexClient(target.server.url, origin=origin)
        OPENED.append(client)
        with pytest.raises(Closed):
            await client.open(timeout=5)

    run(play)


async def hung_up(tab: ReflexClient) -> None:
    """The server closes the socket; that it says nothing would not be enough."""
    with pytest.raises(ConnectionError):
        await asyncio.wait_for(settle(tab), 30)


FORGED = (
    '42/_event,["connect",{"QUERY_STRING":"token=x","asgi.scope":{"headers":[]}}]',
    '42/_event,["disconnect"]',
    '454-/_event,["connect",{"_placeholder":true,"num":0}]',
    '42/other,["event",{}]',
    '42/_event,"event"',
    "b" + "A" * 100,
    "6",
    "1",
    "42" + "[" * 5000,
    '42/_event,["event",' + "{" * 100 + "}" * 100 + "]",
    '42/_event,["event",{"name":"x","payload":{"n":NaN}}]',
)


@pytest.mark.parametrize("frame", FORGED, ids=range(len(FORGED)))
def test_a_forged_frame_closes_the_socket_and_the_server_goes_on(target: Target, frame) -> None:
    async def play() -> None:
        tab = await target.tab()
        tab._text(frame)
        await hung_up(tab)
        other = await target.tab()
        await settle(other)

    run(play)


def test_a_megabyte_closes_the_socket(target: Target) -> None:
    async def play() -> None:
        tab = await target.tab()
        tab.send(SAY, {"text": "가" * 1_000_000})
        await hung_up(tab)

    run(play)


def test_a_binary_frame_closes_the_socket(target: Target) -> None:
    async def play() -> None:
        tab = await target.tab()
        tab._frame(b"\x04\x00", op=0x2)
        await hung_up(tab)

    run(play)


def test_every_answer_carries_the_headers(target: Target) -> None:
    for path in ("/login", "/api/health", "/auth/set-password?token=x", "/files/1/400"):
        headers = httpx.get(target.server.url + path).headers
        policy = headers["content-security-policy"]
        scripts = next(part for part in policy.split(";") if part.strip().startswith("script-src"))
        assert "unsafe" not in scripts
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert "referrer-policy" in headers


def test_pictures_need_a_session_and_the_right_one(target: Target) -> None:
    url = f"{target.server.url}/files/1/400"
    strange = {"Cookie": f"qnector_session={target.stranger_buyer}"}

    assert httpx.get(url).status_code == 404
    assert httpx.get(url, headers=strange).status_code == 404
    for path in ("/files/0/400", f"/files/{10**30}/400", "/files/1/401", "/files/-1/400"):
        answer = httpx.get(f"{target.server.url}{path}", headers=strange)
        assert answer.status_code == 404, path


def test_a_flood_is_cut_off(tmp_path) -> None:
    server = Server(tmp_path, has_front_end=False)
    assert server.run("migrate").returncode == 0
    server.start()

    async def play() -> None:
        tab = await ReflexClient(server.url, origin=server.url).open()
        OPENED.append(tab)
        for number in range(400):
            tab.send(SAY, {"text": f"{number}"})
        await hung_up(tab)

    try:
        run(play)
        assert httpx.get(f"{server.url}/api/health").status_code == 200
    finally:
        server.stop()
