"""POST /files, through the edge: whose picture, of what, and how much of it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from qnector.core import db, files
from qnector.core.actor import Side
from qnector.domain.catalog import queries
from qnector.web import uploads
from qnector.web.edge import Edge
from tests.support.pictures import HTML, SVG, bomb, image, lying_on_its_side, moving
from tests.web.conftest import Keys, sign_in
from tests.world import World

OWN = "http://localhost:3000"
GOOD = image("JPEG", (60, 40))


@pytest.fixture
def edge(tmp_path) -> Edge:
    return Edge(Starlette(routes=uploads.routes), tmp_path, {})


def post(edge: Edge, key: str, *, origin: str = OWN, **sent: Any) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(edge)
        cookies = {"qnector_session": key} if key else {}
        async with httpx.AsyncClient(transport=transport, base_url=OWN, cookies=cookies) as client:
            return await client.post("/files", headers={"origin": origin}, **sent)

    return asyncio.run(ask())


def send(edge: Edge, key: str, product_id: object, content: bytes = GOOD, **more: Any) -> Any:
    """As a browser's form would."""
    return post(
        edge,
        key,
        data={"product_id": str(product_id)},
        files={"picture": ("사진.png", content, "image/png")},
        **more,
    )


def picture_of(market: World, product_id: int) -> int | None:
    actor = market.owner_of(product_id)
    return db.read_now(queries.product, actor, product_id).given.picture_id


def test_it_shows_the_picture(edge: Edge, keys: Keys, market: World) -> None:
    answer = send(edge, keys.seller, market.rice)

    assert answer.status_code == 200
    assert "이미지를 올렸어요." in answer.text
    assert picture_of(market, market.rice) is not None


def test_the_answer_may_stand_in_a_frame_of_ours_only(edge: Edge, keys: Keys, market) -> None:
    for answer in (send(edge, keys.seller, market.rice), send(edge, "", market.rice)):
        policy = answer.headers["content-security-policy"]
        assert "frame-ancestors 'self'" in policy
        assert "script-src 'self'" in policy
        assert answer.headers["x-frame-options"] == "SAMEORIGIN"
        assert answer.headers["cache-control"] == "no-store"


def test_a_second_picture_takes_the_place_of_the_first(edge: Edge, keys: Keys, market) -> None:
    send(edge, keys.seller, market.rice)
    first = picture_of(market, market.rice)
    send(edge, keys.seller, market.rice, lying_on_its_side())

    assert picture_of(market, market.rice) not in (first, None)


@pytest.mark.parametrize(
    ("content", "status", "sentence"),
    [
        (b"", 400, "골라 주세요"),
        (SVG, 422, "PNG, JPG, WEBP"),
        (HTML, 422, "PNG, JPG, WEBP"),
        (image("GIF"), 422, "PNG, JPG, WEBP"),
        (moving("WEBP"), 422, "움직이는"),
        (GOOD[:300], 422, "열 수 없어요"),
        (bomb(), 422, "4,000만 화소"),
        (GOOD + bytes(files.MOST_BYTES), 413, "8MB까지"),
        (GOOD + bytes(9 * 1024 * 1024), 413, "8MB까지"),
        (GOOD + bytes(20 * 1024 * 1024), 413, "8MB까지"),
        (GOOD + bytes(33 * 1024 * 1024), 413, "너무 커요"),
    ],
)
def test_it_says_why_a_picture_is_not_taken(
    edge: Edge, keys: Keys, market: World, content: bytes, status: int, sentence: str
) -> None:
    answer = send(edge, keys.seller, market.rice, content)

    assert (answer.status_code, sentence in answer.text) == (status, True), answer.text
    assert picture_of(market, market.rice) is None
    assert list(files.folder().glob("**/*")) == []


@pytest.mark.parametrize(
    ("who", "status"), [("", 401), ("buyer", 403), ("operator", 403), ("seller_staff", 403)]
)
def test_it_is_for_managers_of_sellers(
    edge: Edge, keys: Keys, market: World, who: str, status: int
) -> None:
    answer = send(edge, getattr(keys, who) if who else "", market.rice)

    assert answer.status_code == status
    assert picture_of(market, market.rice) is None


def test_who_may_not_is_told_before_the_body_is_read(edge: Edge, keys: Keys, market) -> None:
    read: list[int] = []

    async def body() -> AsyncIterator[bytes]:
        for _ in range(5):
            read.append(1)
            yield bytes(1000)

    async def ask(key: str) -> int:
        scope_client = httpx.AsyncClient(transport=httpx.ASGITransport(edge), base_url=OWN)
        async with scope_client as client:
            headers = {"origin": OWN, "content-length": "5000", "cookie": f"qnector_session={key}"}
            return (await client.post("/files", headers=headers, content=body())).status_code

    for key, status in ((keys.buyer, 403), ("x" * 43, 401)):
        assert asyncio.run(ask(key)) == status
    assert read == []


def test_a_strangers_product_is_not_there(edge: Edge, keys: Keys, market: World) -> None:
    stranger = db.write_now(sign_in, "owner@stranger.test", Side.SELLER)

    for key, product in ((keys.seller, market.laptop), (stranger, market.rice)):
        answer = send(edge, key, product)
        assert answer.status_code == 404
        assert picture_of(market, product) is None
    assert list(files.folder().glob("**/*.webp")) == []


@pytest.mark.parametrize("wrong", ["", "0", "-1", "1.0", "9" * 30, "one", "1 OR 1=1", "١"])
def test_a_product_that_is_none_is_not_there(edge: Edge, keys, market, wrong: str) -> None:
    assert send(edge, keys.seller, wrong).status_code == 404


@pytest.mark.parametrize("origin", ["", "null", "http://evil.test", "https://localhost:3000.evil"])
def test_it_refuses_posts_of_other_sites(edge: Edge, keys: Keys, market, origin: str) -> None:
    assert send(edge, keys.seller, market.rice, origin=origin).status_code == 403
    assert picture_of(market, market.rice) is None


@pytest.mark.parametrize(
    "sent",
    [
        {"content": b""},
        {"json": {"product_id": 1}},
        {"data": {"product_id": "1", "picture": "text"}},
        {"files": [("picture", ("a.png", GOOD)), ("picture", ("b.png", GOOD))]},
        {"files": {"other": ("a.png", GOOD)}},
        {"files": {"picture": ("a.png", GOOD)}},
        {"data": {str(n): "x" for n in range(9)}, "files": {"picture": ("a.png", GOOD)}},
        {"data": {"product_id": "1" * 2000}, "files": {"picture": ("a.png", GOOD)}},
        {"content": b"--x\r\nbroken", "headers": {"content-type": "multipart/form-data"}},
    ],
)
def test_it_refuses_what_is_no_form_of_ours(edge: Edge, keys: Keys, market, sent) -> None:
    sent = dict(sent)
    headers = {"origin": OWN, **sent.pop("headers", {})}

    async def ask() -> httpx.Response:
        cookies = {"qnector_session": keys.seller}
        transport = httpx.ASGITransport(edge)
        async with httpx.AsyncClient(transport=transport, base_url=OWN, cookies=cookies) as client:
            return await client.post("/files", headers=headers, **sent)

    answer = asyncio.run(ask())

    assert answer.status_code in (400, 404)
    assert picture_of(market, market.rice) is None


def test_only_a_post_is_known(edge: Edge, keys: Keys) -> None:
    async def ask() -> int:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(edge), base_url=OWN) as client:
            return (await client.get("/files")).status_code

    assert asyncio.run(ask()) == 405
