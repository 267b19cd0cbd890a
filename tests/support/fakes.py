"""The pretended services as real HTTP servers on loopback, in this process: tests steer them."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType

import httpx
from granian.constants import Interfaces
from granian.server.embed import Server

from qnector.fakes import google, juso, kakao, nts
from qnector.fakes.faults import Fake
from tests.support.server import free_port

SECONDS = 10


@dataclass(frozen=True)
class Running:
    """One pretended service: where it is, its key, and how to make it fail."""

    url: str
    key: str
    fake: Fake

    def fail(self, *faults: str) -> None:
        """Fail like this next: an HTTP status, "html", "slow"."""
        self.fake.faults.extend(faults)


@contextmanager
def running(module: ModuleType) -> Iterator[Running]:
    """Serve a module of `qnector.fakes` until the end of the block."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    module.fake.reset()
    ready: list[tuple[asyncio.AbstractEventLoop, Server]] = []

    async def serve() -> None:
        server = Server(
            module.make(),
            address="127.0.0.1",
            port=port,
            interface=Interfaces.ASGI,
            websockets=False,
            log_enabled=False,
        )
        ready.append((asyncio.get_running_loop(), server))
        await server.serve()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    _wait(f"{url}/__fake__/state")
    try:
        yield Running(url, getattr(module, "KEY", ""), module.fake)
    finally:
        loop, server = ready[0]
        loop.call_soon_threadsafe(server.stop)
        thread.join(SECONDS)
        module.fake.reset()


@contextmanager
def business() -> Iterator[tuple[Running, Running]]:
    """국세청 and 도로명주소 together: what 회원가입 asks."""
    with running(nts) as tax_office, running(juso) as addresses:
        yield tax_office, addresses


def environment(tax_office: Running, addresses: Running) -> dict[str, str]:
    """What a server is started with to ask them."""
    return {
        "NTS_KEY": tax_office.key,
        "NTS_BASE_URL": tax_office.url,
        "JUSO_KEY": addresses.key,
        "JUSO_BASE_URL": addresses.url,
    }


@contextmanager
def social() -> Iterator[dict[str, str]]:
    """Google and Kakao: what a server is started with to lead there."""
    with running(google) as at_google, running(kakao) as at_kakao:
        yield {
            "GOOGLE_CLIENT_ID": google.CLIENT_ID,
            "GOOGLE_CLIENT_SECRET": google.SECRET,
            "GOOGLE_BASE_URL": at_google.url,
            "KAKAO_CLIENT_ID": kakao.CLIENT_ID,
            "KAKAO_CLIENT_SECRET": kakao.SECRET,
            "KAKAO_BASE_URL": at_kakao.url,
            "KAKAO_API_BASE_URL": at_kakao.url,
        }


def _wait(url: str) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        try:
            httpx.get(url, timeout=1)
            return
        except httpx.HTTPError:
            time.sleep(0.02)
    raise RuntimeError(f"{url} did not answer")
