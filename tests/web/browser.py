"""A browser for the doors: posts forms and keeps its cookies."""

from pathlib import Path

import httpx
from starlette.applications import Starlette

from qnector.core import secrets
from qnector.web import doors, sessions
from qnector.web.edge import Edge

OWN = "http://localhost:3000"
PASSWORD = "correct horse battery"
HASH = secrets.hash_password(PASSWORD, cost=4)
EMAIL = "owner@hanbit.test"


class Browser:
    """Posts forms and keeps its cookie, as a browser does."""

    def __init__(self, folder: Path, base: str = OWN) -> None:
        edge = Edge(Starlette(routes=doors.routes), folder, frozenset())
        transport = httpx.ASGITransport(edge, client=("10.0.0.9", 1))
        self.client = httpx.AsyncClient(transport=transport, base_url=base)
        self.base = base
        secure = "__Host-" if base.startswith("https") else ""
        self.cookie_name = f"{secure}qnector_session"

    async def post(self, path: str, **form: str) -> httpx.Response:
        return await self.client.post(path, data=form, headers={"origin": self.base})

    async def log_in(self, email: str = EMAIL, password: str = PASSWORD, **more: str):
        return await self.post("/auth/login", email=email, password=password, **more)

    @property
    def key(self) -> str:
        return self.client.cookies.get(self.cookie_name, "")

    async def who(self) -> sessions.Who | None:
        key = self.key
        return await sessions.look_up(secrets.sha256_text(key)) if key else None
