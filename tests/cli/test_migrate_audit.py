"""The log of an older version becomes chains that verify, on both databases."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, MetaData, Table, select

from alembic import command
from qnector.cli import migrate
from qnector.core import db, settings
from qnector.core.settings import Misconfigured
from qnector.domain import tables
from qnector.domain.audit import service as audit
from qnector.domain.audit import verifying
from qnector.domain.audit.models import AuditEntry
from tests.support import postgres

assert tables

START = datetime(2026, 1, 5, 3, 0, 0, 123_457, tzinfo=UTC)
# The chain of each act, in the order in which they happened.
CHAINS = (1, 2, None, 1, 1, 2, None, 1)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def old(request: pytest.FixtureRequest) -> Iterator[None]:
    """A database of revision 0002 in which two companies, and nobody, have done things."""
    place = postgres.schema() if request.param == "postgresql" else nullcontext("")
    with place as url:
        settings.use(database_url=url)
        db.configure(settings.current().database)
        with db.engine().connect() as connection:
            made = migrate.config()
            made.attributes["connection"] = connection
            command.upgrade(made, "0002")
            connection.commit()
        with db.engine().begin() as connection:
            _live(connection)
        yield
        db.dispose()


def _live(connection: Connection) -> None:
    known = MetaData()
    companies, users, entries = (
        Table(name, known, autoload_with=connection)
        for name in ("companies", "users", "audit_entries")
    )
    texts = {column.name: "" for column in companies.c if column.name not in {"id", "managed_by"}}
    for number in (1, 2):
        connection.execute(companies.insert(), {
            **texts, "id": number, "name": f"회사 {number}", "is_buyer": True, "is_seller": True,
            "verification": "unchecked", "vat_mode": "included", "shows_stock": False,
            "created_at": START,
        })  # fmt: skip
        connection.execute(users.insert(), {
            "id": number, "company_id": number, "email": f"{number}@old.test", "role": "owner",
            "password_hash": "", "name": "김하나", "is_operator": False, "is_active": True,
            "email_verified_at": START, "created_at": START,
        })  # fmt: skip
    for at, chain in enumerate(CHAINS):
        connection.execute(entries.insert(), {
            "company_id": chain, "user_id": chain, "acting_operator_id": None,
            "action": "order.place" if chain else "user.add", "ref": f"order:{at}",
            "detail": '수량을 "잘못" 적었어요',
            "at": START + timedelta(seconds=at, microseconds=at),
        })  # fmt: skip


def test_every_act_is_numbered_and_verifies(old: None) -> None:
    migrate.upgrade()

    found = {one.chain: one for one in db.read_now(lambda s: list(verifying.verify_all(s)))}
    assert {chain: one.count for chain, one in found.items()} == {0: 2, 1: 4, 2: 2}
    assert all(one.is_whole for one in found.values())
    numbers = select(AuditEntry.ref).where(AuditEntry.company_id == 1).order_by(AuditEntry.number)
    assert db.read_now(lambda s: list(s.execute(numbers).scalars())) == [
        "order:0", "order:3", "order:4", "order:7",
    ]  # fmt: skip


def test_every_act_says_what_it_is_about(old: None) -> None:
    migrate.upgrade()

    areas = select(AuditEntry.company_id, AuditEntry.area).distinct()
    assert set(db.read_now(lambda s: s.execute(areas).all())) == {
        (1, "order"), (2, "order"), (None, "user"),
    }  # fmt: skip


def test_what_happens_afterwards_goes_on_with_the_chain(old: None) -> None:
    migrate.upgrade()
    db.write_now(audit.write, None, "order.place", "order:9", company_id=2)

    found = db.read_now(verifying.verify, 2)
    assert (found.count, found.is_whole) == (3, True)


def test_nothing_that_refers_to_a_company_is_lost(old: None) -> None:
    migrate.upgrade()

    with db.engine().connect() as connection:
        counted = [
            connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()
            for name in ("companies", "users", "audit_entries")
        ]
        assert counted == [2, 2, len(CHAINS)]
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_it_stops_at_a_row_that_refers_to_nothing(old: None) -> None:
    if not settings.current().is_sqlite:
        pytest.skip("PostgreSQL never has such a row")
    with db.engine().connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("UPDATE users SET company_id = 99 WHERE id = 1")
        driver.execute("PRAGMA foreign_keys=ON")

    with pytest.raises(Misconfigured, match="a row of users refers to a row of companies"):
        migrate.upgrade()

    with db.engine().connect() as connection:
        assert not migrate.is_current(connection)


def test_it_goes_back_and_forth_without_losing_a_company(old: None) -> None:
    migrate.upgrade()
    for action in audit.AREAS:
        db.write_now(audit.write, None, f"{action}.test", "user:1", company_id=1)
    command.downgrade(migrate.config(), "0002")
    migrate.upgrade()

    found = {one.chain: one for one in db.read_now(lambda s: list(verifying.verify_all(s)))}
    after = 4 + len(audit.AREAS)
    assert {chain: one.count for chain, one in found.items()} == {0: 2, 1: after, 2: 2}
    assert all(one.is_whole for one in found.values())
    with db.engine().connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM companies").scalar_one() == 2
        assert connection.exec_driver_sql("SELECT count(*) FROM users").scalar_one() == 2
