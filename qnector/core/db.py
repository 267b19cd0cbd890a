"""The two doors to the database: `read` and `write`, and their synchronous twins.

A verb is a plain function `fn(session, *args)`; it never commits and never awaits.
"""

import asyncio
import contextvars
import functools
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    Row,
    Select,
    create_engine,
    event,
    pool,
)
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.dialects import postgresql as postgresql_dialect
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel

from qnector.core import feed, settings
from qnector.core.errors import Unavailable

P = ParamSpec("P")
T = TypeVar("T")

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMES
metadata: MetaData = SQLModel.metadata

POOL_SIZE = 8
Touched = set[tuple[int, str]]


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC; SQLite forgets the zone, this gives it back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def by_value(kind: type[Enum]) -> SqlEnum:
    """A column type that stores an enum's value as text, not its name."""
    return SqlEnum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


def touch(session: Session, company_id: int, topic: str) -> None:
    """Remember whose screens to wake once this transaction is committed."""
    session.info.setdefault("touched", set()).add((company_id, topic))


def changed_one(session: Session, statement: UpdateBase) -> bool:
    """Run a guarded UPDATE or DELETE and tell whether it met exactly one row."""
    result = session.connection().execute(statement)
    assert isinstance(result, CursorResult)
    return bool(result.rowcount == 1)


def insert_or_ignore(
    session: Session,
    table: type[SQLModel],
    unique: list[str],
    *,
    update: dict[str, Any] | None = None,
) -> Any:
    """An INSERT that does nothing, or updates, when a row with the same `unique` is there."""
    dialect = sqlite_dialect if session.get_bind().dialect.name == "sqlite" else postgresql_dialect
    statement = dialect.insert(table)
    if update is None:
        return statement.on_conflict_do_nothing(index_elements=unique)
    return statement.on_conflict_do_update(index_elements=unique, set_=update)


async def read(fn: Callable[..., T], *args: Any, slow: bool = False, **kwargs: Any) -> T:
    """Run a query. On SQLite on the event loop, unless `slow` (over 20 ms); else in the pool.

    Raises Unavailable when the database does not answer.
    """
    with _answering():
        if not slow and _store().is_sqlite:
            return read_now(fn, *args, **kwargs)
        return await _in(_store().readers, functools.partial(read_now, fn, *args, **kwargs))


async def read_row(statement: Select[Any], parameters: dict[str, Any]) -> Row[Any] | None:
    """The first row of one statement, outside any transaction: the cheapest read there is.

    The guard asks this way before every event; a session and a transaction cost five times as much.
    """
    store = _store()
    if store.is_sqlite:
        return store.glance(statement, parameters)
    return await _in(store.readers, functools.partial(store.glance, statement, parameters))


async def write(fn: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a verb in one transaction, commit, wake the screens it touched. Never on the loop.

    Raises Unavailable when the database does not answer; then nothing was changed.
    """
    with _answering():
        return await _in(_store().writers, functools.partial(write_now, fn, *args, **kwargs))


@contextmanager
def _answering() -> Iterator[None]:
    """A database that is locked, full or gone is one refusal, said in one sentence."""
    try:
        yield
    except OperationalError as failure:
        raise Unavailable from failure


def read_now(fn: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The synchronous twin of `read`, for jobs, the command line and tests."""
    with Session(_store().engine, expire_on_commit=False, autoflush=False) as session:
        return fn(session, *args, **kwargs)


def write_now(fn: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The synchronous twin of `write`."""
    with begin() as session:
        return fn(session, *args, **kwargs)


@contextmanager
def begin() -> Iterator[Session]:
    """One write transaction: committed at the end, undone when anything is raised."""
    with Session(_store().engine, expire_on_commit=False) as session:
        session.connection(execution_options={"write": True})
        yield session
        session.commit()
        touched: Touched = session.info.pop("touched", set())
    for company_id, topic in sorted(touched):
        feed.publish(company_id, topic)


def engine() -> Engine:
    """The engine of this process."""
    return _store().engine


def configure(url: str) -> None:
    """Point this process at a database; closes the one before."""
    global _current
    dispose()
    _current = _Store(url)


def dispose() -> None:
    """Close every connection and thread; the next use opens them anew."""
    global _current
    if _current is not None:
        _current.close()
    _current = None


def create_all() -> None:
    """Make every table without Alembic (tests only)."""
    metadata.create_all(engine())


class _Store:
    """An engine and the threads that may use it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self.engine = _sqlite(url) if self.is_sqlite else _server(url)
        # One FIFO writer: SQLite has one write lock, and waiting in our queue is fair.
        self.writers = ThreadPoolExecutor(1 if self.is_sqlite else POOL_SIZE, "db-write")
        self.readers = ThreadPoolExecutor(4 if self.is_sqlite else POOL_SIZE, "db-read")

        self._glances = threading.local()
        self._kept: list[Connection] = []

    def glance(self, statement: Select[Any], parameters: dict[str, Any]) -> Row[Any] | None:
        """Ask on a connection that this thread keeps, with every statement on its own."""
        connection: Connection | None = getattr(self._glances, "connection", None)
        if connection is None:
            options = {"isolation_level": "AUTOCOMMIT"} if not self.is_sqlite else {"glance": True}
            connection = self.engine.connect().execution_options(**options)
            self._glances.connection = connection
            self._kept.append(connection)
        try:
            return connection.execute(statement, parameters).first()
        except DBAPIError:
            # A server that was restarted: the next glance connects anew.
            del self._glances.connection
            self._kept.remove(connection)
            connection.close()
            raise

    def close(self) -> None:
        self.writers.shutdown(wait=True)
        self.readers.shutdown(wait=True)
        for connection in self._kept:
            connection.close()
        self.engine.dispose()


def _sqlite(url: str) -> Engine:
    path = url.removeprefix("sqlite:///")
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    made = create_engine(
        url,
        connect_args={"check_same_thread": False, "cached_statements": 512},
        poolclass=pool.QueuePool,
        pool_size=POOL_SIZE,
        max_overflow=16,
    )
    event.listen(made, "connect", _prepare_sqlite)
    event.listen(made, "begin", _begin_sqlite)
    return made


def _server(url: str) -> Engine:
    return create_engine(url, pool_size=POOL_SIZE, max_overflow=POOL_SIZE, pool_pre_ping=False)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we issue BEGIN ourselves, so that writers lock at once
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=5000",
        "cache_size=-16000",
        "mmap_size=268435456",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    options = connection.get_execution_options()
    if not options.get("glance"):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("write") else "BEGIN")


_current: _Store | None = None
_opening = threading.Lock()


def _store() -> _Store:
    global _current
    if _current is None:
        with _opening:
            if _current is None:
                _current = _Store(settings.current().database)
    return _current


async def _in(threads: ThreadPoolExecutor, call: Callable[[], T]) -> T:
    context = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(threads, context.run, call)
