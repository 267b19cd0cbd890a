"""프로필 사진 and 직인 over HTTP: who sends, who sees."""

import asyncio
import dataclasses
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from qnector.core import db
from qnector.core.errors import Invalid, NotAllowed, TooMany
from qnector.domain.accounts import pictures
from qnector.outside import fetch
from qnector.web import files, uploads
from qnector.web.account import picture_fetch
from qnector.web.edge import Edge
from qnector.web.pace import Pace
from tests.support.pictures import HTML, image, moving
from tests.web.conftest import Keys
from tests.world import World

OWN = "http://localhost:3000"
GOOD = image("PNG", (60, 40))


@pytest.fixture
def edge(tmp_path) -> Edge:
    return Edge(Starlette(routes=[*files.routes, *uploads.routes]), tmp_path, {})


def ask(edge: Edge, key: str, method: str, path: str, **sent: Any) -> httpx.Response:
    async def _ask() -> httpx.Response:
        transport = httpx.ASGITransport(edge)
        cookies = {"qnector_session": key} if key else {}
        async with httpx.AsyncClient(transport=transport, base_url=OWN, cookies=cookies) as client:
            return await client.request(method, path, **sent)

    return asyncio.run(_ask())


def send(edge: Edge, key: str, path: str, content: bytes = GOOD, origin: str = OWN) -> Any:
    given = {"picture": ("사진.png", content, "image/png")}
    return ask(edge, key, "POST", path, files=given, headers={"origin": origin})


def test_a_picture_is_sent_and_seen(edge: Edge, keys: Keys, market: World) -> None:
    answer = send(edge, keys.buyer, "/files/account")
    assert (answer.status_code, "이미지를 올렸어요." in answer.text) == (200, True)
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]

    url = files.account_picture_url(db.read_now(pictures.own_picture, market.buyer), 120)
    for key, status in (
        (keys.buyer, 200),
        (keys.buyer_staff, 200),
        (keys.seller, 404),
        (keys.stranger, 404),
        (keys.operator, 404),
        ("", 404),
    ):
        seen = ask(edge, key, "GET", url)
        assert seen.status_code == status
    assert ask(edge, keys.buyer, "GET", url).headers["content-type"] == "image/webp"


def test_an_operator_has_a_picture_too(edge: Edge, keys: Keys, market: World) -> None:
    assert send(edge, keys.operator, "/files/account").status_code == 200
    url = files.account_picture_url(db.read_now(pictures.own_picture, market.operator))
    assert ask(edge, keys.operator, "GET", url).status_code == 200


def test_the_seal_is_the_owners_and_partners_see_it(edge, keys: Keys, market: World) -> None:
    for key, status in (
        (keys.seller_staff, 403),
        (keys.operator, 403),
        ("", 401),
        (keys.seller, 200),
    ):
        assert send(edge, key, "/files/seal").status_code == status
    url = files.account_picture_url(db.read_now(pictures.own_seal, market.seller))
    for key, status in ((keys.seller_staff, 200), (keys.buyer, 200), (keys.stranger, 404)):
        assert ask(edge, key, "GET", url).status_code == status


@pytest.mark.parametrize("path", ["/files/account", "/files/seal"])
@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 400),
        (HTML, 422),
        (moving("WEBP"), 422),
        (GOOD[:60], 422),
        (GOOD + bytes(9 << 20), 413),
    ],
)
def test_what_is_no_picture_is_not_kept(edge, keys, market, path, content, status: int) -> None:
    assert send(edge, keys.buyer, path, content).status_code == status
    assert db.read_now(pictures.own_picture, market.buyer) is None
    assert db.read_now(pictures.own_seal, market.buyer) is None


@pytest.mark.parametrize("path", ["/files/account", "/files/seal"])
def test_another_site_cannot_send_one(edge: Edge, keys: Keys, market: World, path: str) -> None:
    assert send(edge, keys.buyer, path, origin="http://evil.test").status_code == 403


@pytest.mark.parametrize("path", ["0/120", "1/121", "999999/120", f"{2**60}/120", "x/120"])
def test_what_is_not_there_is_not_found(edge: Edge, keys: Keys, market: World, path: str) -> None:
    send(edge, keys.buyer, "/files/account")
    assert ask(edge, keys.buyer, "GET", f"/files/account/{path}").status_code == 404


@pytest.fixture
def world_outside(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the internet answers; nobody has asked it yet."""
    answers: dict[str, Any] = {"content": GOOD, "asked": []}

    async def picture(url: str) -> bytes:
        answers["asked"].append(url)
        if isinstance(answers["content"], Exception):
            raise answers["content"]
        return answers["content"]

    monkeypatch.setattr(fetch, "picture", picture)
    monkeypatch.setattr(picture_fetch, "pace", Pace(burst=5, rate=0))
    return answers


def test_a_picture_comes_from_an_address(market: World, world_outside) -> None:
    asyncio.run(picture_fetch.take(market.buyer, "https://pictures.test/a.png"))
    assert db.read_now(pictures.own_picture, market.buyer) is not None


@pytest.mark.parametrize("content", [HTML, GOOD[:60], fetch.Refused(fetch.NOT_PUBLIC)])
def test_what_comes_and_is_no_picture_is_refused(market, world_outside, content: Any) -> None:
    world_outside["content"] = content
    with pytest.raises(Invalid):
        asyncio.run(picture_fetch.take(market.buyer, "https://pictures.test/a.png"))
    assert db.read_now(pictures.own_picture, market.buyer) is None


def test_nobody_knocks_at_others_without_end(market: World, world_outside) -> None:
    async def knock() -> None:
        for _ in range(6):
            await picture_fetch.take(market.buyer, "https://pictures.test/a.png")

    with pytest.raises(TooMany):
        asyncio.run(knock())
    assert len(world_outside["asked"]) == 5


def test_an_operator_who_acts_for_somebody_asks_nothing(market: World, world_outside) -> None:
    acting = dataclasses.replace(market.buyer, acting_operator_id=market.operator.user_id)
    with pytest.raises(NotAllowed):
        asyncio.run(picture_fetch.take(acting, "https://pictures.test/a.png"))
    with pytest.raises(Invalid):
        asyncio.run(picture_fetch.take(market.buyer, ""))
    assert world_outside["asked"] == []
