"""GET /files/<id>/<size>: pictures, for who may look at their owner.

/files/account/<id>/<size> are those of people and companies: 프로필 사진, 직인.
"""

from collections.abc import Callable

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from qnector.core import db, files
from qnector.core.actor import Actor
from qnector.core.errors import NotFound
from qnector.domain.accounts import pictures
from qnector.domain.accounts.pictures import Shown
from qnector.domain.catalog import access
from qnector.domain.connections import access as connections
from qnector.web import sessions, urls
from qnector.web.args import MOST_ID

FOREVER = "private, max-age=31536000, immutable"


def picture_url(picture_id: int | None, size: int = 400) -> str:
    """The address of a picture, or "" for none."""
    return f"/files/{picture_id}/{size}" if picture_id else ""


def account_picture_url(shown: Shown | None, size: int = 400) -> str:
    """The address of 프로필 사진 or 직인, or "" for none."""
    path = f"/files/account/{shown.id}/{size}" if shown else ""
    return urls.build(path, {"v": shown.version}) if shown else ""


async def picture(request: Request) -> Response:
    """A product's picture in one of its sizes; what one may not see is not there."""
    return await _answer(request, access.picture)


async def account_picture(request: Request) -> Response:
    """A person's picture or a company's seal."""
    return await _answer(request, _of_account)


def _of_account(session: Session, asker: Actor, picture_id: int) -> str:
    partners = connections.partner_ids(session, asker)
    return pictures.picture(session, asker, picture_id, partners=partners)


async def _answer(request: Request, find: Callable[[Session, Actor, int], str]) -> Response:
    owner = request.scope.get("qnector.owner", "")
    who = await sessions.look_up(owner) if owner else None
    size = request.path_params["size"]
    picture_id = request.path_params["picture_id"]
    if who is None or size not in files.SIZES or picture_id > MOST_ID:
        return Response(status_code=404)
    try:
        sha256 = await db.read(find, who.actor, picture_id)
    except NotFound:
        return Response(status_code=404)
    path = files.path_of(sha256, size)
    if not path.is_file():
        return Response(status_code=404)
    return FileResponse(path, media_type="image/webp", headers={"cache-control": FOREVER})


routes = [
    Route("/files/{picture_id:int}/{size:int}", picture, methods=["GET"]),
    Route("/files/account/{picture_id:int}/{size:int}", account_picture, methods=["GET"]),
]
