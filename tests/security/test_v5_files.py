"""Chapter 5: files. Statements 29 to 32."""

import socket
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import files
from qnector.core.actor import Side
from qnector.domain.catalog.models import Picture
from tests.security.conftest import BUYER, HOST, ORIGIN, SELLER, STRANGER, Shop
from tests.support import probes
from tests.support.pictures import HTML, SVG, bomb, image, lying_on_its_side

GOOD = image("JPEG", (60, 40))
NAMES = (
    "../../../../tmp/evil.png", "..\\..\\evil.png", "/etc/cron.d/evil", "a\x00.png", "쌀.png",
    "." * 300, "CON", "x.php;.png", "%2e%2e%2fevil.png",
)  # fmt: skip


def send(shop: Shop, key: str, content: bytes = GOOD, name: str = "x.png", product: object = 1):
    return shop.post(
        "/files",
        {"product_id": str(product)},
        files={"picture": (name, content, "image/png")},
        key=key,
    )


def everything(shop: Shop) -> set[Path]:
    """Every kept picture, and every file around the data folder that a trick could make."""
    folder = shop.server.data_dir
    places = ((folder / "files").rglob("*"), folder.rglob("*evil*"), folder.parent.glob("*"))
    return {path for some in places for path in some if path.is_file()}


def test_s29_an_upload_without_a_session_is_refused_before_it_is_sent(shop: Shop) -> None:
    """Only the head of the request is sent: the answer does not wait for the body."""
    probes.tried()
    head = (
        f"POST /files HTTP/1.1\r\nHost: {HOST}\r\nOrigin: {ORIGIN}\r\nContent-Length: 8000000\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nX-Forwarded-Proto: https\r\n\r\n--x"
    )
    with socket.create_connection(("127.0.0.1", shop.server.port), timeout=10) as wire:
        wire.sendall(head.encode())
        assert wire.recv(64).split()[1] == b"401"


@pytest.mark.parametrize("who", [BUYER, STRANGER, ""])
def test_s29_another_sessions_upload_is_refused(shop: Shop, who: str) -> None:
    before = everything(shop)
    key = shop.sign_in(who, Side.SELLER if who == STRANGER else None) if who else "A" * 43
    assert send(shop, key).status_code in (401, 403, 404)
    assert everything(shop) == before


def test_s29_the_frameworks_own_upload_is_closed(shop: Shop) -> None:
    answer = shop.post("/_upload", files={"x": b"x"}, key=shop.sign_in(SELLER))
    assert answer.status_code == 404


def test_s29_what_is_too_large_is_not_kept(shop: Shop) -> None:
    before = everything(shop)
    answer = send(shop, shop.sign_in(SELLER), GOOD + b"\0" * (9 * 1024 * 1024))
    assert answer.status_code == 413
    assert everything(shop) == before


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_s30_a_file_name_leads_nowhere(shop: Shop, name: str) -> None:
    before = everything(shop)
    answer = send(shop, shop.sign_in(SELLER), image("PNG", (9, 9)), name)
    assert answer.status_code in (200, 400)
    new = everything(shop) - before
    assert all(path.parent.parent == shop.server.data_dir / "files" for path in new)
    assert all(path.suffix == ".webp" for path in new)


@pytest.mark.parametrize(
    "content", [SVG, HTML, b"GIF89a" + b"\0" * 99, b"%PDF-1.7", b"PK\x03\x04", bomb(), b"\xff\xd8"],
    ids=["svg", "html", "gif", "pdf", "zip", "bomb", "half"],
)  # fmt: skip
def test_s31_what_is_no_picture_is_not_kept(shop: Shop, content: bytes) -> None:
    before = everything(shop)
    assert send(shop, shop.sign_in(SELLER), content).status_code in (400, 422)
    assert everything(shop) == before


def test_s31_only_a_picture_made_anew_is_kept_without_place_or_script(shop: Shop) -> None:
    polyglot = lying_on_its_side() + b"<script>alert(1)</script>"
    before = everything(shop)
    assert send(shop, shop.sign_in(SELLER), polyglot).status_code == 200
    new = everything(shop) - before
    assert len(new) == len(files.SIZES)
    for path in new:
        content = path.read_bytes()
        with Image.open(path) as picture:
            assert picture.format == "WEBP"
            assert not picture.getexif()
        assert not any(one in content for one in (b"<script", b"Exif", b"GPS"))


def test_s32_another_company_cannot_fetch_a_picture(shop: Shop) -> None:
    seller = shop.sign_in(SELLER)
    assert send(shop, seller).status_code == 200
    path = f"/files/{max(shop.read(_ids))}/400"
    assert shop.get(path, key=seller).status_code == 200
    assert shop.get(path, key=shop.sign_in(BUYER)).status_code == 200  # it buys there
    for key in ("", "A" * 43, shop.sign_in(STRANGER), shop.sign_in(STRANGER, Side.SELLER)):
        answer = shop.get(path, key=key)
        assert (answer.status_code, answer.content) == (404, b"")


def _ids(session: Session) -> list[int]:
    return list(session.execute(select(Picture.id)).scalars())
