"""연동 키: what the operator types is posted by a plain form and never passes through a state."""

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from qnector.core import db
from qnector.core.actor import Actor
from qnector.domain.services import rules
from qnector.domain.services import service as services
from qnector.web.doors import forms

SCREEN = "/operator/services"


async def save(request: Request) -> Response:
    """POST /auth/services: a value for each slot of one service; an empty one stays as it is."""
    form = await forms.fields(request)
    asker = await forms.operator_asks(request, SCREEN)
    if isinstance(asker, Response):
        return asker
    given = {name: form[name].strip() for name in rules.BY_NAME if form.get(name, "").strip()}
    if not given:
        at = next((name for name in rules.BY_NAME if name in form), "")
        return forms.see(SCREEN, {"at": at, "error": "nothing"})
    for name, value in given.items():
        if why := rules.problem(name, value):
            return forms.see(SCREEN, {"at": name, "error": why})
    await db.write(_save, asker, given)
    return forms.see(SCREEN, {"saved": next(iter(given)).partition(".")[0]})


routes = [Route("/auth/services", save, methods=["POST"])]


def _save(session: Session, asker: Actor, given: dict[str, str]) -> None:
    for name, value in given.items():
        services.save(session, asker, name, value)
