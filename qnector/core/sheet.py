"""Tables of text: what a file gave, and what is to be written into one."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

Cell = str | int | Decimal | None


class Mark(StrEnum):
    """What is wrong with a cell whose text alone would mislead."""

    ERROR = "error"  # #N/A and its kind
    FORMULA = "formula"  # never calculated, so there is no value
    DATE = "date"  # the text is how we write the day, not what the person typed
    MERGED = "merged"  # one cell over several: which row it belongs to is a guess
    ROUNDED = "rounded"  # a number longer than Excel can keep


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that is not blank; `line` is its number in the file, `marks` go by column index."""

    line: int
    cells: tuple[str, ...]
    marks: dict[int, Mark] = field(default_factory=dict)

    def text(self, column: int) -> str:
        """The text of a column; rows end at their last filled cell."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of the sheet that was read; `others` and `hidden` name those that were not."""

    name: str
    rows: list[SheetRow]
    others: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet to be written: numbers as numbers, everything else as text, whatever it looks like.

    The columns named in `texts` stay text when somebody types a number into them.
    """

    name: str
    header: tuple[str, ...]
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    texts: tuple[str, ...] = ()
