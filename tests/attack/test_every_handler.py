"""Anybody can send any event with any argument. Nobody else's things change or show."""

import asyncio
import json
from contextlib import suppress
from typing import Any

from sqlalchemy import select, union_all

from qnector.core import db
from qnector.domain.accounts.models import Company, User
from qnector.domain.board.models import Inquiry, Notice
from qnector.domain.cart.models import CartLine
from qnector.domain.catalog.models import Product
from qnector.domain.connections.models import Connection
from qnector.domain.messages.models import MessageSwitch, NotificationMark, NotificationRead
from qnector.domain.orders.models import Address, Order, OrderEvent, OrderLine, Shipment
from qnector.domain.settlements.models import Settlement
from tests.attack import payloads
from tests.attack.conftest import QUESTION, Target, run
from tests.support import probes
from tests.support.wsclient import ROOT, ReflexClient

VICTIMS_WORDS = (
    "한빛상회", "김한빛", "이도윤", "세종대로 110", "바다식품", "자갈치해안로", QUESTION,
)  # fmt: skip
LISTED = frozenset({"바다식품"})  # 판매자 목록 names to every buyer who sells
KEPT = (
    Company, Product, Connection, Order, OrderLine, OrderEvent, Shipment, Settlement,
)  # fmt: skip
SAY = f"{ROOT}.qnector___web___guard____screen.qnector___web___toasts____toasts.say"
AT_ONCE = 100


def snapshot(target: Target) -> dict[str, list[Any]]:
    """Everything an attacker must not be able to change."""

    def read(session) -> dict[str, list[Any]]:
        run = session.connection().execute
        found = {
            table.__tablename__: run(select(*_columns(table)).order_by(table.id)).all()
            for table in KEPT
        }
        victims = select(User.id).where(User.company_id == target.company_id)
        for table in (CartLine, Address, NotificationMark, NotificationRead):
            own = select(table.__table__).where(table.user_id.in_(victims))
            found[table.__tablename__] = run(own).all()
        own = select(MessageSwitch.__table__).where(MessageSwitch.company_id == target.company_id)
        found["message_switches"] = run(own).all()
        found["board"] = run(_board()).all()
        return found

    return db.read_now(read)


def _board() -> Any:
    """What others than the strangers told and asked, marks included."""
    strangers = select(User.id).where(User.email.like("stranger%"))
    told = select(Notice.id, Notice.title, Notice.body, Notice.updated_at, Notice.retired_at)
    asked = select(
        Inquiry.id, Inquiry.title, Inquiry.answer, Inquiry.seen_at, Inquiry.answer_seen_at
    )
    return union_all(
        told.where(Notice.user_id.not_in(strangers)),
        asked.where(Inquiry.from_user_id.not_in(strangers)),
    )


def _columns(table: Any) -> list[Any]:
    """All but the key of a placement, which a job forgets after a month, whoever asks."""
    return [column for column in table.__table__.c if column.name != "placement_id"]


async def settle(tab: ReflexClient) -> None:
    """Wait until everything sent before has been worked off."""
    await tab.call(SAY, {"text": "정리"}, "정리", timeout=60)


async def assault(target: Target, key: str, calls: list[tuple[str, dict[str, Any]]]) -> str:
    """Send everything from one tab; returns all that came back."""
    tab = await target.tab(key)
    for number, (name, payload) in enumerate(calls):
        tab.send(name, payload)
        if number % AT_ONCE == AT_ONCE - 1:
            await settle(tab)
    await settle(tab)
    return "".join(tab.packets)


def _probe(target: Target, calls: list[tuple[str, dict[str, Any]]], key: str) -> None:
    before = snapshot(target)
    heard = run(lambda: assault(target, key, calls))
    probes.tried(len(calls))

    assert snapshot(target) == before
    secret = set(VICTIMS_WORDS) - (LISTED if key == target.stranger_buyer else set())
    assert [word for word in secret if word in json.loads(json.dumps(heard))] == []
    assert target.number not in heard.replace(f"no={target.number}", "")
    assert "Traceback" not in heard


def _right(target: Target) -> list[tuple[str, dict[str, Any]]]:
    return [
        (name, payloads.valid(target, name, kinds)) for name, kinds in payloads.handlers().items()
    ]


def test_it_knows_every_handler(target: Target) -> None:
    names = {name.rsplit(".", 1)[-1] for name in payloads.handlers()}

    assert {"place", "add", "accept", "ship", "request_cancel", "save", "say", "load"} <= names


def test_nobody_gets_anything_without_a_session(target: Target) -> None:
    _probe(target, _right(target), "")


def test_a_forged_session_gets_nothing(target: Target) -> None:
    _probe(target, _right(target), "A" * 43)


def test_a_strange_buyer_reaches_nothing_with_anothers_ids(target: Target) -> None:
    _probe(target, _right(target), target.stranger_buyer)


def test_a_strange_seller_reaches_nothing_with_anothers_ids(target: Target) -> None:
    _probe(target, _right(target), target.stranger_seller)


def test_hostile_values_change_nothing_and_the_server_goes_on(target: Target) -> None:
    calls = [
        (name, payload)
        for name, kinds in payloads.handlers().items()
        for payload in payloads.hostile(target, kinds)
    ]
    assert len(calls) > 1000

    for key in (target.stranger_buyer, target.stranger_seller):
        _probe(target, calls, key)


def test_a_refusal_is_logged_without_values(target: Target) -> None:
    canary = "CANARY-4711"
    calls = [(name, {"order_id": canary, "x": canary}) for name in payloads.handlers()]

    _probe(target, calls, target.stranger_buyer)

    assert canary not in target.server.log
    assert "refused" in target.server.log


def test_an_unknown_name_does_nothing_and_is_not_logged_whole(target: Target) -> None:
    calls = [("no_such____state.handler", {"secret": "CANARY-4712"}), ("__class__", {})]

    async def play() -> None:
        tab = await target.tab(target.stranger_buyer)
        for name, payload in calls:
            tab.send(name, payload)
        # Closing the socket is a good answer too.
        with suppress(ConnectionError):
            await asyncio.wait_for(settle(tab), 30)

    run(play)

    assert "CANARY-4712" not in target.server.log
