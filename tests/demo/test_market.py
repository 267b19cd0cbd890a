"""The demo market: its size, and that it never mixes with real use."""

import sys

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core import clock, db, files
from qnector.core.settings import Misconfigured
from qnector.demo import market
from qnector.domain.accounts import demo, rules
from qnector.domain.accounts.models import Company, User
from qnector.domain.catalog.models import Picture, Product
from qnector.domain.orders.models import Order
from tests.demo.conftest import Loaded


def test_it_loads_within_half_a_minute(on_sqlite: Loaded, capsys: pytest.CaptureFixture) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\nthe demo market took {on_sqlite.seconds:.1f} s of work to load\n")
    assert on_sqlite.seconds < 30


def test_it_holds_what_it_promises(loaded: Loaded) -> None:
    db.read_now(_look)


def _look(session: Session) -> None:
    run = session.connection().execute
    count = select(func.count())
    sellers = count.select_from(Company).where(Company.is_seller)
    assert run(sellers).scalar_one() >= 6
    assert run(count.select_from(Company).where(Company.is_buyer)).scalar_one() >= 8
    assert run(count.select_from(Company).where(Company.is_buyer, Company.is_seller)).scalar_one()
    assert run(count.select_from(Company).where(Company.managed_by.is_not(None))).scalar_one()
    assert run(count.select_from(Product)).scalar_one() >= 120
    assert run(select(func.count(Picture.sha256.distinct()))).scalar_one() >= 80
    assert 570 <= run(count.select_from(Order)).scalar_one() <= 640
    first, last = run(select(func.min(Order.placed_at), func.max(Order.placed_at))).one()
    assert 420 <= (clock.now() - first).days <= 430
    assert last <= clock.now()
    assert run(select(func.min(Product.stock))).scalar_one() == 0


def test_every_picture_lies_there_in_every_size(loaded: Loaded) -> None:
    shas = db.read_now(lambda session: list(session.execute(select(Picture.sha256)).scalars()))
    for sha256 in shas:
        assert all(files.path_of(sha256, size).is_file() for size in files.SIZES)


def test_its_people_are_invented(loaded: Loaded) -> None:
    def look(session: Session) -> None:
        emails = set(session.execute(select(User.email)).scalars())
        assert {login.email for login in demo.LOGINS} <= emails
        assert all(email.endswith(demo.DOMAIN) for email in emails)
        for company in session.execute(select(Company)).scalars():
            assert company.business_number.startswith("000")
            assert rules.is_business_number(company.business_number)
            assert company.contact_email.endswith(".qnector.test")

    db.read_now(look)


def test_every_company_has_an_owner_and_most_have_more_people(loaded: Loaded) -> None:
    def look(session: Session) -> list[int]:
        people = select(func.count()).where(User.company_id.is_not(None)).group_by(User.company_id)
        owners = select(func.count()).where(User.role == "owner", User.company_id.is_not(None))
        assert session.execute(owners).scalar_one() == _companies(session)
        return list(session.execute(people).scalars())

    counts = db.read_now(look)
    assert sum(count > 1 for count in counts) > len(counts) // 2


def _companies(session: Session) -> int:
    return int(session.execute(select(func.count(Company.id))).scalar_one())


def test_it_is_not_loaded_over_anything(loaded: Loaded) -> None:
    before = db.read_now(lambda s: s.execute(select(func.count(Order.id))).scalar_one())

    assert not db.write_now(market.load_if_empty)

    after = db.read_now(lambda s: s.execute(select(func.count(Order.id))).scalar_one())
    assert after == before
    with pytest.raises(Misconfigured, match="QNECTOR_DATA_DIR"):
        db.read_now(market.refuse_demo_data)


def test_clearing_never_empties_a_database_that_is_no_demo(tmp_path) -> None:
    db.configure(f"sqlite:///{tmp_path}/real.db")
    db.create_all()
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
