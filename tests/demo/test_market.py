"""The demo market: its size, every status, and that it never mixes with real use."""

import time

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core import clock, db, files
from qnector.core.settings import Misconfigured
from qnector.demo import market
from qnector.domain.accounts import demo
from qnector.domain.accounts.models import Company, User
from qnector.domain.catalog.models import Picture, Product
from qnector.domain.orders.models import Order, OrderStatus
from qnector.domain.settlements.models import Settlement


@pytest.fixture
def empty(tmp_path) -> None:
    db.configure(f"sqlite:///{tmp_path}/demo.db")
    db.create_all()


def test_it_holds_what_it_promises_and_loads_within_half_a_minute(empty) -> None:
    begun = time.monotonic()
    assert db.write_now(market.load_if_empty)
    assert time.monotonic() - begun < 30

    db.read_now(_look)


def _look(session: Session) -> None:
    run = session.connection().execute
    count = select(func.count())
    sellers = count.select_from(Company).where(Company.is_seller)
    assert run(sellers).scalar_one() == 3
    assert run(count.select_from(Company).where(Company.is_buyer)).scalar_one() == 4
    assert run(count.select_from(Product)).scalar_one() == 40
    assert run(count.select_from(Order)).scalar_one() >= 100
    assert set(run(select(Order.status).distinct()).scalars()) == set(OrderStatus)
    completed = count.select_from(Order).where(Order.status == OrderStatus.COMPLETED)
    owed = count.select_from(Settlement)
    assert run(completed).scalar_one() == run(owed).scalar_one() > 30
    assert run(select(func.max(Order.placed_at))).scalar_one() <= clock.now()
    assert run(select(func.min(Product.stock))).scalar_one() >= 0
    emails = set(run(select(User.email)).scalars())
    assert {login.email for login in demo.LOGINS} <= emails
    for sha256 in run(select(Picture.sha256)).scalars():
        assert all(files.path_of(sha256, size).is_file() for size in files.SIZES)


def test_it_is_not_loaded_over_anything(empty) -> None:
    assert db.write_now(market.load_if_empty)
    before = db.read_now(lambda s: s.execute(select(func.count(Order.id))).scalar_one())

    assert not db.write_now(market.load_if_empty)

    after = db.read_now(lambda s: s.execute(select(func.count(Order.id))).scalar_one())
    assert after == before
    with pytest.raises(Misconfigured, match="QNECTOR_DATA_DIR"):
        db.read_now(market.refuse_demo_data)


def test_clearing_never_empties_a_database_that_is_no_demo(empty) -> None:
    db.write_now(_somebody_real)

    with pytest.raises(Misconfigured, match="not a demo"):
        db.write_now(market.clear)
    db.read_now(market.refuse_demo_data)


def _somebody_real(session: Session) -> None:
    session.add(
        User(
            email="boss@example.co.kr",
            name="대표",
            role="owner",
            is_operator=True,
            created_at=clock.now(),
        )
    )
