"""Reads somebody's workbook in a process of its own, and prints its rows as JSON lines.

`outside/xlsx.py` starts it with the file as standard input. It imports nothing of ours and holds
no secret; whatever a hostile file does to it ends with this process.
"""

import csv
import io
import itertools
import json
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any
from xml.parsers import expat

LAST_LINE = 1_048_576  # of any Excel sheet
LONGEST_CELL = 32_767  # of any Excel cell
EXACT_DIGITS = 15  # Excel turns the sixteenth digit of a number into a zero
PLAIN_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
LOOKED_AT = 50  # rows at the top in which a sheet that is not empty has something
SMALL_PART = 1_000_000  # a small part may be as repetitive as it likes
CHUNK = 1 << 20

CONTROLS = re.compile(r"_x00(?:0[9AaDd])_|[\x00-\x1f\x7f]+")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
OVERLAP = 200  # longer than any of what is looked for, which may lie across two chunks

Row = tuple[int, list[str], dict[int, str]]


class Refused(Exception):
    """The file cannot be used; the code is one of xlsx.SENTENCES."""

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


def main(arguments: list[str]) -> None:
    """Print what is said of the sheet, then every row, then the end, or why not."""
    limits = Limits(**json.loads(arguments[0]))
    confine(limits)
    try:
        for said in read(os.fdopen(0, "rb", closefd=False), limits):
            say(said)
        say({"end": True})
    except Refused as refusal:
        say({"refused": refusal.code, **refusal.values})
    except (MemoryError, RecursionError):
        say({"refused": "heavy"})
    except Exception:  # the library raises anything at all on a broken or hostile file
        say({"refused": "broken"})


def say(what: object) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")


def confine(limits: Limits) -> None:
    """Step back behind everybody else, and take no more than is allowed."""
    os.nice(10)
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a text file
    try:
        import resource
    except ImportError:  # no such thing on Windows: size and wall clock remain
        return
    wanted = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for kind, most in wanted.items():
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # macOS knows no limit on memory
            continue


def read(file: IO[bytes], limits: Limits) -> Iterator[object]:
    """First the names of the sheets, then rows of [line, texts, marks]."""
    head = file.read(4)
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        yield from _workbook(file, limits)
    else:
        yield {"name": "", "others": [], "hidden": []}
        yield from _within(_csv_rows(file.read()), limits)


def _within(rows: Iterator[Row], limits: Limits) -> Iterator[Row]:
    """The rows that hold something, as long as they are not too many."""
    letters = 0
    count = 0
    for line, cells, marks in rows:
        while cells and not cells[-1]:
            cells.pop()
        if line > LAST_LINE:
            raise Refused("rows", most=limits.rows)
        if not cells:
            continue
        count += 1
        letters += sum(map(len, cells))
        if count > limits.rows:
            raise Refused("rows", most=limits.rows)
        if len(cells) > limits.columns:
            raise Refused("columns", most=limits.columns)
        if letters > limits.letters:
            raise Refused("heavy")
        yield line, cells, marks


# CSV


def _csv_rows(raw: bytes) -> Iterator[Row]:
    text = _decoded(raw)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    line = 0
    try:
        for line, cells in enumerate(reader, 1):
            yield line, [_plain(cell) for cell in cells], {}
    except csv.Error:
        raise Refused("quotes", line=line + 1) from None


def _decoded(raw: bytes) -> str:
    for start, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16")):
        if raw.startswith(start):
            return _text(raw, encoding)
    try:
        return _text(raw, "utf-8")
    except Refused:
        return _text(raw, "cp949")


def _text(raw: bytes, encoding: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise Refused("letters") from None
    if "\0" in text:
        raise Refused("not_a_table")
    if re.match(r"\s*<(!doctype|html|\?xml|table|meta)", text, re.IGNORECASE):
        raise Refused("web_page")
    return text


def _delimiter(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return max(",\t;", key=first.count)


# Workbooks


def _workbook(file: IO[bytes], limits: Limits) -> Iterator[object]:
    with zipfile.ZipFile(file) as archive:
        _check_parts(archive, limits)
        book = _opened(file, data_only=True)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise Refused("no_sheet")
        # The first sheet with something on it: new workbooks carry empty ones along.
        chosen = next(filter(_is_filled, sheets), sheets[0])
        yield {
            "name": chosen.title,
            "others": [sheet.title for sheet in sheets if sheet is not chosen],
            "hidden": [sheet.title for sheet in book.worksheets if sheet not in sheets],
        }
        # The library tells merged cells and the path only to those who load everything.
        has_formulas, merges = _scan(archive, chosen._worksheet_path)
        place = book.worksheets.index(chosen)
        written = _opened(file, data_only=False).worksheets[place] if has_formulas else None
        yield from _within(_sheet_rows(chosen, written, merges, limits), limits)


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
            text, mark = _plain(value), "error" if cell.data_type == "e" else ""
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


def _plain(text: str) -> str:
    """Without the line breaks, tabs and control characters that no list can show."""
    return text.strip() if text.isprintable() else CONTROLS.sub(" ", text).strip()


if __name__ == "__main__":
    main(sys.argv[1:])
