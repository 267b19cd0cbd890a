"""A started server with the demo market, its victim, and people who should see nothing of it."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core import db, settings
from qnector.core.actor import Actor, Role, Side
from qnector.core.settings import Settings
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import Company, LoginSession, User
from qnector.domain.accounts.service import CompanyInput
from qnector.domain.board import service as board
from qnector.domain.board.service import InquiryInput
from qnector.domain.cart.models import CartLine
from qnector.domain.catalog.models import Product
from qnector.domain.orders.models import Address, Order
from tests.bench.rig import LOUD
from tests.bench.world import business_number
from tests.support import market as demo
from tests.support.server import SECRET, Server
from tests.support.wsclient import ReflexClient

T = TypeVar("T")
QUESTION = "전복 납품을 늘릴 수 있을까요"
VICTIM = "buyer@demo.qnector.test"


@dataclass(frozen=True)
class Target:
    """The running app, what the victim owns, and the attackers' session keys."""

    server: Server
    order_id: int
    number: str
    product_id: int
    address_id: int
    company_id: int
    user_id: int
    session_id: int
    stranger_buyer: str
    stranger_seller: str

    async def tab(self, key: str = "", **more: Any) -> ReflexClient:
        """A browser tab of somebody; no key, nobody."""
        client = ReflexClient(
            self.server.url,
            page="/orders",
            token=str(uuid.uuid4()),
            cookie=f"qnector_session={key}" if key else None,
            origin=more.pop("origin", self.server.url),
            keep=True,
            **more,
        )
        OPENED.append(client)
        return await client.open()


OPENED: list[ReflexClient] = []


def run(play: Callable[[], Awaitable[T]]) -> T:
    """Play on a loop of its own, and close every tab before it ends."""

    async def whole() -> T:
        try:
            return await play()
        finally:
            while OPENED:
                if OPENED[-1].transport is not None:
                    OPENED[-1].transport.abort()
                OPENED.pop()
            await asyncio.sleep(0.01)

    return asyncio.run(whole())


def attach(server: Server) -> None:
    """Let this process look into the server's database."""
    config = Settings(secret_key=SECRET, data_dir=server.data_dir)
    settings.use(config)
    db.configure(config.database)


@pytest.fixture(scope="package")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """The server under attack, limits raised so that the guard is what is tested."""
    folder: Path = tmp_path_factory.mktemp("attack")
    server = Server(folder, env=LOUD, has_front_end=False)
    demo.fill(server, tmp_path_factory)
    attach(server)
    found = db.write_now(_prepare, server)
    db.dispose()
    server.start()
    yield found
    server.stop()


@pytest.fixture
def target(market: Target) -> Iterator[Target]:
    attach(market.server)
    yield market
    assert "Traceback" not in market.server.log, market.server.log[-5000:]


def _prepare(session: Session, server: Server) -> Target:
    victim = session.execute(select(User).where(User.email == VICTIM)).scalar_one()
    order = session.execute(
        select(Order).where(Order.buyer_id == victim.company_id).order_by(Order.id.desc()).limit(1)
    ).scalar_one()
    product_id = session.execute(
        select(Product.id).where(Product.seller_id == order.seller_id, Product.stock > 50_000)
    ).scalars().first()  # fmt: skip
    session.add(
        CartLine(
            user_id=victim.id, product_id=product_id, quantity=1000, seen_price=1, seen_rule="base"
        )
    )
    asker = Actor(victim.id or 0, victim.company_id or 0, Side.BUYER, Role.OWNER)
    board.ask(session, asker, InquiryInput(QUESTION, QUESTION, order.seller_id))
    address = session.execute(select(Address).where(Address.user_id == victim.id)).scalar_one()
    keys = [_stranger(session, serial, side) for serial, side in enumerate(Side) if serial < 2]
    accounts.start_session(session, victim, device="x", address="127.0.0.1", is_remembered=True)
    session_id = session.execute(
        select(func.max(LoginSession.id)).where(LoginSession.user_id == victim.id)
    ).scalar_one()
    return Target(
        server,
        order.id,
        order.number,
        product_id,
        address.id,
        victim.company_id,
        victim.id,
        session_id,
        *keys,
    )


def _stranger(session: Session, serial: int, side: Side) -> str:
    company: Company = accounts.register_company(
        session,
        CompanyInput(
            name=f"남의회사{serial}",
            business_number=business_number(9000 + serial),
            is_buyer=True,
            is_seller=True,
        ),
    )
    user = accounts.add_user(
        session, company, email=f"stranger{serial}@else.test", name="남", role=Role.OWNER
    )
    return accounts.start_session(
        session, user, device="x", address="127.0.0.1", is_remembered=False, side=side
    )
