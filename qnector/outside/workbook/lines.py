"""CSV files in whatever letters Korean programs write them."""

import csv
import io
import re
from collections.abc import Iterator

from qnector.outside.workbook.limits import LONGEST_CELL, Names, Refused, Row, plain

NO_NAMES: Names = {"name": "", "others": [], "hidden": []}


def read(raw: bytes) -> tuple[Names, Iterator[Row]]:
    """The rows of a CSV file; it has one sheet without a name. Raises Refused."""
    return NO_NAMES, _rows(_decoded(raw))


def _rows(text: str) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    line = 0
    try:
        for line, cells in enumerate(reader, 1):
            yield line, [plain(cell) for cell in cells], {}
    except csv.Error:
        raise Refused("quotes", line=line + 1) from None


def _decoded(raw: bytes) -> str:
    text = _text(raw)
    if "\0" in text:
        raise Refused("not_a_table")
    if re.match(r"\s*<(!doctype|html|\?xml|table|meta)", text, re.IGNORECASE):
        raise Refused("web_page")
    return text


def _text(raw: bytes) -> str:
    is_wide = raw.startswith(b"\xff\xfe")
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("letters")


def _delimiter(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return max(",\t;", key=first.count)
