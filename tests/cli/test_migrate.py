"""Migrations lead from nothing to what the models say, on both databases."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext

import pytest
from sqlalchemy import inspect, text

from alembic import command
from qnector.cli import migrate
from qnector.core import db, settings
from qnector.core.settings import Misconfigured
from qnector.domain import tables
from tests.support import postgres

assert tables


LIVE = pytest.param("postgresql", marks=pytest.mark.postgres)


@pytest.fixture(params=["sqlite", LIVE])
def empty(request, tmp_path) -> Iterator[None]:
    """An empty database that the settings point at."""
    place = postgres.schema() if request.param == "postgresql" else nullcontext("")
    with place as url:
        settings.use(database_url=url)
        db.configure(settings.current().database)
        yield
        db.dispose()


def test_it_builds_every_table_from_nothing(empty) -> None:
    migrate.upgrade()

    with db.engine().connect() as connection:
        made = set(inspect(connection).get_table_names())
        assert migrate.is_current(connection)
    assert made >= set(db.metadata.tables)


def test_models_and_migrations_do_not_differ(empty) -> None:
    migrate.upgrade()

    command.check(migrate.config())


def test_it_may_run_twice(empty) -> None:
    migrate.upgrade()
    migrate.upgrade()

    with db.engine().connect() as connection:
        assert migrate.is_current(connection)


def test_it_refuses_a_database_that_is_newer_than_the_code(empty) -> None:
    migrate.upgrade()
    with db.engine().begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(Misconfigured, match="newer than this code"):
        migrate.upgrade()


def test_it_says_when_the_database_cannot_be_opened() -> None:
    url = "postgresql+psycopg://nobody@127.0.0.1:1/none"
    settings.use(database_url=url)
    db.configure(url)

    with pytest.raises(Misconfigured, match="cannot be opened"):
        migrate.upgrade()


def orphaned() -> tuple[str, set[str]]:
    """A database of an older revision with a row that refers to nothing."""
    migrate.upgrade()
    command.downgrade(migrate.config(), "0004")
    with sqlite3.connect(settings.current().database.removeprefix("sqlite:///")) as connection:
        connection.execute(
            "INSERT INTO consents (user_id, document, version, address, agreed_at)"
            " VALUES (999, 'terms', '1', '', '2026-01-01')"
        )
    return schema()


def schema() -> tuple[str, set[str]]:
    """The revision, and the columns of a table that the newest one changes."""
    with db.engine().connect() as connection:
        columns = {one["name"] for one in inspect(connection).get_columns("login_attempts")}
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    return version, columns


@pytest.mark.parametrize("empty", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "bring",
    [
        pytest.param(migrate.upgrade, id="qnector"),
        pytest.param(lambda: command.upgrade(migrate.config(), "head"), id="alembic"),
        pytest.param(lambda: command.downgrade(migrate.config(), "0003"), id="back"),
    ],
)
def test_a_row_that_refers_to_nothing_stops_it_and_nothing_is_changed(
    empty: None, bring: Callable[[], None]
) -> None:
    before = orphaned()

    with pytest.raises(Misconfigured, match="Nothing was changed"):
        bring()

    assert schema() == before
    with db.engine().connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1


@pytest.mark.parametrize("empty", [LIVE], indirect=True)
@pytest.mark.parametrize(
    "bring",
    [
        pytest.param(migrate.upgrade, id="qnector"),
        pytest.param(lambda: command.upgrade(migrate.config(), "head"), id="alembic"),
    ],
)
def test_it_waits_for_another_that_migrates(empty: None, bring: Callable[[], None]) -> None:
    done = threading.Thread(target=bring)
    lock = text("SELECT pg_advisory_xact_lock(:key)")
    with db.engine().begin() as another:
        another.execute(lock, {"key": migrate.LOCK})
        done.start()
        time.sleep(0.5)
        assert done.is_alive()
        assert inspect(another).get_table_names() == []
    done.join(20)

    with db.engine().connect() as connection:
        assert migrate.is_current(connection)


@pytest.mark.parametrize("empty", [LIVE], indirect=True)
def test_a_migration_that_stopped_lets_the_next_one_in(empty: None) -> None:
    """The lock goes with the transaction, though the connection goes back into the pool."""
    migrate.upgrade()
    with db.engine().begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Misconfigured):
        migrate.upgrade()

    held = text(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
    )
    with db.engine().connect() as connection:
        assert connection.execute(held).scalar_one() == 0
