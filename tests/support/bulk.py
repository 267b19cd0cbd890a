"""Rows into a database by the hundred thousand: executemany on SQLite, COPY on PostgreSQL."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine

Row = Sequence[Any]


class Bulk:
    """One raw connection. Values are as SQLite keeps them: text for days, moments and enums."""

    def __init__(self, engine: Engine) -> None:
        self.is_sqlite = engine.dialect.name == "sqlite"
        self.raw: Any = engine.raw_connection()

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """All rows, in the order they come."""
        named = ", ".join(f'"{column}"' for column in columns)
        cursor = self.raw.cursor()
        if self.is_sqlite:
            marks = ", ".join("?" * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({marks})', rows)
            return
        with cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
        if "id" in columns:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM \"{table}\""
            )


@contextmanager
def bulk(engine: Engine) -> Iterator[Bulk]:
    """A transaction for loading. Foreign keys are not checked meanwhile, where that is allowed."""
    loading = Bulk(engine)
    cursor = loading.raw.cursor()
    if loading.is_sqlite:
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("BEGIN IMMEDIATE")
    else:
        cursor.execute("SET TIME ZONE 'UTC'")
        if cursor.execute("SHOW is_superuser").fetchone()[0] == "on":
            cursor.execute("SET session_replication_role = replica")
    try:
        yield loading
        loading.raw.commit()
    finally:
        loading.raw.invalidate()


TABLES = """
SELECT oid::regclass::text, relallvisible < relpages FROM pg_class
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
"""


def analyze(engine: Engine, *, seconds: float = 60) -> None:
    """Let the planner count, as a server does by itself sooner or later.

    While anybody else has an old transaction open, PostgreSQL cannot say of a page that all may
    see it, and then reads a whole table where it would read an index. So this waits for them.
    """
    raw: Any = engine.raw_connection()
    if engine.dialect.name == "sqlite":
        raw.cursor().execute("ANALYZE")
        raw.invalidate()
        return
    raw.driver_connection.autocommit = True
    until = time.monotonic() + seconds
    while True:
        tables = raw.cursor().execute(TABLES).fetchall()
        raw.cursor().execute("VACUUM ANALYZE " + ", ".join(name for name, _ in tables))
        if not any(is_unseen for _, is_unseen in raw.cursor().execute(TABLES).fetchall()):
            break
        assert time.monotonic() < until, "an old transaction in this database does not end"
        time.sleep(0.5)
    raw.invalidate()
