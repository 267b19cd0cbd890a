"""A server as it stands behind TLS, with its usual limits, and the people of the market.

The statements are checked from outside wherever they can be: as a browser or an attacker would.
"""

import asyncio
import shutil
import uuid
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import clock, db, secrets, settings
from qnector.core.actor import Side
from qnector.core.settings import Settings
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import User
from qnector.web import sessions
from tests.support import probes
from tests.support.server import SECRET, Server
from tests.support.wsclient import ReflexClient

T = TypeVar("T")
HOST = "shop.example"
ORIGIN = f"https://{HOST}"
BUYER, SELLER, STRANGER = "owner@hanbit.test", "owner@bada.test", "owner@stranger.test"
OPERATOR = "operator@qnector.test"
PASSWORD = "긴 비밀번호 하나, 띄어쓰기도 됨"
_addresses = count(1)
CLIENT = httpx.Client(timeout=20, verify=False)


@dataclass
class Shop:
    """The running server, spoken to as a browser behind the proxy speaks."""

    server: Server
    opened: list[ReflexClient] = field(default_factory=list)

    def ask(self, method: str, path: str, *, key: str = "", **more: Any) -> httpx.Response:
        """One request from an address of its own."""
        probes.tried()
        given = {**headers(key), **more.pop("headers", {})}
        kept = {name: value for name, value in given.items() if value is not None}
        url = self.server.url + path
        answer = CLIENT.request(method, url, headers=kept, **more)
        CLIENT.cookies.clear()
        return answer

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.ask("GET", path, **more)

    def post(self, path: str, data: Any = None, **more: Any) -> httpx.Response:
        """A form of our own page."""
        sent = {"Origin": ORIGIN, **more.pop("headers", {})}
        return self.ask("POST", path, data=data, headers=sent, **more)

    def log_in(self, email: str, password: str = PASSWORD, **more: Any) -> httpx.Response:
        return self.post("/auth/login", {"email": email, "password": password}, **more)

    def sign_in(self, email: str, side: Side | None = None, **changes: Any) -> str:
        """A session's key, made in the database; `changes` are columns of the session."""
        return self.write(_start, email, side, changes)

    async def tab(self, key: str = "", **more: Any) -> ReflexClient:
        """A browser tab of somebody; no key, nobody."""
        given = {**headers(key), **more.pop("headers", {})}
        client = ReflexClient(
            self.server.url,
            page=more.pop("page", "/orders"),
            token=more.pop("token", str(uuid.uuid4())),
            origin=more.pop("origin", ORIGIN),
            headers=given,
            keep=True,
            **more,
        )
        self.opened.append(client)
        return await client.open(timeout=60)

    def play(self, scene: Callable[[], Awaitable[T]]) -> T:
        """Play on a loop of its own, and hang up at its end."""

        async def whole() -> T:
            try:
                return await scene()
            finally:
                while self.opened:
                    transport = self.opened.pop().transport
                    if transport is not None:
                        transport.abort()
                await asyncio.sleep(0.01)

        return asyncio.run(whole())

    def write(self, verb: Callable[..., T], *arguments: Any) -> T:
        return db.write_now(verb, *arguments)

    def read(self, query: Callable[..., T], *arguments: Any) -> T:
        return db.read_now(query, *arguments)


def headers(key: str = "") -> dict[str, str]:
    """As the proxy hands a request on; everybody has a network address of their own."""
    number = next(_addresses)
    given = {
        "Host": HOST,
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
    }
    return {**given, "Cookie": f"{sessions.SECURE_COOKIE}={key}"} if key else given


def _start(session: Session, email: str, side: Side | None, changes: dict[str, Any]) -> str:
    user = session.execute(select(User).where(User.email == email)).scalar_one()
    key = accounts.start_session(
        session, user, device="x", address="10.0.0.1", is_remembered=False, side=side
    )
    row = accounts.session_of(session, secrets.sha256_text(key))
    from qnector.domain.accounts.models import LoginSession

    for name, value in changes.items():
        setattr(session.get_one(LoginSession, row.id), name, value)
    return key


def _give_passwords(session: Session) -> None:
    hashed = secrets.hash_password(PASSWORD)
    for email in (BUYER, SELLER, STRANGER, OPERATOR):
        user = session.execute(select(User).where(User.email == email)).scalar_one()
        user.password_hash, user.email_verified_at = hashed, clock.now()


def attach(server: Server) -> None:
    config = Settings(
        secret_key=SECRET,
        data_dir=server.data_dir,
        public_url=ORIGIN,
    )
    settings.use(config)
    db.configure(config.database)


@pytest.fixture(scope="package")
def started(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Server]:
    """One server for all statements."""
    folder = tmp_path_factory.mktemp("shop")
    shutil.copy(sqlite_template, folder / "qnector.db")
    server = Server(
        folder,
        env={
            "QNECTOR_DEMO": "0",
            "QNECTOR_PUBLIC_URL": ORIGIN,
            "QNECTOR_TRUSTED_PROXY_HOPS": "1",
        },
    )
    attach(server)
    db.write_now(_give_passwords)
    db.dispose()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def shop(started: Server) -> Iterator[Shop]:
    attach(started)
    yield Shop(started)
    assert "Traceback" not in started.log, started.log[-4000:]


@pytest.fixture
def kind() -> str:
    """On SQLite: the same verbs run on PostgreSQL in the tests of their nouns."""
    return "sqlite"
