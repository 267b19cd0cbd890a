"""Servers and clients for measuring: the real app with a counter, and a bare counter."""

import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qnector.core import db, settings
from qnector.core.settings import Settings
from tests.bench import world
from tests.bench.world import Bench
from tests.support.server import SECRET, Server
from tests.support.wsclient import ROOT, ReflexClient, load

GUARDED = f"{ROOT}.qnector___web___guard____screen.tests___bench___app____bench_state.add_one"
SLOW = f"{ROOT}.qnector___web___guard____screen.tests___bench___app____bench_state.ask_slowly"
BARE = f"{ROOT}.tests___bench___bare____bare.add_one"
SCREENS = f"{ROOT}.qnector___web___guard____screen.qnector___screens"
CART = f"{SCREENS}___buyer___order_create___cart_state____cart_state"
CONFIRM = f"{SCREENS}___buyer___order_create___confirm_state____confirm_state"
ADD = f"{CART}.add"
LIST = f"{SCREENS}___buyer___orders___state____orders_state.load"
SELLER_LIST = f"{SCREENS}___seller___orders___state____seller_orders_state.load"

LOUD = {
    "QNECTOR_SOCKETS_PER_ADDRESS": "5000",
    "QNECTOR_SOCKETS_PER_SESSION": "5000",
    "QNECTOR_EVENT_BURST": "1000000",
    "QNECTOR_EVENTS_PER_SECOND": "1000000",
}


@dataclass
class Rig:
    """The real app on a market of its own, and who may talk to it."""

    server: Server
    bench: Bench

    def cookie(self, buyer: int = 0) -> str:
        return f"qnector_session={self.bench.keys[buyer]}"

    def seller_cookie(self, viewer: int = 0) -> str:
        return f"qnector_session={self.bench.seller_keys[viewer]}"

    async def tab(self, cookie: str, page: str) -> ReflexClient:
        """One open browser tab, its page loaded."""
        client = ReflexClient(
            self.server.url, page=page, token=str(uuid.uuid4()), cookie=cookie,
            origin=self.server.url,
        )  # fmt: skip
        return await client.open()

    async def tabs(self, count: int, page: str = "/orders") -> list[ReflexClient]:
        """Tabs of as many different buyers as there are."""
        people = len(self.bench.keys)
        return [await self.tab(self.cookie(one % people), page) for one in range(count)]


def start_real(
    folder: Path,
    *,
    buyers: int,
    url: str = "",
    has_front_end: bool = False,
    env: dict[str, str] | None = None,
) -> Rig:
    """Fill a database, start the app on it."""
    data = folder / "real"
    data.mkdir(parents=True)
    server = Server(
        data,
        target="tests.bench.app:app",
        env={**LOUD, "QNECTOR_DEMO": "0", **({"DATABASE_URL": url} if url else {}), **(env or {})},
        has_front_end=has_front_end,
    )
    migrated = server.run("migrate")
    if migrated.returncode:
        raise RuntimeError(migrated.stderr)
    settings.use(Settings(secret_key=SECRET, data_dir=data, database_url=url))
    db.configure(settings.current().database)
    bench = db.write_now(world.build, buyers)
    db.dispose()
    return Rig(server.start(), bench)


def start_bare(folder: Path) -> Server:
    """The floor: a counter with nothing around it."""
    home = folder / "bare"
    home.mkdir(parents=True)
    (home / "rxconfig.py").write_text(
        "import reflex as rx\n"
        "config = rx.Config(app_name='bare', telemetry_enabled=False,"
        " state_manager_mode='memory', plugins=[], disable_plugins=[rx.plugins.SitemapPlugin])\n"
    )
    server = Server(home, target="tests.bench.bare:app", has_front_end=False, cwd=home)
    return server.start(path="/ping")


async def closed_loop(
    clients: list[ReflexClient], event: str, seconds: float, until: str, **more: Any
) -> dict[str, float]:
    """Each tab asks again as soon as it was answered."""
    base = clients[0].base
    return await load(base, event, len(clients), seconds, clients=clients, until=until, **more)
