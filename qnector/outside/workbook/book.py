"""Workbooks (.xlsx) of strangers, read cell by cell."""

import itertools
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any
from xml.parsers import expat

from qnector.outside.workbook.limits import LAST_LINE, Limits, Names, Refused, Row, plain

EXACT_DIGITS = 15  # Excel turns the sixteenth digit of a number into a zero
PLAIN_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
LOOKED_AT = 50  # rows at the top in which a sheet that is not empty has something
SMALL_PART = 1_000_000  # a small part may be as repetitive as it likes
CHUNK = 1 << 20

FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
OVERLAP = 200  # longer than any of what is looked for, which may lie across two chunks


def read(file: IO[bytes], limits: Limits) -> tuple[Names, Iterator[Row]]:
    """The first visible sheet with something on it. Raises Refused."""
    with zipfile.ZipFile(file) as archive:
        _check_parts(archive, limits)
        book = _opened(file, data_only=True)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise Refused("no_sheet")
        chosen = next(filter(_is_filled, sheets), sheets[0])
        # The library tells merged cells and the path only to those who load everything.
        has_formulas, merges = _scan(archive, chosen._worksheet_path)
    place = book.worksheets.index(chosen)
    written = _opened(file, data_only=False).worksheets[place] if has_formulas else None
    names: Names = {
        "name": chosen.title,
        "others": [sheet.title for sheet in sheets if sheet is not chosen],
        "hidden": [sheet.title for sheet in book.worksheets if sheet not in sheets],
    }
    return names, _sheet_rows(chosen, written, merges, limits)


def _check_parts(archive: zipfile.ZipFile, limits: Limits) -> None:
    """What the directory of the archive promises; no part ever unpacks to more than it says."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.bin" in names or "mimetype" in names:
        raise Refused("other_program")
    if not any(name.startswith("xl/") for name in names):
        raise Refused("not_a_table")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("password")
    is_bomb = (
        len(parts) > limits.parts
        or sum(part.file_size for part in parts) > limits.unpacked_bytes
        or any(_is_bloated(part, limits.ratio) for part in parts)
        or any(part.compress_type not in PLAIN_METHODS for part in parts)
    )
    if is_bomb:
        raise Refused("bomb")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            _refuse_entities(archive, part)


def _is_bloated(part: zipfile.ZipInfo, ratio: int) -> bool:
    return part.file_size > SMALL_PART and part.file_size > ratio * max(part.compress_size, 1)


def _refuse_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """No workbook needs a DOCTYPE; it is where entities that grow are declared."""
    parser = expat.ParserCreate()
    begun: list[str] = []
    parser.StartElementHandler = lambda name, _attributes: begun.append(name)
    parser.StartDoctypeDeclHandler = _refuse_doctype
    with archive.open(part) as source:
        while not begun and (chunk := source.read(4096)):
            parser.Parse(chunk)


def _refuse_doctype(*_declared: object) -> None:
    raise Refused("bomb")


def _opened(file: IO[bytes], *, data_only: bool) -> Any:
    import openpyxl  # type: ignore[import-untyped]  # ships no types

    book = openpyxl.load_workbook(file, read_only=True, data_only=data_only, keep_links=False)
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # many programs write them wrong, and rows would be cut off
    return book


def _is_filled(sheet: Any) -> bool:
    first = itertools.islice(sheet.iter_rows(), LOOKED_AT)
    return any(cell.value is not None for row in first for cell in row)


def _scan(archive: zipfile.ZipFile, path: str) -> tuple[bool, list[tuple[int, int, int, int]]]:
    """Whether a sheet holds formulas, and its merged ranges as (top, left, bottom, right)."""
    has_formulas = False
    merges: set[tuple[int, int, int, int]] = set()
    tail = b""
    with archive.open(path.lstrip("/")) as source:
        while chunk := source.read(CHUNK):
            chunk = tail + chunk
            has_formulas = has_formulas or FORMULA.search(chunk) is not None
            for left, top, right, bottom in MERGE.findall(chunk):
                merges.add((int(top), _column(left), int(bottom), _column(right)))
            tail = chunk[-OVERLAP:]
    return has_formulas, sorted(merges)


def _column(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - ord("A") + 1
    return index - 1


def _sheet_rows(sheet: Any, written: Any, merges: list[Any], limits: Limits) -> Iterator[Row]:
    formulas = written.iter_rows() if written is not None else itertools.repeat(())
    waiting = iter(merges)
    next_merge = next(waiting, None)
    open_merges: list[tuple[int, int, int, int]] = []
    for line, (row, typed) in enumerate(zip(sheet.iter_rows(), formulas, strict=False), 1):
        if line > LAST_LINE:
            raise Refused("rows", most=limits.rows)
        if not row:
            continue
        while next_merge is not None and next_merge[0] <= line:
            open_merges.append(next_merge)
            next_merge = next(waiting, None)
        open_merges = [merge for merge in open_merges if merge[2] >= line]
        if len(row) > limits.columns and any(c.value is not None for c in row[limits.columns :]):
            raise Refused("columns", most=limits.columns)
        cells, marks = _read_row(row[: limits.columns], typed)
        for _, left, _, right in open_merges:
            marks.update(dict.fromkeys(range(left, min(right + 1, limits.columns)), "merged"))
        yield line, cells, marks


def _read_row(row: tuple[Any, ...], typed: tuple[Any, ...]) -> tuple[list[str], dict[int, str]]:
    cells: list[str] = []
    marks: dict[int, str] = {}
    for index, cell in enumerate(row):
        value = cell.value
        if isinstance(value, str):
            text, mark = plain(value), "error" if cell.data_type == "e" else ""
        elif value is None:
            is_formula = index < len(typed) and typed[index].data_type == "f"
            # A formula that came out as no text ("") says so by its type.
            text, mark = "", "formula" if is_formula and cell.data_type != "str" else ""
        else:
            text, mark = _valued(value, cell)
        cells.append(text)
        if mark:
            marks[index] = mark
    return cells, marks


def _valued(value: Any, cell: Any) -> tuple[str, str]:
    if isinstance(value, bool):
        return str(value).upper(), ""
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        value = value.date()
    return (value.isoformat() if isinstance(value, date) else str(value)), "date"


def _number(value: int | float, shown_as: str | None) -> tuple[str, str]:
    """1.0 → "1", 0.1+0.2 → "0.3", 123 shown as 00000 → "00123": what a person sees."""
    number = Decimal(value) if isinstance(value, int) else Decimal(format(value, ".15g"))
    if not number.is_finite():
        return str(number), "error"
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if shown_as and re.fullmatch(r"0{2,50}", shown_as) and text.isdecimal():
        text = text.zfill(len(shown_as))
    return text, "rounded" if abs(number) >= 10**EXACT_DIGITS else ""
