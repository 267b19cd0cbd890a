"""How a database means to answer what a query asks it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import Session

from qnector.core.actor import Actor


def plans(engine: Engine, ask: Callable[[Session, Actor], Any], actor: Actor) -> list[list[str]]:
    """The steps of the plan of each SELECT that `ask` runs."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        asked.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    with Session(engine, autoflush=False) as session:
        ask(session, actor)
    event.remove(engine, "before_cursor_execute", note)
    with engine.connect() as connection:
        return [_steps(connection, *one) for one in asked if one[0].startswith("SELECT")]


def _steps(connection: Any, statement: str, values: Any) -> list[str]:
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return [row.detail for row in rows]
    rows = connection.exec_driver_sql(f"EXPLAIN (COSTS OFF) {statement}", values)
    return [row[0].strip() for row in rows]
