"""One page of a list."""

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select
from sqlmodel import Session

Row = TypeVar("Row")

SIZES = (10, 20, 50)
COUNTED_TO = 10_000  # beyond this a list says "10,000건 이상"


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """`rows` of page `number` (from 1) of `size`, out of `total` (exact up to COUNTED_TO)."""

    rows: list[Row] = field(default_factory=list)
    total: int = 0
    number: int = 1
    size: int = 20

    @property
    def last(self) -> int:
        """The number of the last page, at least 1."""
        return max(1, -(-min(self.total, COUNTED_TO) // self.size))


def clean_size(size: int) -> int:
    """One of SIZES; 20 when asked for anything else."""
    return size if size in SIZES else 20


def counted(session: Session, chosen: Select[Any]) -> int:
    """How many rows a select of one column has, at most one more than COUNTED_TO."""
    few = chosen.limit(COUNTED_TO + 1).subquery()
    number = select(func.count()).select_from(few)
    return int(session.connection().execute(number).scalar_one())


def place(page: int, size: int, total: int) -> tuple[int, int]:
    """The number and the size of the page that is shown when this one was asked for."""
    size = clean_size(size)
    last = max(1, -(-min(total, COUNTED_TO) // size))
    return min(max(page, 1), last), size


def cut(chosen: Select[Any], number: int, size: int) -> Select[Any]:
    """Only the rows of one page."""
    return chosen.limit(size).offset((number - 1) * size)
