"""Every list is read through an index, whatever the database knows about its tables.

SQLite is asked twice: as the app leaves it, uncounted, and after ANALYZE. PostgreSQL chooses for
itself among some thousand rows; nothing is switched off.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from qnector.core import clock, db
from qnector.core.actor import Actor, Role, Side
from qnector.domain.accounts import devices, directory, members, roster
from qnector.domain.accounts.devices import AttemptFilter
from qnector.domain.accounts.directory import CompanyFilter
from qnector.domain.accounts.members import MemberFilter
from qnector.domain.accounts.roster import PersonFilter
from qnector.domain.board import queries as board
from qnector.domain.board.models import InquiryStatus
from qnector.domain.board.queries import InquiryFilter, NoticeFilter
from qnector.domain.catalog import queries as catalog
from qnector.domain.catalog.models import ProductStatus
from qnector.domain.catalog.queries import ProductFilter, TileFilter
from qnector.domain.connections import queries as partners
from qnector.domain.connections.models import ConnectionStatus
from qnector.domain.connections.queries import BuyerFilter, SellerFilter
from qnector.domain.notifications import log, outbox
from qnector.domain.notifications import queries as bell
from qnector.domain.notifications.log import LogFilter
from qnector.domain.notifications.outbox import OutboxFilter
from qnector.domain.orders import credit, finding, sums
from qnector.domain.orders import queries as orders
from qnector.domain.orders.models import OrderStatus
from qnector.domain.orders.queries import OrderFilter
from qnector.domain.reports import audit_log, companies, dashboard, search
from qnector.domain.reports.audit_log import AuditFilter
from qnector.domain.reports.queries import overview
from tests.support import bigaudit, postgres
from tests.support.bigdata import fill
from tests.support.bigplan import BigData, Size
from tests.support.bulk import analyze
from tests.support.plans import plans

SIZE = Size(
    buyers=50, sellers=200, partners=4, orders=160, lines=2, products=80, notices=5, inquiries=60,
    idle=20_000,
)  # fmt: skip
MONTH = clock.days_ago(30)
Ask = Callable[[Session, Actor], Any]


@dataclass(frozen=True)
class Filled:
    """A database with a market in it."""

    engine: Engine
    data: BigData


@pytest.fixture(scope="module")
def uncounted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BigData]:
    """A SQLite file with the market in it, as the app would leave it."""
    path = tmp_path_factory.mktemp("plans") / "plans.db"
    made = _filled(f"sqlite:///{path}")
    made.engine.dispose()
    return path, made.data


@pytest.fixture(
    scope="module",
    params=["sqlite", "sqlite-analyzed", pytest.param("postgres", marks=pytest.mark.postgres)],
)
def filled(request: pytest.FixtureRequest) -> Iterator[Filled]:
    """One market for all questions; they only read."""
    if request.param == "postgres":
        with postgres.schema() as address:
            made = _filled(address)
            analyze(made.engine)
            yield made
            made.engine.dispose()
        return
    path, data = request.getfixturevalue("uncounted")
    if request.param == "sqlite-analyzed":
        path = shutil.copy(path, path.with_name("analyzed.db"))
    made = Filled(_engine(f"sqlite:///{path}"), data)
    if request.param == "sqlite-analyzed":
        analyze(made.engine)
    yield made
    made.engine.dispose()


def _engine(address: str) -> Engine:
    db.configure(address)
    return db.engine()


def _filled(address: str) -> Filled:
    engine = _engine(address)
    db.create_all()
    made = Filled(engine, fill(engine, SIZE))
    bigaudit.fill(engine, made.data)
    return made


def _page(**wanted: Any) -> Ask:
    return lambda session, actor: orders.page(session, actor, OrderFilter(**wanted))


def _tiles(**wanted: Any) -> Ask:
    return lambda session, actor: catalog.tiles(session, actor, TileFilter(**wanted))


def _stock(**wanted: Any) -> Ask:
    return lambda session, actor: catalog.stocklist(session, actor, ProductFilter(**wanted))


def _sellers(**wanted: Any) -> Ask:
    return lambda session, actor: partners.sellers(session, actor, SellerFilter(**wanted))


def _buyers(**wanted: Any) -> Ask:
    return lambda session, actor: partners.buyers(session, actor, BuyerFilter(**wanted))


def _notices(**wanted: Any) -> Ask:
    return lambda session, actor: board.notices(session, actor, NoticeFilter(**wanted))


def _inquiries(**wanted: Any) -> Ask:
    return lambda session, actor: board.inquiries(session, actor, InquiryFilter(**wanted))


def _log(**wanted: Any) -> Ask:
    return lambda session, actor: log.log(session, actor, LogFilter(**wanted))


def _audit(**wanted: Any) -> Ask:
    return lambda session, actor: audit_log.page(session, actor, AuditFilter(**wanted))


def _companies(**wanted: Any) -> Ask:
    return lambda s, actor: directory.companies(s, _operator(actor), CompanyFilter(**wanted))


def _people(**wanted: Any) -> Ask:
    return lambda s, actor: roster.people(s, _operator(actor), PersonFilter(**wanted))


def _outbox(**wanted: Any) -> Ask:
    return lambda s, actor: outbox.outbox(s, _operator(actor), OutboxFilter(**wanted))


def _operator(actor: Actor) -> Actor:
    return Actor(actor.user_id, 0, Side.OPERATOR, Role.OWNER, is_operator=True)


def _orders(partner: int, name: str) -> dict[str, Ask]:
    day = f"{clock.days_ago(40):%Y%m%d}"
    return {
        "30 days": _page(from_on=MONTH),
        "everything": _page(),
        "a deep page": _page(page=5),
        "oldest first": _page(sort="placed"),
        "some days": _page(from_on=MONTH, to_on=clock.days_ago(3)),
        "one status": _page(status=OrderStatus.COMPLETED),
        "one status, 30 days": _page(status=OrderStatus.PROCESSING, from_on=MONTH),
        "one partner": _page(partner_id=partner),
        "one partner, 30 days": _page(partner_id=partner, from_on=MONTH),
        "a year's numbers": _page(text=day[:4]),
        "a month's numbers": _page(text=day[:6]),
        "a day's numbers": _page(text=day),
        "a number": _page(text=f"{day}-12"),
        "a name": _page(text=name),
    }


def _choices(session: Session, actor: Actor) -> None:
    catalog.sellers(session, actor)
    catalog.categories(session, actor)
    catalog.count_visible(session, actor)


OF_BOTH: dict[str, Ask] = {
    "orders by amount": _page(sort="-total", from_on=MONTH),
    "orders by number": _page(sort="-number"),
    "many names": _page(text="0"),
    "newer orders": lambda s, actor: orders.newer(s, actor, OrderFilter(from_on=MONTH), 7000),
    "counts by status": lambda s, actor: orders.counts_by_status(s, actor, MONTH),
    "partners": sums.partners,
    "dashboard": dashboard.dashboard,
    "palette": lambda s, actor: search.find(s, actor, "2025"),
    "palette, untyped": lambda s, actor: finding.newest(s, actor, 5),
    "notices": _notices(),
    "notices with a word": _notices(text="휴무"),
    "unread notices": board.unread_notices,
    "inquiries": _inquiries(),
    "inquiries that wait": _inquiries(status=InquiryStatus.WAITING),
    "unread inquiries": board.unread_inquiries,
    "bell": bell.latest,
    "unread": bell.unread,
    "messages": _log(),
    "messages, 30 days": _log(from_on=MONTH),
    "messages that failed": _log(state="failed"),
    "messages of somebody": _log(text="도매 01"),
    "totals of messages": log.totals,
}
OF_BUYERS: dict[str, Ask] = {
    "month": sums.month_of_buyer,
    "credit": lambda s, actor: credit.used(s, actor.company_id, [1, 2, 3]),
    "tiles": _tiles(),
    "tiles, page 5": _tiles(page=5),
    "tiles by name": _tiles(sort="name"),
    "tiles by price": _tiles(sort="price"),
    "tiles of a category": _tiles(category="분류 1"),
    "tiles of a seller": _tiles(seller_id=1),
    "tiles with a word": _tiles(text="001"),
    "choices": _choices,
    "sellers": _sellers(),
    "approved sellers": _sellers(status=ConnectionStatus.APPROVED),
    "counts of sellers": partners.counts_by_status,
}
OF_SELLERS: dict[str, Ask] = {
    "stock": _stock(),
    "stock by price": _stock(sort="-price"),
    "stock on sale": _stock(status=ProductStatus.ON_SALE),
    "stock with a word": _stock(text="001"),
    "shelves": catalog.shelves,
    "buyers": _buyers(),
    "requests": _buyers(status=ConnectionStatus.REQUESTED),
    "counts of buyers": partners.counts_by_status,
}
DAY = clock.days_ago(20)
# A count takes whichever index is smallest: that differs between releases of SQLite.
SMALLEST = [
    f"SCAN audit_entries USING COVERING INDEX {name}"
    for name in ("audit_by_time", "audit_numbers_once")
]
AUDIT: dict[str, dict[str, Any]] = {
    "everything": {},
    "30 days": {"from_on": MONTH},
    "a deep page": {"page": 5},
    "a day": {"from_on": DAY, "to_on": DAY},
    "orders": {"area": "order"},
    "orders, 30 days": {"area": "order", "from_on": MONTH},
    "who looked": {"area": "look"},
    "who looked on a day": {"area": "look", "from_on": DAY, "to_on": DAY},
    "what nobody did": {"area": "plan"},
    "some text, 30 days": {"text": "20251", "actions": ("order.placed",), "from_on": MONTH},
}
OF_OPERATORS: dict[str, Ask] = {
    "companies": _companies(),
    "companies by name": _companies(sort="name", page=3),
    "people": _people(),
    "people of one company": _people(company_id=3),
    "how much there is": lambda s, actor: overview(s, _operator(actor)),
    "a company": lambda s, actor: companies.doings(s, _operator(actor), 3),
    "outbox": _outbox(),
    "mails that failed": _outbox(state="failed"),
    "mails that went": _outbox(state="sent", page=4),
    "counts of mails": lambda s, actor: outbox.counts(s, _operator(actor)),
}
BIG_TABLES = (
    "orders|order_lines|order_days|partner_months|purchase_counts|products|messages|inquiries"
    "|connections|companies|notices|audit_entries"
)
FAULT = re.compile(rf"(SCAN|Seq Scan on) ({BIG_TABLES})\b")


# What is kept beside the orders, and what the orders say.
SUMS = (
    ("sum(order_count), sum(total_amount) FROM order_days WHERE side = 'buyer'",
     "count(*), sum(total_amount) FROM orders"),
    ("sum(order_count), sum(total_amount) FROM partner_months",
     "count(*), sum(total_amount) FROM orders WHERE status <> 'cancelled'"),
    ("sum(order_count) FROM purchase_counts", "count(*) FROM order_lines"),
    ("count(*), sum(total_amount) FROM settlements",
     "count(*), sum(total_amount) FROM orders WHERE status = 'completed'"),
    ("sum(total_amount), sum(line_count), sum(total_quantity) FROM orders",
     "sum(amount), count(*), sum(quantity) FROM order_lines"),
    ("count(DISTINCT number) FROM orders", "count(*) FROM orders"),
    ("count(*) FROM messages", "count(*) FROM order_events"),
)  # fmt: skip
# Everybody who sells is shown, or looked for by a part of the name.
ALL_COMPANIES = ("sellers", "palette", "messages of somebody")


def _faults(filled: Filled, ask: Ask, actor: Actor, name: str = "") -> list[str]:
    found = plans(filled.engine, ask, actor)
    assert found
    faults = [step for plan in found for step in plan if FAULT.search(step)]
    return [step for step in faults if name not in ALL_COMPANIES or " companies" not in step]


@pytest.mark.parametrize("name", _orders(0, ""))
@pytest.mark.parametrize("side", ["buyer", "seller"])
def test_an_index_serves_and_sorts_every_list_of_orders(
    filled: Filled, side: str, name: str
) -> None:
    data = filled.data
    actor, partner = data.buyer(), data.sellers[0]
    if side == "seller":
        actor, partner = data.seller(), data.buyers[0]
    ask = _orders(partner, "000" if side == "seller" else "01")[name]

    assert _faults(filled, ask, actor) == []
    if filled.engine.dialect.name == "sqlite":
        steps = [step for plan in plans(filled.engine, ask, actor) for step in plan]
        assert not [step for step in steps if "TEMP B-TREE FOR ORDER BY" in step]


@pytest.mark.parametrize("name", OF_BOTH | OF_BUYERS)
def test_an_index_serves_what_buyers_read(filled: Filled, name: str) -> None:
    assert _faults(filled, (OF_BOTH | OF_BUYERS)[name], filled.data.buyer(), name) == []


@pytest.mark.parametrize("name", OF_BOTH | OF_SELLERS)
def test_an_index_serves_what_sellers_read(filled: Filled, name: str) -> None:
    assert _faults(filled, (OF_BOTH | OF_SELLERS)[name], filled.data.seller(), name) == []


@pytest.mark.parametrize("name", AUDIT)
@pytest.mark.parametrize("reader", ["owner", "operator", "operator of one"])
def test_an_index_serves_the_audit_log(filled: Filled, reader: str, name: str) -> None:
    data = filled.data
    narrowed = {"company_id": data.sellers[0]} if reader == "operator of one" else {}
    actor = data.seller() if reader == "owner" else data.operating()

    asked = plans(filled.engine, _audit(**AUDIT[name], **narrowed), actor)
    counting, listing = asked[:2]

    read = [step for plan in asked for step in plan if FAULT.search(step)]
    if "text" in AUDIT[name] and reader != "owner":
        read = [step for step in read if " companies" not in step]
    is_all = reader == "operator" and set(AUDIT[name]) <= {"page"}
    if is_all and filled.engine.dialect.name == "sqlite":
        # Nothing narrows it: it is read in the order of its index, as far as the count reaches.
        assert len(read) == 2
        assert any(index in read[0] for index in SMALLEST)
        assert "SCAN audit_entries USING COVERING INDEX audit_by_time" in read[1]
    elif (reader, name) == ("operator", "orders") and "->  Seq Scan on audit_entries" in read:
        # Nearly every entry of this market is of an order: PostgreSQL counts them row by row, up
        # to the most that a list counts to. The page itself is read in the order of its index.
        assert (read, counting[1]) == (["->  Seq Scan on audit_entries"], "->  Limit")
        assert any("Index" in step and "audit_by_area" in step for step in listing)
    else:
        assert read == []


@pytest.mark.parametrize("name", ["everything", "30 days", "orders", "who looked"])
@pytest.mark.parametrize("reader", ["owner", "operator", "operator of one"])
def test_an_index_serves_what_is_newer_in_the_audit_log(
    filled: Filled, reader: str, name: str
) -> None:
    data = filled.data
    narrowed = {"company_id": data.sellers[0]} if reader == "operator of one" else {}
    actor = data.seller() if reader == "owner" else data.operating()
    wanted = AuditFilter(**AUDIT[name], **narrowed)

    def ask(session: Session, actor: Actor) -> None:
        audit_log.newer(session, actor, wanted, audit_log.newest(session, actor, wanted))

    newest, newer = plans(filled.engine, ask, actor)
    faults = [step for step in newest + newer if FAULT.search(step)]
    in_order = "SCAN audit_entries USING COVERING INDEX audit_by_time"
    assert [step for step in faults if step != in_order] == []
    if name != "who looked":  # those are few, however they are read
        assert not [step for step in newest if "TEMP B-TREE" in step or "Sort" in step]
        assert [step for step in newer if re.search(r"\b(at ?>|id >)", step)]


@pytest.mark.parametrize("name", OF_OPERATORS)
def test_an_index_serves_what_operators_read(filled: Filled, name: str) -> None:
    """All companies and all people are counted up to 10,000: that reads an index, not rows."""
    actor = _operator(filled.data.buyer())
    faults = _faults(filled, OF_OPERATORS[name], actor)

    assert [step for step in faults if "messages" in step or " orders" in step] == []
    if filled.engine.dialect.name == "sqlite":
        steps = [step for plan in plans(filled.engine, OF_OPERATORS[name], actor) for step in plan]
        assert not [
            step for step in steps if "TEMP B-TREE FOR ORDER BY" in step and name != "outbox"
        ]


ACCOUNT: dict[str, Ask] = {
    "colleagues": lambda s, actor: members.members(s, actor, MemberFilter()),
    "devices": devices.devices,
    "attempts": lambda s, actor: devices.attempts(s, actor, AttemptFilter()),
}


@pytest.mark.parametrize("name", ACCOUNT)
def test_an_index_serves_the_account(filled: Filled, name: str) -> None:
    """Its tables are empty here, and PostgreSQL reads an empty table whole."""
    if filled.engine.dialect.name != "sqlite":
        pytest.skip("nobody signs in to this market")
    found = plans(filled.engine, ACCOUNT[name], filled.data.buyer())
    read = re.compile(
        r"(SCAN|SEARCH) (users|sessions|one_time_links|login_attempts)\b(?!.* USING )"
    )
    assert [step for plan in found for step in plan if read.match(step)] == []


def test_the_market_adds_up(filled: Filled) -> None:
    with filled.engine.connect() as connection:
        for kept, counted in SUMS:
            assert connection.exec_driver_sql(f"SELECT {kept}").one() == (
                connection.exec_driver_sql(f"SELECT {counted}").one()
            )
        if filled.engine.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_credit_reads_open_orders_only(filled: Filled) -> None:
    plan = plans(filled.engine, OF_BUYERS["credit"], filled.data.buyer())[0]

    assert "orders_by_buyer_status" in " ".join(plan)
