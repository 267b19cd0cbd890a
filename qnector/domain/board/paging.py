"""One page of a list, and finding a text."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlmodel import Session

from qnector.core.paging import COUNTED_TO, Page

Row = TypeVar("Row")


def page_of(
    session: Session,
    matching: Select[tuple[int]],
    rows: Select[Any],
    order: Sequence[Any],
    made: Callable[..., Row],
    *,
    number: int,
    size: int,
) -> Page[Row]:
    """Page `number` of what is `matching` (a select of ids), in this order, each row `made`.

    The first column of `rows` is the id. Sorted are ids alone: joins and texts are looked up for
    the rows of one page only. The total is exact to 10,000.
    """
    run = session.connection().execute
    few = matching.limit(COUNTED_TO + 1).subquery()
    total = int(run(select(func.count()).select_from(few)).scalar_one())
    last = max(1, -(-min(total, COUNTED_TO) // size))
    number = min(max(number, 1), last)
    chosen = matching.order_by(*order).limit(size).offset((number - 1) * size)
    key = rows.selected_columns[0]
    found = run(rows.where(key.in_(chosen)).order_by(*order))
    return Page([made(*row) for row in found], total, number, size)


def containing(text: str, *columns: Any) -> ColumnElement[bool]:
    """Whether one of these texts has `text` in it, large or small letters alike."""
    return or_(*(column.icontains(text, autoescape=True) for column in columns))
