"""How much of somebody's file is read, and the words of the reading process."""

import re
from dataclasses import dataclass

LAST_LINE = 1_048_576  # of any Excel sheet
LONGEST_CELL = 32_767  # of any Excel cell

# Excel writes a carriage return within a cell as _x000D_.
CONTROLS = re.compile(r"(?:_x000[9AaDd]_|[\x00-\x1f\x7f])+")

Row = tuple[int, list[str], dict[int, str]]  # line, texts, what is wrong by column
Names = dict[str, str | list[str]]  # the sheet's name, the "others" and the "hidden" ones


class Refused(Exception):
    """The file cannot be used; the code is one of SENTENCES in outside/xlsx.py."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(code)


@dataclass(frozen=True)
class Limits:
    """How much of a file is read. Bytes, letters and seconds."""

    file_bytes: int = 20_000_000
    unpacked_bytes: int = 300_000_000
    ratio: int = 100
    parts: int = 1_000
    rows: int = 50_000
    columns: int = 100
    letters: int = 20_000_000
    memory_bytes: int = 1_000_000_000
    seconds: int = 60


def plain(text: str) -> str:
    """Without the line breaks, tabs and control characters that no list can show."""
    return text.strip() if text.isprintable() else CONTROLS.sub(" ", text).strip()
