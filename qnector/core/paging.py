"""One page of a list."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

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
