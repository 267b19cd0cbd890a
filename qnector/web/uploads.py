"""POST /files: the picture of a product, sent by a plain form into a frame beside it.

POST /files/account is one's own 프로필 사진, POST /files/seal the company's 직인.

The frame keeps what is typed around it: nothing is navigated. The picture itself appears over the
live feed; the frame only says in a sentence how it went.
"""

import asyncio
import re
import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, Protocol

from sqlmodel import Session
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from qnector.core import db, files
from qnector.core.actor import Actor
from qnector.core.errors import Invalid, NotAllowed, NotFound, QnectorError, TooMany
from qnector.domain.accounts import pictures, rules
from qnector.domain.catalog import access
from qnector.domain.catalog import service as catalog
from qnector.web import sessions
from qnector.web.doors.pages import css
from qnector.web.doors.turnstile import Turnstile

PATH = "/files"
MOST_AROUND = 64 * 1024  # boundaries and the other fields of the form
AT_ONCE = 2  # a child keeps a core busy for up to some seconds
QUEUE = 10
PATIENCE = 120  # seconds for the body to arrive
SIGNED_OUT = "로그인이 끝났어요. 새로고침한 뒤 다시 로그인해 주세요."
NOTHING = "올릴 이미지를 골라 주세요."
DONE = "이미지를 올렸어요."
ODD = "요청을 읽을 수 없어요. 다시 올려 주세요."

turnstile = Turnstile(AT_ONCE, QUEUE)


class TooLarge(QnectorError):
    """The body went over its limit; it was read to its end and not kept."""

    default = "이미지는 8MB까지 올릴 수 있어요."


STATUS = {Invalid: 422, NotAllowed: 403, NotFound: 404, TooLarge: 413, TooMany: 429}


async def upload_picture(request: Request) -> Response:
    """Fields `product_id` and `picture`. Who may is asked before the body is read."""
    return await _received(request, "products.write", _of_product)


async def upload_own_picture(request: Request) -> Response:
    """Field `picture`: 프로필 사진 of who sends it."""
    return await _received(request, "account.own", _Owned(pictures.set_picture))


async def upload_seal(request: Request) -> Response:
    """Field `picture`: 직인 of the sender's company."""
    return await _received(request, "company.write", _Owned(pictures.set_seal))


async def kept(content: bytes) -> str:
    """Make a stranger's picture anew, a few at once; returns its hash. Raises Invalid, TooMany."""
    async with turnstile.turn():
        return await asyncio.to_thread(_keep_bytes, content)


async def _received(request: Request, permission: str, take: "Take") -> Response:
    owner = request.scope.get("qnector.owner", "")
    who = await sessions.look_up(owner) if owner else None
    if who is None:
        return _said(401, SIGNED_OUT)
    try:
        rules.require_may(who.actor, permission)
        return await _take(request, who.actor, take)
    except QnectorError as refusal:
        return _said(STATUS.get(type(refusal), 503), refusal.sentence)
    except (MultiPartException, ClientDisconnect, TimeoutError):
        return _said(400, ODD)


async def _take(request: Request, actor: Actor, take: "Take") -> Response:
    async with asyncio.timeout(PATIENCE):
        form = await _form(request)
    try:
        given = form.get("picture")
        await take.check(actor, form)
        if not isinstance(given, UploadFile) or not given.size:
            return _said(400, NOTHING)
        if given.size > files.MOST_BYTES:
            raise TooLarge
        async with turnstile.turn():
            sha256 = await asyncio.to_thread(_keep, given)
        await take.keep(actor, form, sha256)
    finally:
        await form.close()
    return _said(200, DONE)


class Take(Protocol):
    """What becomes of a picture: asked before the work is done, and once more when it is."""

    async def check(self, actor: Actor, form: FormData) -> None:
        """Raises NotFound for an owner that the actor does not have."""

    async def keep(self, actor: Actor, form: FormData, sha256: str) -> None:
        """Show the picture that lies under this hash."""


class _Product:
    async def check(self, actor: Actor, form: FormData) -> None:
        await db.read(access.require_own, actor, _number(form.get("product_id")))

    async def keep(self, actor: Actor, form: FormData, sha256: str) -> None:
        await db.write(catalog.set_picture, actor, _number(form.get("product_id")), sha256)


class _Owned:
    """One's own: nothing names whose it is."""

    def __init__(self, verb: Callable[[Session, Actor, str], None]) -> None:
        self._verb = verb

    async def check(self, actor: Actor, form: FormData) -> None:
        """There is nothing to ask."""

    async def keep(self, actor: Actor, form: FormData, sha256: str) -> None:
        await db.write(self._verb, actor, sha256)


_of_product = _Product()


async def _form(request: Request) -> FormData:
    """The fields of a multipart form whose body is counted while it comes. Raises TooLarge."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise MultiPartException(ODD)
    parser = MultiPartParser(
        request.headers, _counted(request), max_files=1, max_fields=4, max_part_size=1024
    )
    return await parser.parse()


async def _counted(request: Request) -> Any:
    """The body, chunk by chunk; too much of it is read to the end and thrown away."""
    most, read = files.MOST_BYTES + MOST_AROUND, 0
    async for chunk in request.stream():
        read += len(chunk)
        if read <= most:
            yield chunk
    if read > most:
        raise TooLarge


def _keep(given: UploadFile) -> str:
    """From the form's own buffer to a file that the child can open."""
    with tempfile.TemporaryDirectory(prefix="qnector-") as folder:
        source = Path(folder) / "upload"
        with source.open("wb") as out:
            while some := given.file.read(64 * 1024):
                out.write(some)
        return files.keep_upload(source)


def _keep_bytes(content: bytes) -> str:
    with tempfile.TemporaryDirectory(prefix="qnector-") as folder:
        source = Path(folder) / "fetched"
        source.write_bytes(content)
        return files.keep_upload(source)


def _number(written: Any) -> int:
    if not isinstance(written, str) or not re.fullmatch(r"[0-9]{1,15}", written):
        raise NotFound("품목을 찾을 수 없어요.")
    return int(written)


_PAGE = """<!doctype html>
<html lang="ko">
<head><meta charset="utf-8"><title>이미지 올리기</title><style>{css}
body{{display:block;min-height:0;padding:0;font-size:13px;background:var(--{tone}-soft)}}
p{{margin:0;padding:8px 12px;color:var(--{tone})}}</style></head>
<body><main style="all:unset"><p role="{role}">{sentence}</p></main></body>
</html>
"""


def _said(status: int, sentence: str) -> Response:
    """One sentence, for a frame of one line."""
    is_good = status == 200
    body = _PAGE.format(
        css=css(),
        tone="ok" if is_good else "bad",
        role="status" if is_good else "alert",
        sentence=escape(sentence),
    )
    return HTMLResponse(body, status)


routes = [
    Route(PATH, upload_picture, methods=["POST"]),
    Route("/files/account", upload_own_picture, methods=["POST"]),
    Route("/files/seal", upload_seal, methods=["POST"]),
]
