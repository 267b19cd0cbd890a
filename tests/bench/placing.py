"""Placing orders: real invoices, one, ten and fifty buyers at once; one commit an order."""

import asyncio
import json
import time

from sqlalchemy import delete, func, insert, select
from sqlmodel import Session

from qnector.core import db, settings
from qnector.core.settings import Settings
from qnector.domain.cart.models import Cart, CartLine
from qnector.domain.catalog.models import Product
from qnector.domain.orders.models import Order, OrderLine
from tests.bench import rig, world
from tests.bench.measure import Bar, Report
from tests.bench.rig import Rig
from tests.support.server import SECRET
from tests.support.wsclient import ReflexClient

ROUNDS = 6


async def measure(report: Report, real: Rig, tabs: list[ReflexClient], repetitions: int) -> None:
    """Rates against the guarded counter at fifty clients, measured beside."""
    db.configure(Settings(secret_key=SECRET, data_dir=real.server.data_dir).database)
    settings.use(Settings(secret_key=SECRET, data_dir=real.server.data_dir))
    carts = world.invoices()
    before = db.read_now(_counts)
    placed = 0
    for count in (1, 10, 50):
        for size, label in ((3, "three lines"), (None, "whole invoices")):
            rate, done = await _rounds(real, tabs[:count], carts, size, repetitions)
            placed += done
            floor = (await rig.closed_loop(tabs, rig.GUARDED, 2.0, "count_rx_state_"))["rps"]
            report.say(
                f"- {count} buyers, {label}: {rate:.0f} orders/s,"
                f" {rate / floor:.3f} of the counter's {floor:.0f}/s"
            )
            if count == 50 and size == 3:
                report.check(Bar("placing, rate at 50 buyers", rate / floor, 0.03, True))
    orders, units, stock = db.read_now(_counts)
    report.check(
        Bar("orders placed that are not there", abs(orders - before[0] - placed), 0, unit=""),
        Bar(
            "units ordered but not deducted",
            abs((units - before[1]) - (before[2] - stock)),
            0,
            unit="",
        ),
    )
    db.dispose()


async def _rounds(
    real: Rig,
    tabs: list[ReflexClient],
    carts: list[dict[str, int]],
    size: int | None,
    repetitions: int,
) -> tuple[float, int]:
    """Fill every cart, open every window, let all press 주문하기 at once; timed is the last."""
    seconds, placed = 0.0, 0
    for turn in range(ROUNDS * repetitions):
        db.write_now(_fill, real, len(tabs), carts, size, turn)
        ready = [asyncio.create_task(_open(tab)) for tab in tabs]
        await asyncio.gather(*ready)
        begun = time.perf_counter()
        await asyncio.gather(*(_place(tab) for tab in tabs))
        seconds += time.perf_counter() - begun
        placed += len(tabs)
    return placed / seconds, placed


async def _open(tab: ReflexClient) -> None:
    tab.page = "/orders/new"
    await tab.call(f"{rig.CONFIRM}.open_dialog", {}, '"is_open_rx_state_":true')
    await tab.call(f"{rig.CONFIRM}.agree", {"has_agreed": True}, "has_agreed_rx_state_")


async def _place(tab: ReflexClient) -> None:
    _, raw = await tab.call(
        f"{rig.CONFIRM}.place", {"form": {"memo": ""}}, "is_open_rx_state_", timeout=60
    )
    if '"is_open_rx_state_":false' not in raw.replace(" ", ""):
        raise RuntimeError(f"an order was refused: {json.dumps(raw)[:500]}")


def _fill(
    session: Session,
    real: Rig,
    count: int,
    carts: list[dict[str, int]],
    size: int | None,
    turn: int,
) -> None:
    users = [buyer.user_id for buyer in real.bench.buyers[:count]]
    connection = session.connection()
    connection.execute(delete(CartLine).where(CartLine.user_id.in_(users)))
    prices = dict(connection.execute(select(Product.id, Product.unit_price)).all())
    rows = []
    for number, user_id in enumerate(users):
        lines = list(carts[(turn * count + number) % len(carts)].items())
        for sku, quantity in lines[:size]:
            product_id = real.bench.products[sku]
            rows.append(
                {
                    "user_id": user_id, "product_id": product_id, "quantity": quantity * 1000,
                    "seen_price": prices[product_id], "seen_rule": "base", "is_checked": True,
                }
            )  # fmt: skip
    connection.execute(insert(CartLine), rows)
    known = set(connection.execute(select(Cart.user_id)).scalars())
    missing = [{"user_id": user_id, "revision": 1} for user_id in users if user_id not in known]
    if missing:
        connection.execute(insert(Cart), missing)


def _counts(session: Session) -> tuple[int, int, int]:
    """Orders, units ordered, units in stock."""
    connection = session.connection()
    return (
        connection.execute(select(func.count()).select_from(Order)).scalar_one(),
        int(connection.execute(select(func.sum(OrderLine.quantity))).scalar_one() or 0),
        int(connection.execute(select(func.sum(Product.stock))).scalar_one() or 0),
    )
