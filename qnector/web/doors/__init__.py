"""The doors: what is asked before anybody is signed in, and around it. Plain HTTP routes."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from qnector.web.doors import (
    act_as,
    invite,
    links,
    login,
    pages,
    password,
    recovery,
    register,
    service_keys,
    social,
)


async def style(_request: Request) -> Response:
    """GET /auth/page.css: for the pages that the server writes itself."""
    return Response(pages.css(), media_type="text/css")


routes: list[BaseRoute] = [
    *login.routes,
    *links.routes,
    *register.routes,
    *act_as.routes,
    *invite.routes,
    *password.routes,
    *social.routes,
    *recovery.routes,
    *service_keys.routes,
    Route("/auth/page.css", style, methods=["GET"]),
]
