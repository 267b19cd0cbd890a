"""Rows into a database by the hundred thousand: executemany on SQLite, COPY on PostgreSQL."""

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


def analyze(engine: Engine) -> None:
    """Let the planner count, as a server does by itself sooner or later."""
    statement = "ANALYZE" if engine.dialect.name == "sqlite" else "VACUUM ANALYZE"
    raw: Any = engine.raw_connection()
    if engine.dialect.name != "sqlite":
        raw.driver_connection.autocommit = True
    raw.cursor().execute(statement)
    raw.invalidate()
