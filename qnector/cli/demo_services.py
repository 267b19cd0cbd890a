"""`demo-services`: every outside service, pretended, on loopback ports, and what to set for them.

For trying things out and for tests. The app itself never imports a fake; it is told where they
are by the environment, as it would be told where the real ones are.
"""

import asyncio
import os
import signal
import socket
from dataclasses import dataclass
from types import ModuleType
from typing import Any

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


NO_MAIL = """\
No mail server: it needs aiosmtpd, which is installed for development only. To have one:
  .venv/bin/python -m pip install --require-hashes -r requirements-dev.txt
"""


def run(first_port: int = FIRST_PORT) -> int:
    """Serve until interrupted."""
    ports = {one.module: first_port + number for number, one in enumerate(SERVICES)}
    smtp = mail_server()
    # The mail server has two: one for mails, one by which a test controls it.
    mail_ports = (first_port + len(SERVICES), first_port + len(SERVICES) + 1)
    for port in (*ports.values(), *(mail_ports if smtp else ())):
        _check(port)
    print("Pretended services, for demo and tests only. Start the app with:\n", flush=True)
    for line in environment(ports):
        print(f"  {line}", flush=True)
    if smtp:
        print(f"  SMTP_URL=smtp://{HOST}:{mail_ports[0]}", flush=True)
        print(f"\nWhat was mailed: http://{HOST}:{mail_ports[1]}/__fake__/state", flush=True)
    else:
        print(f"\n{NO_MAIL}", flush=True)
    print("\nCtrl+C stops them.", flush=True)
    try:
        asyncio.run(_serve(ports, smtp, mail_ports))
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


def mail_server() -> Any:
    """The fake mail server, or None where aiosmtpd is not installed."""
    try:
        from qnector.fakes import smtp
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "aiosmtpd":
            raise
        return None
    return smtp


async def _serve(ports: dict[ModuleType, int], smtp: Any, mail_ports: tuple[int, int]) -> None:
    apps = [(one.module.make(), ports[one.module]) for one in SERVICES]
    if smtp:
        await smtp.listen(smtp.fake, HOST, mail_ports[0])
        apps.append((smtp.make(), mail_ports[1]))
    servers = [
        Server(
            app,
            address=HOST,
            port=port,
            interface=Interfaces.ASGI,
            websockets=False,
            log_enabled=False,
        )
        for app, port in apps
    ]

    def stop() -> None:
        for server in servers:
            server.stop()

    # Cancelled, granian leaves its threads behind, which may keep the process from ending.
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop)
    await asyncio.gather(*(server.serve() for server in servers))
    # They let go of Python's objects a moment after they have stopped. If Python is ending by then
    # it aborts, so it does not end: there is nothing to tidy up.
    print(flush=True)
    os._exit(0)
