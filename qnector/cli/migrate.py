"""Bring the database to the state that this code needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from alembic import command
from qnector.cli.build import ROOT
from qnector.core import db, settings
from qnector.core.settings import Misconfigured

LOCK = 0x716E6563  # "qnec": two processes that start together must not migrate together


def config() -> Config:
    return Config(str(ROOT / "alembic.ini"))


def upgrade() -> None:
    """Run every migration that is missing. Raises Misconfigured when that cannot be."""
    try:
        with db.engine().connect() as connection, changing(connection):
            _refuse_newer(connection)
            made = config()
            made.attributes["connection"] = connection
            command.upgrade(made, "head")
    except OperationalError as failure:
        raise Misconfigured(f"The database cannot be opened: {failure.orig}") from failure


def is_current(connection: Connection) -> bool:
    """Whether the database is at this code's newest migration."""
    heads = set(ScriptDirectory.from_config(config()).get_heads())
    return set(MigrationContext.configure(connection).get_current_heads()) == heads


@contextmanager
def changing(connection: Connection) -> Iterator[None]:
    """One transaction around every migration, one process at a time; all of it or nothing.

    Alembic commits by itself only where none was begun before.
    Raises Misconfigured when a table that was made anew lost what others refer to.
    """
    with _rebuilding(connection), connection.begin():
        if not settings.current().is_sqlite:
            # Until the end of the transaction: whoever comes next sees what this one did.
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        yield
        _refuse_orphans(connection)


@contextmanager
def _rebuilding(connection: Connection) -> Iterator[None]:
    """SQLite changes some columns by making the table anew: what refers to it must not object.

    It listens to this only outside of a transaction, so it is said before one begins.
    """
    if not settings.current().is_sqlite:
        yield
        return
    connection.execution_options(write=True)  # two that start together take turns from the start
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _refuse_orphans(connection: Connection) -> None:
    if not settings.current().is_sqlite:
        return
    orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if orphan is not None:
        raise Misconfigured(
            f"The migration stopped: a row of {orphan[0]} refers to a row of {orphan[2]} that is"
            " not there. Nothing was changed."
        )


def _refuse_newer(connection: Connection) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    for revision in MigrationContext.configure(connection).get_current_heads():
        if revision not in known:
            raise Misconfigured(
                f"The database is newer than this code (it is at migration {revision})."
                " Update Qnector, or restore a backup made with this version."
            )
