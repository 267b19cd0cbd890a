import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core import clock, feed, secrets
from qnector.core.errors import Invalid, NotAllowed, NotFound
from qnector.core.quantity import ONE
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from qnector.domain.cart import queries as carts
from qnector.domain.cart import service as cart
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import ProductStatus, PurchaseCount
from qnector.domain.connections import access as connection_access
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import Connection
from qnector.domain.messages.models import Kind, Message
from qnector.domain.orders import errors, queries
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import Order, OrderEvent, OrderStatus
from tests.world import World


def count(session: Session, model: type) -> int:
    return int(session.connection().execute(select(func.count()).select_from(model)).scalar_one())


def limit_credit(session: Session, world: World, won: int) -> None:
    statement = select(Connection).where(Connection.seller_id == world.seller.company_id)
    connection = session.execute(statement).scalar_one()
    connection.credit_limit = won
    session.add(connection)
    session.flush()


def test_it_places_one_order_per_seller(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 2, world.laptop: 1})
    already_the_14th_in_seoul = datetime(2026, 2, 13, 15, 0, tzinfo=UTC)

    with clock.frozen(already_the_14th_in_seoul):
        first, second = orders.place(session, world.buyer, world.placement())

    assert re.fullmatch(r"20260214-\d{6}", first.number)
    assert (first.seller_name, second.seller_name) == ("바다식품", "새벽사무")
    assert (world.stock(world.rice), world.stock(world.laptop)) == (8, 4)
    bought = queries.detail(session, world.buyer, first.number)
    assert (bought.total_amount, bought.placed_on) == (120_000, date(2026, 2, 14))
    assert bought.status is OrderStatus.PENDING


def test_it_copies_what_must_not_change(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 2, world.onion: 1})

    (placed,) = orders.place(session, world.buyer, world.placement(memo=" 문 앞에 "))
    world.raise_price(world.rice, to=99_000)

    order = queries.detail(session, world.seller, placed.number)
    rice, onion = order.lines
    assert (rice.unit_price, rice.amount, rice.supply_amount, rice.vat_amount) == (
        60_000, 120_000, 109_091, 10_909,
    )  # fmt: skip
    assert (onion.vat_kind, onion.vat_amount, onion.price_rule) == ("exempt", 0, "base")
    assert (order.partner, order.memo, order.phone) == ("한빛상회", "문 앞에", "01012345678")
    assert (order.line_count, order.total_quantity) == (2, 3 * ONE)


def test_it_empties_only_what_was_ordered_and_counts_it(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 1, world.onion: 1})
    cart.check(session, world.buyer, world.onion, is_checked=False)

    orders.place(session, world.buyer, world.placement())

    left = carts.view(session, world.buyer)
    assert [line.product_id for line in left.lines] == [world.onion]
    counts = session.execute(select(PurchaseCount.product_id, PurchaseCount.order_count)).all()
    assert [tuple(row) for row in counts] == [(world.rice, 1)]


def test_it_tells_the_seller_records_the_act_and_wakes_both(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 1})
    wanted = world.placement()
    world.touched()

    (placed,) = orders.place(session, world.buyer, wanted)

    told = session.execute(select(Message).where(Message.ref == f"order:{placed.number}")).scalars()
    assert {(one.kind, one.to_company_id) for one in told} == {
        (Kind.NEW_ORDER, world.seller.company_id)
    }
    audit.settle(session)
    audited = session.execute(select(AuditEntry.user_id).where(AuditEntry.action == "order.place"))
    assert audited.scalar_one() == world.buyer.user_id
    buyer, seller = world.buyer.company_id, world.seller.company_id
    assert {(buyer, "orders"), (seller, "orders"), (buyer, "cart"), (seller, "stock")} <= (
        world.touched()
    )


def test_it_wakes_the_operators_count_of_today_slowly(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 1})
    wanted = world.placement()
    world.touched()

    orders.place(session, world.buyer, wanted)

    mine = {topic for company_id, topic in world.touched() if company_id == 0}
    assert "placed" in mine
    assert "placed" in feed.SLOW_TOPICS


def test_the_same_key_again_returns_the_same_orders(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 2, world.laptop: 1})
    wanted = world.placement()
    first = orders.place(session, world.buyer, wanted)

    again = orders.place(session, world.buyer, wanted)

    assert again == first
    assert count(session, Order) == 2
    assert world.stock(world.rice) == 8


def test_a_key_of_somebody_else_is_another_key(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 1})
    wanted = world.placement()
    orders.place(session, world.buyer, wanted)

    with pytest.raises(errors.CartChanged):
        orders.place(session, world.buyer_staff, wanted)


def test_it_refuses_a_price_the_buyer_never_saw(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 2})
    wanted = world.placement()
    world.raise_price(world.rice, to=61_000)

    with pytest.raises(errors.CartChanged) as refusal:
        orders.place(session, world.buyer, wanted)

    assert refusal.value.changes == [errors.PriceMoved("쌀 20kg", old=60_000, new=61_000)]
    assert "₩60,000" in refusal.value.changes[0].sentence
    assert world.stock(world.rice) == 10


def test_it_lists_everything_that_moved(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 4, world.onion: 1, world.laptop: 1, world.paper: 2})
    wanted = world.placement()
    world.put_in(world.rice, -7)
    world.raise_price(world.paper, to=25_000)
    catalog.set_status(session, world.seller, world.onion, ProductStatus.HIDDEN)
    catalog.set_status(session, world.other_seller, world.laptop, ProductStatus.SOLD_OUT)

    with pytest.raises(errors.CartChanged) as refusal:
        orders.place(session, world.buyer, wanted)

    assert refusal.value.changes == [
        errors.StockShort("쌀 20kg", 4 * ONE, 3 * ONE),
        errors.Gone("양파"),
        errors.StockShort("노트북 14형", ONE, 0),
        errors.PriceMoved("복사용지 A4", 24_900, 25_000),
    ]


def test_accepting_the_changes_lets_the_buyer_go_on(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 4, world.onion: 1})
    world.put_in(world.rice, -7)
    world.raise_price(world.rice, to=61_000)
    catalog.set_status(session, world.seller, world.onion, ProductStatus.HIDDEN)

    cart.accept_changes(session, world.buyer)
    (placed,) = orders.place(session, world.buyer, world.placement())

    assert queries.detail(session, world.buyer, placed.number).total_amount == 3 * 61_000
    assert world.stock(world.rice) == 0


def test_it_refuses_an_old_revision(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 1})
    wanted = world.placement()
    cart.set_quantity(session, world.buyer, world.rice, 3 * ONE)

    with pytest.raises(errors.CartChanged) as refusal:
        orders.place(session, world.buyer, wanted)

    assert refusal.value.changes == [errors.RevisionMoved()]
    assert "주문서가 바뀌었어요" in refusal.value.changes[0].sentence


def test_it_refuses_a_suspended_seller(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 1})
    wanted = world.placement()
    connection = session.execute(
        select(Connection.id).where(connection_access.visible(world.seller))
    ).scalar_one()
    connections.suspend(session, world.seller, connection, "미수금")

    with pytest.raises(errors.CartChanged) as refusal:
        orders.place(session, world.buyer, wanted)

    assert refusal.value.changes == [errors.Gone("쌀 20kg")]


def test_it_refuses_an_empty_choice(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 1})
    cart.check(session, world.buyer, world.rice, is_checked=False)

    with pytest.raises(Invalid, match="품목을 골라"):
        orders.place(session, world.buyer, world.placement())


def test_it_refuses_an_address_of_somebody_else(session: Session, world: World) -> None:
    world.fill_cart(world.buyer, {world.rice: 1})
    wanted = world.placement()
    theirs = world.address(world.buyer_staff)

    with pytest.raises(NotFound):
        orders.place(session, world.buyer, orders.Wanted(wanted.key, wanted.revision, theirs))


def test_it_refuses_the_seller_side(session: Session, world: World) -> None:
    wanted = orders.Wanted(secrets.new_key(), 0, 1)

    with pytest.raises(NotAllowed):
        orders.place(session, world.seller, wanted)


@pytest.mark.parametrize(
    ("key", "memo", "field"),
    [("short", "", ""), ("k" * 65, "", ""), ("k" * 43, "메" * 101, "memo")],
)
def test_it_refuses_what_no_window_sends(key: str, memo: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        orders.Wanted(key, 1, 1, memo)

    assert refusal.value.field == field


def test_an_order_over_the_credit_limit_is_held(session: Session, world: World) -> None:
    limit_credit(session, world, 100_000)
    (first,) = world.place({world.rice: 1})

    (second,) = world.place({world.rice: 1})

    assert not first.is_held
    assert second.is_held
    assert "₩120,000 / ₩100,000" in second.notice
    assert world.stock(world.rice) == 8
    kinds = session.execute(
        select(OrderEvent.kind)
        .where(OrderEvent.order_id == second.order_id)
        .order_by(OrderEvent.id)
    )
    assert list(kinds.scalars()) == ["placed", "held"]


def test_it_warns_when_the_credit_runs_out(session: Session, world: World) -> None:
    limit_credit(session, world, 75_000)

    (placed,) = world.place({world.rice: 1})

    assert not placed.is_held
    assert "₩60,000 / ₩75,000" in placed.notice


def test_what_is_owed_counts_against_the_limit(session: Session, world: World) -> None:
    (first,) = world.place({world.rice: 1})
    orders.accept(session, world.seller, first.order_id)
    orders.complete(session, world.seller, first.order_id)
    limit_credit(session, world, 100_000)

    (second,) = world.place({world.rice: 1})

    assert second.is_held


def test_a_cancelled_order_does_not_count_against_the_limit(session: Session, world: World) -> None:
    limit_credit(session, world, 100_000)
    (first,) = world.place({world.rice: 1})
    orders.cancel(session, world.seller, first.order_id, "품절")

    (second,) = world.place({world.rice: 1})

    assert not second.is_held
