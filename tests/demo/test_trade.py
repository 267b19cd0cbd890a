"""What the demo market shows: every state of everything, on the screens of every demo login."""

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core import clock, db
from qnector.core.actor import Actor, Side
from qnector.core.money import VatKind
from qnector.domain.accounts.models import User
from qnector.domain.catalog.models import Product, ProductStatus, StockKind, StockMove
from qnector.domain.connections.models import Connection, ConnectionStatus
from qnector.domain.messages import rules
from qnector.domain.messages.models import Channel, Kind, Message, State
from qnector.domain.orders import sums
from qnector.domain.orders.models import (
    Order,
    OrderEvent,
    OrderLine,
    OrderStatus,
    PartnerMonth,
    Shipment,
)
from qnector.domain.settlements.models import Settlement
from tests.demo.conftest import Loaded
from tests.domain.orders.test_sums import counted, kept

SIDES = [("buyer", Side.BUYER), ("seller", Side.SELLER), ("both", Side.BUYER),
         ("both", Side.SELLER), ("managed", Side.BUYER)]  # fmt: skip


def actor(session: Session, login: str, side: Side) -> Actor:
    user = session.execute(
        select(User).where(User.email == f"{login}@demo.qnector.test")
    ).scalar_one()
    return Actor(user.id or 0, user.company_id or 0, side, user.role)


def own(who: Actor):  # type: ignore[no-untyped-def]
    return (Order.buyer_id if who.side is Side.BUYER else Order.seller_id) == who.company_id


@pytest.mark.parametrize(("login", "side"), SIDES)
def test_every_login_sees_orders_of_this_month_in_every_status(loaded: Loaded, login, side) -> None:
    def look(session: Session) -> None:
        who = actor(session, login, side)
        month = clock.today().replace(day=1)
        statuses = session.execute(select(Order.status).where(own(who), Order.placed_on >= month))
        assert len(list(statuses)) >= 5
        every = session.execute(select(Order.status).where(own(who)).distinct()).scalars()
        assert set(every) == set(OrderStatus)

    db.read_now(look)


@pytest.mark.parametrize(("login", "side"), SIDES)
def test_every_login_sees_a_year_that_lives(loaded: Loaded, login, side) -> None:
    def look(session: Session) -> None:
        found = sums.figures(session, actor(session, login, side))
        assert sum(count > 0 for _, count in found.by_month) >= (3 if login == "managed" else 12)
        assert found.this_month > 0

    db.read_now(look)


def test_the_market_grows(loaded: Loaded) -> None:
    def look(session: Session) -> list[int]:
        days = [
            (clock.today() - day).days for day in session.execute(select(Order.placed_on)).scalars()
        ]
        return [sum(start <= day < start + 140 for day in days) for start in (0, 140, 280)]

    young, middle, old = db.read_now(look)
    assert young > middle > old > 80


def test_the_sums_are_those_of_the_orders(loaded: Loaded) -> None:
    def look(session: Session) -> None:
        assert kept(session) == counted(session)
        months: dict[tuple[object, ...], list[int]] = {}
        rows = session.execute(
            select(Order.buyer_id, Order.placed_on, Order.seller_id, Order.total_amount)
            .where(Order.status != OrderStatus.CANCELLED)
        )  # fmt: skip
        for buyer, day, seller, amount in rows:
            found = months.setdefault((buyer, day.replace(day=1), seller), [0, 0])
            found[0], found[1] = found[0] + 1, found[1] + amount
        stored = session.execute(
            select(PartnerMonth).where(PartnerMonth.order_count != 0)
        ).scalars()
        assert {
            (one.buyer_id, one.month, one.seller_id): [one.order_count, one.total_amount]
            for one in stored
        } == months

    db.read_now(look)


def test_the_demo_buyer_meets_sellers_in_every_state(loaded: Loaded) -> None:
    def look(session: Session) -> None:
        who = actor(session, "buyer", Side.BUYER)
        rows = session.execute(
            select(Connection.status, Connection.reason).where(
                Connection.buyer_id == who.company_id
            )
        ).all()
        assert {row.status for row in rows} == set(ConnectionStatus)
        silent = (ConnectionStatus.REQUESTED, ConnectionStatus.APPROVED)
        assert all(bool(row.reason) == (row.status not in silent) for row in rows)
        assert len(rows) < 8  # one seller was never asked

    db.read_now(look)


@pytest.mark.parametrize("login", ["seller", "both"])
def test_a_demo_seller_meets_buyers_in_every_state(loaded: Loaded, login: str) -> None:
    def look(session: Session) -> None:
        who = actor(session, login, Side.SELLER)
        states = select(Connection.status).where(Connection.seller_id == who.company_id).distinct()
        assert set(session.execute(states).scalars()) == set(ConnectionStatus)
        terms = select(Connection.terms_kind).where(Connection.seller_id == who.company_id)
        assert len(set(session.execute(terms).scalars())) > 1

    db.read_now(look)


@pytest.mark.parametrize(("login", "side"), [one for one in SIDES if one[0] != "managed"])
def test_an_order_waits_for_more_credit(loaded: Loaded, login, side) -> None:
    def look(session: Session) -> int:
        held = select(func.count()).where(
            own(actor(session, login, side)),
            Order.held_at.is_not(None),
            Order.status == OrderStatus.PENDING,
        )
        return int(session.execute(held).scalar_one())

    assert db.read_now(look) >= 1


def test_orders_went_every_way(loaded: Loaded) -> None:
    def look(session: Session) -> None:
        kinds = set(session.execute(select(OrderEvent.kind).distinct()).scalars())
        assert kinds >= {
            "placed", "held", "released", "accepted", "shipped", "completed", "cancelled",
            "cancel_requested", "cancel_agreed", "cancel_declined", "cancel_withdrawn",
        }  # fmt: skip
        carriers = set(session.execute(select(Shipment.carrier).distinct()).scalars())
        assert len(carriers) >= 6
        parts = select(func.count(Shipment.id)).group_by(Shipment.order_id)
        assert max(session.execute(parts).scalars()) == 2

    db.read_now(look)


def test_what_is_completed_is_owed_and_some_of_it_is_overdue(loaded: Loaded) -> None:
    def look(session: Session) -> None:
        completed = select(func.count()).where(Order.status == OrderStatus.COMPLETED)
        owed = select(func.count()).select_from(Settlement)
        overdue = owed.where(Settlement.due_on < clock.today())
        total = session.execute(owed).scalar_one()
        assert session.execute(completed).scalar_one() == total
        assert 0 < session.execute(overdue).scalar_one() < total

    db.read_now(look)


def test_the_shelves_show_every_case(loaded: Loaded) -> None:
    def look(session: Session) -> None:
        assert set(session.execute(select(Product.status)).scalars()) == set(ProductStatus)
        assert set(session.execute(select(Product.vat_kind)).scalars()) == set(VatKind)
        low = select(func.count()).where(Product.stock.between(1, 10_000))
        assert session.execute(low).scalar_one() >= 5
        never = select(Product.id).where(~Product.id.in_(select(OrderLine.product_id)))
        assert len(session.execute(never).all()) < 10
        moved = session.execute(select(StockMove.kind, StockMove.reason)).all()
        assert {row.kind for row in moved} == set(StockKind)
        assert all(row.reason for row in moved)
        assert len({row.reason for row in moved}) >= 3

    db.read_now(look)


def test_messages_tell_of_everything_and_some_mails_failed(loaded: Loaded) -> None:
    def look(session: Session) -> None:
        told = set(session.execute(select(Message.kind).distinct()).scalars())
        # What concerns a person's account is told by doors that a demo passes by.
        assert told == {kind for kind in Kind if rules.SIDES[kind]}
        mails = select(Message.state, func.count()).where(Message.channel == Channel.EMAIL)
        states = dict(map(tuple, session.execute(mails.group_by(Message.state))))
        assert set(states) == {State.SENT, State.FAILED}
        assert 20 < states[State.FAILED] < states[State.SENT] // 10
        failed = session.execute(select(Message.error).where(Message.state == State.FAILED))
        assert all(failed.scalars())
        again = select(func.count()).where(Message.state == State.SENT, Message.attempts == 2)
        assert session.execute(again).scalar_one() > 0

    db.read_now(look)


def test_no_history_runs_backwards(loaded: Loaded) -> None:
    def look(session: Session) -> None:
        for moments in (select(Message.created_at).order_by(Message.id),
                        select(OrderEvent.at).order_by(OrderEvent.id),
                        select(Order.placed_at).order_by(Order.id)):  # fmt: skip
            found = list(session.execute(moments).scalars())
            assert found == sorted(found)

    db.read_now(look)
