"""Fixtures that every test may use: a database of its own, a session, the market of the tests.

`database`, `session` and `world` run on SQLite and on PostgreSQL. PostgreSQL is asked at
TEST_DATABASE_URL; every run makes a schema of its own and drops it. Without a server those tests
are skipped and say why, but with CI=true they fail.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from qnector.core import db, feed, settings
from qnector.domain import tables  # noqa: F401  every table must be known to the metadata
from tests.world import World

POSTGRES = os.environ.get("TEST_DATABASE_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/test")
SECRET = "a-secret-for-tests-only-" + "x" * 24


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
    """The address of a schema of this run, made and dropped with it."""
    schema = f"qnector_{uuid4().hex[:12]}"
    engine = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
    except OperationalError as failure:
        engine.dispose()
        reason = f"no PostgreSQL at {make_url(POSTGRES).render_as_string()}: {failure.orig}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    url = make_url(POSTGRES).update_query_dict({"options": f"-csearch_path={schema}"})
    address = url.render_as_string(hide_password=False)
    db.configure(address)
    db.create_all()
    db.write_now(World.build)
    db.dispose()
    yield address
    with engine.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


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
