from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, insert, text
from sqlmodel import Session

from qnector.core import clock, settings
from qnector.core.errors import NotAllowed
from qnector.domain.orders import listing, queries, sums
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import Order, OrderStatus
from qnector.domain.orders.queries import OrderFilter
from tests.domain.orders import steps
from tests.world import World

NOON = datetime(2026, 2, 13, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _everything_is_shown() -> None:
    settings.use(settings.current(), has_billing=False)


def seed(world: World, count: int, *, first_day: date = date(2026, 2, 13)) -> None:
    """Bare heads of orders, one a day backwards, 1,000 won more each."""
    base = {
        "buyer_id": world.buyer.company_id, "seller_id": world.seller.company_id,
        "placed_by": world.buyer.user_id, "buyer_name": "한빛상회", "seller_name": "바다식품",
        "vat_mode": "included", "line_count": 1, "total_quantity": 1000, "vat_amount": 0,
        "summary": "쌀", "recipient": "김", "phone": "021234567", "postal_code": "04524",
        "street": "서울", "detail": "", "memo": "", "is_fully_shipped": False, "placed_at": NOON,
    }  # fmt: skip
    statuses = [OrderStatus.PENDING, OrderStatus.PROCESSING, OrderStatus.COMPLETED]
    rows = [
        {
            **base,
            "number": f"{first_day - timedelta(days=n):%Y%m%d}-{n:06d}",
            "placed_on": first_day - timedelta(days=n),
            "supply_amount": 1_000 * n,
            "total_amount": 1_000 * n,
            "status": statuses[n % 3],
        }
        for n in range(count)
    ]
    world.session.connection().execute(insert(Order.__table__), rows)
    for row in rows:
        sums.placed(world.session, row)
    sums.settle(world.session)


def numbers(session: Session, world: World, wanted: OrderFilter) -> list[str]:
    return [row.number for row in queries.page(session, world.buyer, wanted).rows]


def test_each_side_sees_the_other(session: Session, world: World) -> None:
    steps.placed(world)

    (bought,) = queries.page(session, world.buyer_staff, OrderFilter()).rows
    (sold,) = queries.page(session, world.seller_staff, OrderFilter()).rows

    assert (bought.partner, sold.partner) == ("바다식품", "한빛상회")
    assert bought.number == sold.number
    assert (bought.summary, bought.total_amount) == ("쌀 20kg", 120_000)


def test_nobody_else_sees_it(session: Session, world: World) -> None:
    steps.placed(world)

    for other in (world.stranger, world.stranger_seller, world.other_seller):
        assert queries.page(session, other, OrderFilter()).total == 0
        assert set(queries.counts_by_status(session, other).values()) == {0}
    with pytest.raises(NotAllowed):
        queries.page(session, world.operator, OrderFilter())


def test_pages_follow_one_another(session: Session, world: World) -> None:
    seed(world, 25)

    first = queries.page(session, world.buyer, OrderFilter(size=10))
    last = queries.page(session, world.buyer, OrderFilter(size=10, page=3))
    beyond = queries.page(session, world.buyer, OrderFilter(size=10, page=99))

    assert (first.total, first.last, len(first.rows), len(last.rows)) == (25, 3, 10, 5)
    assert first.rows[0].number == "20260213-000000"
    assert (beyond.number, beyond.rows) == (3, last.rows)


def test_the_total_is_exact_up_to_its_limit(
    session: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed(world, 25)
    monkeypatch.setattr(listing, "COUNTED_TO", 24)
    listing._count.cache_clear()

    assert queries.page(session, world.buyer, OrderFilter()).total == 25
    listing._count.cache_clear()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (OrderFilter(from_on=date(2026, 2, 12)), 2),
        (OrderFilter(to_on=date(2026, 2, 10)), 6),
        (OrderFilter(from_on=date(2026, 2, 10), to_on=date(2026, 2, 11)), 2),
        (OrderFilter(status=OrderStatus.COMPLETED), 3),
        (OrderFilter(text="20260213"), 1),
        (OrderFilter(text="20260213-00000"), 1),
        (OrderFilter(text="바다"), 9),
        (OrderFilter(text="식품"), 9),
        (OrderFilter(text="한빛"), 0),
        (OrderFilter(text="%"), 0),
        (OrderFilter(text="_"), 0),
        (OrderFilter(text="\\"), 0),
        (OrderFilter(text="' OR 1=1 --"), 0),
    ],
)
def test_it_finds(session: Session, world: World, wanted: OrderFilter, found: int) -> None:
    seed(world, 9)

    assert queries.page(session, world.buyer, wanted).total == found


def test_it_finds_one_partner(session: Session, world: World) -> None:
    world.place({world.rice: 1, world.laptop: 1})

    wanted = OrderFilter(partner_id=world.other_seller.company_id)
    assert [row.partner for row in queries.page(session, world.buyer, wanted).rows] == ["새벽사무"]
    assert queries.page(session, world.seller, wanted).total == 0


@pytest.mark.parametrize("sort", listing.SORTS)
def test_it_sorts(session: Session, world: World, sort: str) -> None:
    seed(world, 9)
    newest_first = [f"{date(2026, 2, 13) - timedelta(days=n):%Y%m%d}-{n:06d}" for n in range(9)]

    is_turned = sort in {"placed", "number", "-total"}
    wanted = list(reversed(newest_first)) if is_turned else newest_first
    assert numbers(session, world, OrderFilter(sort=sort)) == wanted


def test_it_counts_what_came_since(session: Session, world: World) -> None:
    first = steps.placed(world)
    assert queries.newer(session, world.seller, OrderFilter(), first) == 0

    steps.placed(world)

    assert queries.newer(session, world.seller, OrderFilter(), first) == 1
    wanted = OrderFilter(status=OrderStatus.COMPLETED)
    assert queries.newer(session, world.seller, wanted, first) == 0


def test_it_counts_by_status(session: Session, world: World) -> None:
    seed(world, 9)

    counts = queries.counts_by_status(session, world.buyer, date(2026, 2, 12))

    assert counts == {
        OrderStatus.PENDING: 1,
        OrderStatus.PROCESSING: 1,
        OrderStatus.COMPLETED: 0,
        OrderStatus.CANCEL_REQUESTED: 0,
        OrderStatus.CANCELLED: 0,
    }


def test_the_plan_hides_old_orders_that_are_closed(session: Session, world: World) -> None:
    seed(world, 9, first_day=date(2025, 6, 13))

    with clock.frozen(NOON):
        everything = queries.page(session, world.buyer, OrderFilter())
        settings.use(settings.current(), has_billing=True)
        shown = queries.page(session, world.buyer, OrderFilter())

    assert (shown.total, everything.total) == (6, 9)
    assert OrderStatus.COMPLETED not in {row.status for row in shown.rows}


def test_the_queries_do_not_grow_with_the_rows(session: Session, world: World) -> None:
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: asked.append(args[2]))

    queries.page(session, world.buyer, OrderFilter(size=50))
    with_none = len(asked)
    seed(world, 60)
    asked.clear()

    assert len(queries.page(session, world.buyer, OrderFilter(size=50)).rows) == 50
    assert len(asked) == with_none


def test_detail_asks_no_more_for_a_long_order(session: Session, world: World) -> None:
    (short,) = world.place({world.rice: 1})
    (long, _) = world.place({world.rice: 1, world.onion: 1, world.laptop: 1})
    orders.ship(session, world.seller, long.order_id, steps.PICKUP)
    orders.ship(session, world.seller, short.order_id, steps.PICKUP)
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: asked.append(args[2]))
    counts = []
    for placed in (short, long):
        session.expire_all()
        asked.clear()
        queries.detail(session, world.seller, placed.number)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 6
    assert session.connection().execute(text("SELECT count(*) FROM orders")).scalar_one() == 3
