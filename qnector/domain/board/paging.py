"""One page of a statement, and finding a text."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlmodel import Session

from qnector.core.paging import COUNTED_TO, Page

Row = TypeVar("Row")


def page_of(
    session: Session,
    rows: Select[Any],
    counted: Select[Any],
    made: Callable[..., Row],
    number: int,
    size: int,
) -> Page[Row]:
    """Page `number` of `rows`, out of as many as `counted` has (exact to 10,000)."""
    few = counted.limit(COUNTED_TO + 1).subquery()
    run = session.connection().execute
    total = int(run(select(func.count()).select_from(few)).scalar_one())
    last = max(1, -(-min(total, COUNTED_TO) // size))
    number = min(max(number, 1), last)
    found = run(rows.limit(size).offset((number - 1) * size))
    return Page([made(*row) for row in found], total, number, size)


def containing(text: str, *columns: Any) -> ColumnElement[bool]:
    """Whether one of these texts has `text` in it, large or small letters alike."""
    return or_(*(column.icontains(text, autoescape=True) for column in columns))
