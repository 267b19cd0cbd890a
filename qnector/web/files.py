"""GET /files/<id>/<size>: pictures, for who may look at their owner."""

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from qnector.core import db, files
from qnector.core.errors import NotFound
from qnector.domain.catalog import access
from qnector.web import sessions
from qnector.web.args import MOST_ID

FOREVER = "private, max-age=31536000, immutable"


def picture_url(picture_id: int | None, size: int = 400) -> str:
    """The address of a picture, or "" for none."""
    return f"/files/{picture_id}/{size}" if picture_id else ""


async def picture(request: Request) -> Response:
    """One picture in one of its sizes; what one may not see is not there."""
    owner = request.scope.get("qnector.owner", "")
    who = await sessions.look_up(owner) if owner else None
    size = request.path_params["size"]
    picture_id = request.path_params["picture_id"]
    if who is None or size not in files.SIZES or picture_id > MOST_ID:
        return Response(status_code=404)
    try:
        sha256 = await db.read(access.picture, who.actor, picture_id)
    except NotFound:
        return Response(status_code=404)
    path = files.path_of(sha256, size)
    if not path.is_file():
        return Response(status_code=404)
    return FileResponse(path, media_type="image/webp", headers={"cache-control": FOREVER})


routes = [Route("/files/{picture_id:int}/{size:int}", picture, methods=["GET"])]
