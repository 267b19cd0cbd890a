"""Migrations lead from nothing to what the models say, on both databases."""

from collections.abc import Iterator
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


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
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
