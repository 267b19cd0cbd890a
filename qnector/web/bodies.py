"""Reading a request to its end before it is answered, so that its connection can go on.

A server that answers before the end cannot use the connection any more, and closes it under the
browser's next request.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from qnector.web import hosts

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
MOST = 64 * 1024  # that may be read although nobody wants it
SECONDS = 5.0


class Body:
    """The body of one request: whoever reads it, and whoever answers without.

    `is_wanted_only`: nothing is read that nobody asked for.
    """

    def __init__(
        self, scope: dict[str, Any], receive: Receive, *, is_wanted_only: bool = False
    ) -> None:
        length = hosts.header(scope["headers"], b"content-length")
        is_measured = length.isascii() and length.isdecimal() and len(length) < 13
        is_chunked = any(name.lower() == b"transfer-encoding" for name, _ in scope["headers"])
        is_small = is_measured and int(length) <= MOST and not is_chunked
        self._may_read = is_small and not is_wanted_only
        self._is_over = not is_chunked and (not length or (is_measured and int(length) == 0))
        self._is_http_1 = str(scope.get("http_version", "1.1")).startswith("1")
        self._receive = receive
        self._turn = asyncio.Lock()

    async def receive(self) -> Any:
        """What comes next, for whoever reads."""
        async with self._turn:
            return await self._next()

    def before(self, send: Send) -> Send:
        """Answer after the end; or say that nothing more can come over this connection."""

        async def sent(message: Any) -> None:
            is_start = message["type"] == "http.response.start"
            if is_start and not await self._reach_the_end() and self._is_http_1:
                closing = (b"connection", b"close")
                message = {**message, "headers": [*message.get("headers", ()), closing]}
            await send(message)

        return sent

    async def _reach_the_end(self) -> bool:
        if self._is_over or not self._may_read:
            return self._is_over
        try:
            async with asyncio.timeout(SECONDS), self._turn:
                while not self._is_over:
                    await self._next()
        except TimeoutError:
            return False
        return True

    async def _next(self) -> Any:
        message = await self._receive()
        if message["type"] != "http.request" or not message.get("more_body"):
            self._is_over = True
        return message
