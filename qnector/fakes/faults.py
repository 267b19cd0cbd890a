"""What a test can tell every fake, under /__fake__/: reset, fail_next, state."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

SLOW_SECONDS = 30.0


@dataclass
class Fake:
    """A pretended service: its routes, what it was asked, and how it shall fail next."""

    name: str
    asked: list[Any] = field(default_factory=list)
    faults: deque[str] = field(default_factory=deque)

    def reset(self) -> None:
        """As it was at the start."""
        self.asked.clear()
        self.faults.clear()

    async def fault(self) -> Response | None:
        """How to fail now: an HTTP status, "html" for a page of somebody between, "slow", "" to
        answer this once, or a word that stands in the answer as 국세청's `status_code`."""
        if not self.faults:
            return None
        fault = self.faults.popleft()
        if not fault:
            return None
        if fault == "html":
            return Response("<html>gateway</html>", 200, media_type="text/html")
        if fault == "slow":
            await asyncio.sleep(SLOW_SECONDS)
            return None
        if not fault.isdecimal():
            return JSONResponse({"status_code": fault})
        return PlainTextResponse("fault", int(fault))

    def app(self, *routes: BaseRoute) -> Starlette:
        """The service with the routes by which a test controls it."""
        return Starlette(
            routes=[
                *routes,
                Route("/__fake__/reset", self._reset, methods=["POST"]),
                Route("/__fake__/fail_next", self._fail_next, methods=["POST"]),
                Route("/__fake__/state", self._state, methods=["GET"]),
            ]
        )

    async def _reset(self, request: Request) -> Response:
        self.reset()
        return JSONResponse({})

    async def _fail_next(self, request: Request) -> Response:
        self.faults.extend(str(one) for one in (await request.json())["faults"])
        return JSONResponse({"waiting": len(self.faults)})

    async def _state(self, request: Request) -> Response:
        return JSONResponse({"asked": self.asked, "faults": list(self.faults)})
