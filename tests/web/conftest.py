"""An app of its own context with a few states for the guard to guard, and people with keys."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from reflex_base.registry import RegistrationContext
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import db, feed
from qnector.core.actor import Side
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import User
from qnector.web import live, sessions
from tests.world import World


@dataclass(frozen=True)
class Keys:
    """The session keys of the market's people."""

    buyer: str
    buyer_staff: str
    seller: str
    seller_staff: str
    stranger: str
    operator: str


EMAILS = {
    "buyer": "owner@hanbit.test",
    "buyer_staff": "staff@hanbit.test",
    "seller": "owner@bada.test",
    "seller_staff": "staff@bada.test",
    "stranger": "owner@stranger.test",
    "operator": "operator@qnector.test",
}


@pytest.fixture
def kind() -> str:
    """The web's tests run on SQLite; what differs on PostgreSQL is the domain's business."""
    return "sqlite"


@pytest.fixture
def market(committed: World) -> Iterator[World]:
    """The market in a database that the app reads."""
    yield committed
    sessions.seats.clear()
    live.clear()
    feed.clear()


@pytest.fixture
def keys(market: World) -> Keys:
    """Everybody signs in."""
    return Keys(**{name: db.write_now(sign_in, email) for name, email in EMAILS.items()})


def sign_in(session: Session, email: str, side: Side | None = None) -> str:
    user = session.execute(select(User).where(User.email == email)).scalar_one()
    return accounts.start_session(
        session, user, device="test", address="127.0.0.1", is_remembered=False, side=side
    )


@pytest.fixture(scope="session")
def app() -> Any:
    """An app around every state that is imported, in a registration context of its own."""
    from qnector.web import assembly
    from tests.web import states  # noqa: F401  registers them

    contexts = RegistrationContext.ensure_context().fork()
    token = RegistrationContext.set(contexts)
    try:
        return assembly.make_app()
    finally:
        RegistrationContext.reset(token)


def play(scene: Callable[[], Awaitable[None]]) -> None:
    """Run one scene on a loop of its own."""
    asyncio.run(scene())
