"""5,000 companies: what the two lists cost, and that no index is missed."""

import time

import pytest
from sqlalchemy import event, insert, text
from sqlmodel import Session

from qnector.core import clock
from qnector.domain.accounts.models import Company
from qnector.domain.connections import queries
from qnector.domain.connections.models import Connection, ConnectionStatus, Terms
from qnector.domain.connections.queries import BuyerFilter, SellerFilter
from tests.world import World

COMPANIES = 5_000
STATUSES = [status.value for status in ConnectionStatus]
REQUESTED = ConnectionStatus.REQUESTED


@pytest.fixture
def crowd(session: Session, world: World) -> World:
    """5,000 companies that sell and buy; every second one asked the seller and the buyer."""
    now = clock.now()
    run = session.connection().execute
    run(
        insert(Company.__table__),
        [
            {
                "id": 1000 + n, "name": f"{'가나다라마바사'[n % 7]}상사 {n * 7919 % COMPANIES:04}",
                "business_number": f"{n:010}", "representative_name": "홍", "business_type": "도매",
                "business_item": "식품", "postal_code": "", "street": "", "detail": "", "phone": "",
                "contact_email": f"c{n}@crowd.test", "is_buyer": True, "is_seller": n % 5 > 0,
                "verification": "unverified", "vat_mode": "included", "shows_stock": False,
                "created_at": now,
            }
            for n in range(COMPANIES)
        ],
    )  # fmt: skip
    run(
        insert(Connection.__table__),
        [
            {
                "buyer_id": buyer, "seller_id": seller, "status": STATUSES[n // 2 % 4],
                "reason": "", "requested_at": now, "terms_kind": Terms.NEXT_MONTH_END,
                "terms_days": 0,
            }
            for n in range(0, COMPANIES, 2)
            for buyer, seller in (
                (1000 + n, world.seller.company_id),
                *(((world.buyer.company_id, 1000 + n),) if n % 5 else ()),
            )
        ],
    )  # fmt: skip
    run(text("ANALYZE"))
    return world


def plan_of(session: Session, statement: str, values: object, kind: str) -> str:
    word = "EXPLAIN QUERY PLAN" if kind == "sqlite" else "EXPLAIN"
    rows = session.connection().exec_driver_sql(f"{word} {statement}", values).all()
    return "\n".join(str(row[-1]) for row in rows)


SELLERS = [
    (SellerFilter(), "companies_by_name"),
    (SellerFilter(page=20), "companies_by_name"),
    (SellerFilter(text="상사 49"), "companies_by_name"),
    (SellerFilter(status=REQUESTED), "connections_"),
    (SellerFilter(status=REQUESTED, sort="status"), "connections_"),
    (SellerFilter(sort="status"), ""),
]
BUYERS = [
    (BuyerFilter(), "connections_by_seller"),
    (BuyerFilter(status=REQUESTED), "connections_by_seller"),
    (BuyerFilter(sort="name"), "connections_"),
    (BuyerFilter(sort="-asked"), "connections_by_seller"),
    (BuyerFilter(text="상사 49"), "connections_by_seller"),
]
ALL = [("sellers", *one) for one in SELLERS] + [("buyers", *one) for one in BUYERS]
# A read takes some milliseconds on a quiet machine; a suite has neighbours.
QUICK = 0.1


@pytest.mark.parametrize(("name", "wanted", "index"), ALL)
def test_a_list_of_thousands_stays_quick(
    session: Session, crowd: World, kind: str, name: str, wanted: object, index: str
) -> None:
    read = getattr(queries, name)
    actor = crowd.buyer if name == "sellers" else crowd.seller
    asked: list[tuple[str, object]] = []
    event.listen(
        session.connection(), "before_cursor_execute", lambda *call: asked.append(call[2:4])
    )
    page = read(session, actor, wanted)
    plan = plan_of(session, *asked[-1], kind)

    took = min(_timed(read, session, actor, wanted) for _ in range(7))

    assert len(page.rows) == 20
    assert took < QUICK, f"{took * 1000:.1f} ms"
    # With half of all connections its own, PostgreSQL rightly reads the small table whole.
    if kind == "sqlite":
        assert index in plan
        assert _scans(plan, "connections") == set()
    if index == "companies_by_name":
        assert index in plan


@pytest.mark.parametrize("name", ["sellers", "buyers"])
def test_a_small_one_among_thousands_reads_only_its_own(
    session: Session, crowd: World, kind: str, name: str
) -> None:
    actor = crowd.stranger if name == "sellers" else crowd.stranger_seller
    kind_of = SellerFilter if name == "sellers" else BuyerFilter
    asked: list[tuple[str, object]] = []
    event.listen(
        session.connection(), "before_cursor_execute", lambda *call: asked.append(call[2:4])
    )
    for status in ConnectionStatus:
        getattr(queries, name)(session, actor, kind_of(status=status))
    queries.counts_by_status(session, crowd.stranger_seller)

    for statement, values in list(asked):
        plan = plan_of(session, statement, values, kind)
        assert "SCAN connections" not in plan.replace("SCAN connections USING", "")
        assert "Seq Scan on connections" not in plan


def _timed(read, *given: object) -> float:
    begun = time.perf_counter()
    read(*given)
    return time.perf_counter() - begun


def _scans(plan: str, table: str) -> set[str]:
    """By which index each scan of a table goes, "" for the table itself."""
    return {
        line.partition("USING INDEX ")[2].partition(" ")[0]
        for line in plan.splitlines()
        if line.startswith(f"SCAN {table}")
    }
