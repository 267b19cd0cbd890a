"""Migrations run against the database of the settings, or the connection that is handed in."""

from sqlalchemy import Connection

from alembic import context
from qnector.cli import migrate
from qnector.core import db
from qnector.domain import tables  # noqa: F401  every table must be known to the metadata


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        compare_type=True,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with db.engine().connect() as connection, migrate.changing(connection):
        run(connection)
