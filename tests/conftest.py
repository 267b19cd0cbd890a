"""Fixtures that every test may use: a database of its own, a session, the market of the tests.

`database`, `session` and `world` run on SQLite and on PostgreSQL. PostgreSQL is asked at
TEST_DATABASE_URL; every run makes a schema of its own and drops it. Without a server those tests
are skipped and say why, but with CI=true they fail.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from sqlalchemy import text
from sqlmodel import Session

from qnector.core import db, feed, settings
from qnector.domain import tables  # noqa: F401  every table must be known to the metadata
from tests.support import postgres, probes, workers
from tests.world import World

# A machine that is busy with something else proves nothing about the code.
hypothesis.register_profile(
    "ours", hypothesis.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.load_profile("ours")

SECRET = "a-secret-for-tests-only-" + "x" * 24


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, when there are several workers."""
    items.sort(key=workers.turn)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keeps together on one worker what shares something expensive."""
    return workers.schedule(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Any:
    """Counts the attacks of each test."""
    try:
        return (yield)
    finally:
        probes.note(item)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Says how many attacks were tried."""
    if line := probes.summary(terminalreporter):
        terminalreporter.write_sep("-", line)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path) -> Iterator[None]:
    """No test reads the environment of whoever starts it, or writes into the project."""
    settings.use(settings.Settings(), data_dir=tmp_path, secret_key=SECRET)
    yield
    db.dispose()
    settings.use(settings.Settings())


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with every table and the market in it, to be copied for each test."""
    path = tmp_path_factory.mktemp("template") / "market.db"
    db.configure(f"sqlite:///{path}")
    db.create_all()
    db.write_now(World.build)
    db.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_schema() -> Iterator[str]:
    """The address of a schema of this run with the market in it, dropped at its end."""
    with postgres.schema() as address:
        db.configure(address)
        db.create_all()
        db.write_now(World.build)
        db.dispose()
        yield address
        db.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def kind(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on."""
    return str(request.param)


@pytest.fixture
def database(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that holds the market; `db` points at it."""
    if kind == "sqlite":
        path = tmp_path / "market.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        address = f"sqlite:///{path}"
    else:
        address = request.getfixturevalue("postgres_schema")
    db.configure(address)
    return address


@pytest.fixture
def session(database: str) -> Iterator[Session]:
    """One write transaction on a fresh market, undone after the test."""
    with db.engine().connect() as connection:
        connection = connection.execution_options(write=True)
        outer = connection.begin()
        with Session(connection, expire_on_commit=False) as session:
            yield session
        outer.rollback()


@pytest.fixture
def world(session: Session) -> World:
    """The market, looked at through the test's session."""
    return World.find(session)


@pytest.fixture
def committed(database: str, kind: str) -> Iterator[World]:
    """The market in a database that other threads see; for `db.write_now` and `db.read_now`."""
    yield db.read_now(World.find)
    feed.clear()
    if kind == "postgres":
        db.write_now(_start_anew)


def _start_anew(session: Session) -> None:
    names = ", ".join(f'"{table.name}"' for table in db.metadata.sorted_tables)
    session.connection().execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    World.build(session)
