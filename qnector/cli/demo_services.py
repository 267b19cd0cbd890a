"""`demo-services`: every outside service, pretended, on loopback ports, and what to set for them.

For trying things out and for tests. The app itself never imports a fake; it is told where they
are by the environment, as it would be told where the real ones are.
"""

import asyncio
import socket
from dataclasses import dataclass
from types import ModuleType

from granian.constants import Interfaces
from granian.server.embed import Server

from qnector.core.settings import Misconfigured
from qnector.fakes import google, juso, kakao, nts

HOST = "127.0.0.1"
FIRST_PORT = 8801


@dataclass(frozen=True, slots=True)
class Pretended:
    """One fake over HTTP: which settings name its address, and which keys it accepts."""

    module: ModuleType
    addresses: tuple[str, ...]
    keys: dict[str, str]


SERVICES = (
    Pretended(nts, ("NTS_BASE_URL",), {"NTS_KEY": nts.KEY}),
    Pretended(juso, ("JUSO_BASE_URL",), {"JUSO_KEY": juso.KEY}),
    Pretended(
        google,
        ("GOOGLE_BASE_URL",),
        {"GOOGLE_CLIENT_ID": google.CLIENT_ID, "GOOGLE_CLIENT_SECRET": google.SECRET},
    ),
    Pretended(
        kakao,
        ("KAKAO_BASE_URL", "KAKAO_API_BASE_URL"),
        {"KAKAO_CLIENT_ID": kakao.CLIENT_ID, "KAKAO_CLIENT_SECRET": kakao.SECRET},
    ),
)


def run(first_port: int = FIRST_PORT) -> int:
    """Serve until interrupted."""
    ports = {one.module: first_port + number for number, one in enumerate(SERVICES)}
    for port in ports.values():
        _check(port)
    print("Pretended services, for demo and tests only. Start the app with:\n", flush=True)
    for line in environment(ports):
        print(f"  {line}", flush=True)
    print("\nCtrl+C stops them.", flush=True)
    try:
        asyncio.run(_serve(ports))
    except KeyboardInterrupt:
        print()
    return 0


def environment(ports: dict[ModuleType, int]) -> list[str]:
    """The lines that make an app ask the fakes; they work only with QNECTOR_DEMO=1."""
    lines = ["QNECTOR_DEMO=1"]
    for one in SERVICES:
        lines += [f"{name}=http://{HOST}:{ports[one.module]}" for name in one.addresses]
        lines += [f"{name}={value}" for name, value in one.keys.items()]
    return lines


def _check(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as failure:
            raise Misconfigured(
                f"Port {port} on {HOST} cannot be used: {failure.strerror}."
                " Choose others: demo-services --port N"
            ) from failure


async def _serve(ports: dict[ModuleType, int]) -> None:
    await asyncio.gather(
        *(
            Server(
                one.module.make(),
                address=HOST,
                port=ports[one.module],
                interface=Interfaces.ASGI,
                websockets=False,
                log_enabled=False,
            ).serve()
            for one in SERVICES
        )
    )
