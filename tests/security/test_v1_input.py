"""Chapters 1 and 2: what comes in, and the rules of the business. Statements 1 to 8."""

import asyncio
import threading
import zipfile
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import db, quantity
from qnector.core.errors import QnectorError
from qnector.core.sheet import Table
from qnector.domain.cart import service as cart
from qnector.domain.catalog import queries as catalog
from qnector.domain.catalog.queries import TileFilter
from qnector.domain.connections import queries as connections
from qnector.domain.connections.queries import SellerFilter
from qnector.domain.orders import listing as order_list
from qnector.domain.orders import service as orders
from qnector.domain.orders.matching import OrderFilter
from qnector.domain.orders.models import Order, OrderStatus
from qnector.domain.reports import search
from qnector.outside import xlsx
from qnector.outside.xlsx import Unreadable
from qnector.web.args import OrderId, Reason
from qnector.web.policy import Refused, Validator, vague
from tests.attack.payloads import HOSTILE, handlers, valid
from tests.security import wire
from tests.security.conftest import STRANGER, Shop
from tests.support.effort import spent
from tests.world import World

JSON = ("NaN", "Infinity", "1e999", "9" * 5000, '"\\ud800"', "[" * 30 + "]" * 30, "{}", "null")
RAW = '42/_event,["event",{"name":"%s","payload":{"%s":%s}}]'


async def take(self, order_id: OrderId, reason: Reason) -> None:
    """A handler as screens have them."""


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"order_id": 1},
        {"order_id": 1, "reason": "x", "more": 1},
        {"order_id": "1", "reason": "x"},
        {"order_id": [1], "reason": "x"},
        {"order_id": 1, "reason": {"a": 1}},
        {"order_id": float("nan"), "reason": "x"},
        {"order_id": 2**60, "reason": "x"},
        {"order_id": 1, "reason": "x" * 501},
    ],
)
def test_s01_an_argument_that_is_missing_extra_or_wrong_is_not_taken(sent) -> None:
    with pytest.raises(Refused):
        Validator(take)(dict(sent))


def test_s01_every_handler_says_exactly_what_it_takes() -> None:
    found = {
        (name, argument): why
        for name, kinds in handlers().items()
        if ".qnector___" in name and not name.endswith(".setvar")
        for argument, kind in kinds.items()
        if (why := vague(kind))
    }
    assert found == {}


def test_s02_hostile_values_end_in_no_traceback_and_no_outage(shop: Shop) -> None:
    found = shop.write(wire.victim)
    key = shop.sign_in(STRANGER)
    chosen = [(name, kinds) for name, kinds in handlers().items() if kinds][::7]
    calls = [
        (name, {**valid(found, name, kinds), argument: value})
        for name, kinds in chosen
        for argument in kinds
        for value in HOSTILE[::3]
        if len(str(value)) < 60_000
    ]
    heard = shop.play(lambda: wire.called(shop, key, calls))

    async def raw() -> None:
        for text in JSON:
            tab = await shop.tab(key)
            name, kinds = chosen[0]
            tab._text(RAW % (name, next(iter(kinds)), text))
            try:
                await asyncio.wait_for(wire.settle(tab), 3)
            except (ConnectionError, TimeoutError):
                continue

    shop.play(raw)
    assert "Traceback" not in heard + shop.server.log
    assert shop.get("/api/health").status_code == 200


INJECTIONS = ("' OR '1'='1", "%' --", "\\'; DROP TABLE orders; --", "_%", '"', "*) OR (1=1")


@pytest.mark.parametrize("text", INJECTIONS)
def test_s03_sql_in_a_search_changes_no_result(session: Session, world: World, text: str) -> None:
    world.place()

    assert order_list.page(session, world.buyer, OrderFilter(text=text)).rows == []
    assert catalog.tiles(session, world.buyer, TileFilter(text=text)).rows == []
    assert connections.sellers(session, world.buyer, SellerFilter(text=text)).rows == []
    found = search.find(session, world.buyer, text)
    assert not any((found.products, found.companies, found.orders))
    assert order_list.page(session, world.buyer, OrderFilter()).total == 1


@pytest.mark.parametrize("units", ["-1", "NaN", "1e9", "99999999999", "0", "삼", "1.5", "0x10"])
def test_s04_a_quantity_that_cannot_be_is_refused(world: World, units: str) -> None:
    with pytest.raises(QnectorError):
        cart.add(world.session, world.buyer, world.rice, quantity.parse(units))


def test_s04_the_server_computes_the_total_itself(world: World) -> None:
    """No argument of a placement carries a price or a sum."""
    world.fill_cart(world.buyer, {world.rice: 2})
    wanted = world.placement()
    assert not [name for name in type(wanted).__slots__ if "amount" in name or "price" in name]
    orders.place(world.session, world.buyer, wanted)
    order = world.session.execute(select(Order)).scalar_one()
    assert order.total_amount == 120_000


def test_s05_an_order_moves_only_as_the_table_allows(world: World) -> None:
    world.place()
    order = world.session.execute(select(Order)).scalar_one()
    for actor, move in ((world.seller, orders.complete), (world.buyer, orders.accept)):
        with pytest.raises(QnectorError):
            move(world.session, actor, order.id)
    orders.accept(world.session, world.seller, order.id)
    with pytest.raises(QnectorError):
        orders.accept(world.session, world.seller, order.id)
    world.session.refresh(order)
    assert order.status is OrderStatus.PROCESSING


def test_s06_a_cell_that_starts_as_a_formula_is_text(tmp_path: Path) -> None:
    dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＠x", "=cmd|'/c calc'!A1"]
    xlsx.save(tmp_path / "x.xlsx", [Table("시트", ("이름",), [(one,) for one in dangerous])])
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert len(cells) == len(dangerous)
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("size", [60_000_000, 400_000_000])
def test_s07_an_xlsx_bomb_is_refused(tmp_path: Path, size: int) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("xl/workbook.xml", "<workbook/>")
        with parts.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(size // 1_000_000):
                part.write(b"0" * 1_000_000)
    begun = spent()
    with pytest.raises(Unreadable, match="압축을 풀면"):
        xlsx.read(path)
    assert spent() - begun < 5  # about 1 s


def test_s08_two_who_accept_one_order_settle_once(committed: World) -> None:
    db.write_now(lambda session: World.find(session).place())
    order_id = db.read_now(lambda session: session.execute(select(Order.id)).scalar_one())
    seller, done = committed.seller, []

    def accept() -> None:
        try:
            db.write_now(orders.accept, seller, order_id)
            done.append("accepted")
        except QnectorError:
            done.append("refused")

    both = [threading.Thread(target=accept) for _ in range(4)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(done) == ["accepted", "refused", "refused", "refused"]
