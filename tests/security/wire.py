"""Events as an attacker sends them, and what belongs to the victim."""

import json
import time
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from qnector.core import db
from qnector.domain.accounts.models import User
from qnector.domain.board import service as board
from qnector.domain.board.service import InquiryInput
from qnector.domain.messages.models import Message, State
from qnector.domain.orders.models import Order
from tests.attack import payloads
from tests.security.conftest import BUYER, Shop
from tests.support import probes
from tests.support.wsclient import ROOT, ReflexClient
from tests.world import World

SAY = f"{ROOT}.qnector___web___guard____screen.qnector___web___toasts____toasts.say"
AT_ONCE = 40  # below the burst of 60
PATIENCE = 30  # seconds until the job must have delivered what is due
SECRET_WORDS = ("한빛상회", "바다식품", "김한빛", "CANARY-MEMO", "세종대로 110")


@dataclass(frozen=True)
class Victim:
    """What the buyer 한빛상회 has: the names are those that tests.attack.payloads asks for."""

    order_id: int
    number: str
    product_id: int
    address_id: int
    company_id: int
    user_id: int
    session_id: int = 1


def victim(session: Session) -> Victim:
    """Place an order of the buyer's, with words in it that nobody else may read."""
    world = World.find(session)
    world.put_in(world.rice, 5)
    world.fill_cart(world.buyer, {world.rice: 1})
    from qnector.domain.orders import service as orders

    orders.place(session, world.buyer, world.placement(memo="CANARY-MEMO"))
    order = session.execute(select(Order).order_by(Order.id.desc()).limit(1)).scalar_one()
    board.ask(session, world.buyer, InquiryInput("CANARY-MEMO", "CANARY-MEMO", order.seller_id))
    user = session.execute(select(User).where(User.email == BUYER)).scalar_one()
    return Victim(
        order.id or 0,
        order.number,
        world.rice,
        world.address(),
        world.buyer.company_id,
        user.id or 0,
    )


def fingerprint(shop: Shop) -> dict[str, list[Any]]:
    """Every row of every table but those that note that somebody asked.

    Mails written before are out of the way by then, so that whatever differs later was an attack.
    """
    until = time.monotonic() + PATIENCE
    while shop.read(_is_delivering):
        assert time.monotonic() < until, "the job does not deliver what is due"
        time.sleep(0.1)
    return shop.read(_rows)


def _is_delivering(session: Session) -> bool:
    under_way = Message.state.in_([State.PENDING, State.CLAIMED])
    return session.execute(select(Message.id).where(under_way).limit(1)).first() is not None


def _rows(session: Session) -> dict[str, list[Any]]:
    noted = {"sessions", "login_attempts", "carts", "notification_marks", "notification_reads"}
    run = session.connection().execute
    return {
        table.name: sorted(map(repr, run(select(table)).all()))
        for table in db.metadata.sorted_tables
        if table.name not in noted
    }


def every_call(found: Any) -> list[tuple[str, dict[str, Any]]]:
    """Each handler once, with arguments that name the victim's things."""
    return [
        (name, payloads.valid(found, name, kinds)) for name, kinds in payloads.handlers().items()
    ]


async def settle(tab: ReflexClient, text: str = "정리") -> str:
    """Wait until everything sent before has been worked off."""
    return (await tab.call(SAY, {"text": text}, text, timeout=60))[1]


async def called(shop: Shop, key: str, calls: list[tuple[str, dict[str, Any]]]) -> str:
    """Send every call, some from each tab; returns all that came back."""
    heard = []
    for start in range(0, len(calls), AT_ONCE):
        tab = await shop.tab(key)
        some = calls[start : start + AT_ONCE]
        probes.tried(len(some))
        for name, payload in some:
            tab.send(name, payload)
        await settle(tab)
        heard += tab.packets
    return json.loads(json.dumps("".join(heard)))


def named(end: str) -> str:
    """The full name of the handler that ends so."""
    [found] = [name for name in payloads.handlers() if name.endswith(end)]
    return found
