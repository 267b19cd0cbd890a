"""The market is the same every time, seen from the day on which it is loaded."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core import clock, db, settings
from qnector.demo.stage import Stage
from qnector.domain.accounts.models import Company
from qnector.domain.board.models import Inquiry, Notice
from qnector.domain.catalog.models import Product, StockMove
from qnector.domain.connections.models import Connection
from qnector.domain.messages.models import Message
from qnector.domain.orders.models import Order, OrderEvent, OrderLine, Shipment
from tests.demo.conftest import TODAY, Loaded, load

LATER = TODAY + timedelta(days=98)
SAME = {
    "companies": (Company.name, Company.business_number),
    "products": (Product.sku, Product.stock, Product.status),
    "connections": (Connection.buyer_id, Connection.seller_id, Connection.status,
                    Connection.credit_limit, Connection.requested_at),
    "orders": (Order.buyer_name, Order.seller_name, Order.status, Order.total_amount, Order.summary,
               Order.memo, Order.held_at, Order.placed_at),
    "lines": (OrderLine.order_id, OrderLine.name, OrderLine.quantity, OrderLine.amount),
    "events": (OrderEvent.order_id, OrderEvent.kind, OrderEvent.user_id, OrderEvent.at),
    "shipments": (Shipment.order_id, Shipment.carrier, Shipment.tracking_number),
    "notices": (Notice.title, Notice.kind, Notice.published_at, Notice.retired_at),
    "inquiries": (Inquiry.title, Inquiry.status, Inquiry.asked_at, Inquiry.answered_at,
                  Inquiry.seen_at, Inquiry.answer_seen_at),
    "stock": (StockMove.product_id, StockMove.quantity, StockMove.reason, StockMove.at),
}  # fmt: skip


def digest(session: Session, now: datetime) -> dict[str, list[tuple[Any, ...]]]:
    """The main columns, moments as distances from `now`."""

    def told(value: Any) -> Any:
        return now - value if isinstance(value, datetime) else value

    found = {
        name: [
            tuple(told(value) for value in row)
            for row in session.execute(select(*columns).order_by(columns[0].class_.id))
        ]
        for name, columns in SAME.items()
    }
    kinds = select(Message.kind, Message.channel, Message.state, func.count())
    grouped = kinds.group_by(Message.kind, Message.channel, Message.state)
    return found | {"messages": sorted(tuple(row) for row in session.execute(grouped))}


def test_it_is_the_same_on_another_day(on_sqlite: Loaded, tmp_path: Path) -> None:
    again = load(f"sqlite:///{tmp_path}/again.db", on_sqlite.folder, LATER)

    found = []
    for one, now in ((on_sqlite, TODAY), (again, LATER)):
        db.configure(one.address)
        found.append(db.read_now(digest, now))
        db.dispose()
    settings.use(settings.Settings())
    for name in found[0]:
        assert found[0][name] == found[1][name], name


MOMENTS = st.integers(0, 7 * 365 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(now=MOMENTS, hours=st.floats(0.1, 72), more=st.floats(0, 24))
def test_what_was_lately_lies_in_this_month_and_in_order(now, hours, more) -> None:
    stage = Stage(Session(), now)
    earlier, later = stage.lately(hours + more), stage.lately(hours)
    assert earlier <= later <= now
    assert clock.seoul_day(stage.lately(min(hours, 72))).replace(day=1) == clock.seoul_day(
        now
    ).replace(day=1)


@given(now=MOMENTS, days=st.integers(0, 500), hour=st.floats(0, 23.9))
def test_an_hour_of_a_day_lies_on_that_day_in_seoul(now, days, hour) -> None:
    found = Stage(Session(), now).ago(days, hour)
    assert clock.seoul_day(found) == clock.seoul_day(now) - timedelta(days=days)
