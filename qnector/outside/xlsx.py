"""Excel and CSV files: read in a confined process, written with every text as text."""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from qnector.core import settings
from qnector.core.errors import Invalid
from qnector.core.sheet import Cell, Mark, Sheet, SheetRow, Table
from qnector.outside.workbook.limits import LONGEST_CELL, Limits

__all__ = ["Limits", "Unreadable", "read", "save"]

ROOT = Path(__file__).resolve().parents[2]
CHILD = "qnector.outside.workbook.child"
HOLDING = 8  # of the first bytes, enough to know what a file is
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, .doc, and workbooks behind a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # by XML
NOTICE_EVERY = 1_000  # rows between two words of progress
WIDEST_LINE = 16_000_000  # bytes of one row: no cell is longer than Excel allows
RESAVE = "엑셀에서 다른 이름으로 저장(.xlsx)한 뒤 다시 올려 주세요."

SENTENCES = {
    "missing": "파일을 찾을 수 없어요. 이름과 위치를 확인해 주세요.",
    "empty": "파일이 비어 있어요.",
    "size": "파일이 너무 커요. {most}MB까지 올릴 수 있어요. 나누어 올려 주세요.",
    "rows": "행이 너무 많아요. 한 번에 {most:,}행까지 올릴 수 있어요. 나누어 올려 주세요.",
    "columns": "열이 너무 많아요. {most}열까지 읽을 수 있어요. 쓰지 않는 열을 지워 주세요.",
    "heavy": "파일이 너무 커서 끝까지 읽지 못했어요. 나누어 올려 주세요.",
    "bomb": f"압축을 풀면 지나치게 커지는 파일이에요. {RESAVE}",
    "password": "비밀번호가 걸린 파일이에요. 비밀번호를 풀고 다시 올려 주세요.",
    "old": f"예전 형식의 파일(.xls, .doc)은 열 수 없어요. {RESAVE}",
    "other_program": f"이 형식의 파일은 열 수 없어요. {RESAVE}",
    "web_page": f"엑셀 파일이 아니라 웹 문서예요. {RESAVE}",
    "not_a_table": "파일을 열 수 없어요. xlsx 또는 csv 파일을 올려 주세요.",
    "letters": "글자를 읽을 수 없어요. CSV는 UTF-8로 저장한 뒤 다시 올려 주세요.",
    "quotes": "CSV의 따옴표가 맞지 않아요. {line}행 부근을 확인해 주세요.",
    "no_sheet": "보이는 시트가 없어요. 시트의 숨김을 풀고 다시 올려 주세요.",
    "broken": f"파일을 읽을 수 없어요. {RESAVE}",
}

# Two at a time: each may take a core for a while, and others want to work too.
_room = threading.BoundedSemaphore(2)


class Unreadable(Invalid):
    """The file is none that can be read; the sentence says why and what to do."""


def read(
    path: Path, limits: Limits | None = None, *, progress: Callable[[int], None] | None = None
) -> Sheet:
    """The first visible sheet with something on it, as text. Slow: call it in a thread.

    `progress` is told the count of rows now and then. Raises Unreadable.
    """
    limits = limits or usual_limits()
    _look_at(path, limits)
    with _room, path.open("rb") as file, _child(file, limits) as lines:
        try:
            return _collected(lines, progress or _nobody)
        except (ValueError, KeyError, TypeError):
            # It ended in the middle of a line: killed for its memory or its time.
            raise refusal("heavy") from None


def usual_limits() -> Limits:
    """What this installation allows a file to be."""
    config = settings.current()
    return Limits(
        file_bytes=config.import_file_limit,
        rows=config.import_row_limit,
        memory_bytes=config.import_memory,
        seconds=config.import_seconds,
    )


def refusal(code: str, **values: object) -> Unreadable:
    """Why a file cannot be read, as a sentence."""
    return Unreadable(SENTENCES.get(code, SENTENCES["broken"]).format(**values), field="file")


def save(path: Path, tables: list[Table]) -> None:
    """Write tables as the sheets of one .xlsx. Raises OSError."""
    # Opened first: the library leaves files behind when it cannot end what it began.
    unfinished = path.with_name(f"{path.name}.part")
    with unfinished.open("wb") as file:
        _filled(tables).save(file)
    unfinished.replace(path)


def _filled(tables: list[Table]) -> Any:
    import openpyxl  # type: ignore[import-untyped]  # ships no types

    book = openpyxl.Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        for index, title in enumerate(table.header):
            column = sheet.column_dimensions[openpyxl.utils.get_column_letter(index + 1)]
            column.width = 24 if title in table.texts else 14
            column.number_format = "@" if title in table.texts else "General"
        sheet.append([_cell(sheet, title, is_bold=True) for title in table.header])
        for row in table.rows:
            sheet.append([_cell(sheet, value) for value in row])
    return book


def _look_at(path: Path, limits: Limits) -> None:
    if not path.is_file():
        raise refusal("missing")
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise refusal("size", most=limits.file_bytes // 1_000_000)
    if not size:
        raise refusal("empty")
    with path.open("rb") as file:
        if file.read(HOLDING) != OLE:
            return
        raise refusal("password" if ENCRYPTED in file.read() else "old")


@contextmanager
def _child(file: IO[bytes], limits: Limits) -> Iterator[IO[bytes]]:
    """The lines that the reading process prints; it never outlives this block or its time."""
    process = subprocess.Popen(
        [sys.executable, "-s", "-P", "-m", CHILD, json.dumps(asdict(limits))],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": str(ROOT)},
        cwd="/",
    )
    clock = threading.Timer(2 * limits.seconds, process.kill)
    clock.daemon = True
    clock.start()
    assert process.stdout is not None
    try:
        yield process.stdout
    finally:
        clock.cancel()
        process.kill()
        process.stdout.close()
        process.wait()


def _collected(lines: IO[bytes], progress: Callable[[int], None]) -> Sheet:
    said = _next(lines)
    rows: list[SheetRow] = []
    while not isinstance(found := _next(lines), dict):
        line, cells, marks = found
        known = {int(column): Mark(mark) for column, mark in marks.items()} if marks else {}
        rows.append(SheetRow(line, tuple(cells), known))
        if len(rows) % NOTICE_EVERY == 0:
            progress(len(rows))
    progress(len(rows))
    return Sheet(said["name"], rows, tuple(said["others"]), tuple(said["hidden"]))


def _next(lines: IO[bytes]) -> Any:
    found = json.loads(lines.readline(WIDEST_LINE))
    if isinstance(found, dict) and "refused" in found:
        raise refusal(found.pop("refused"), **found)
    return found


def _nobody(_count: int) -> None:
    """Progress that nobody waits for."""


def _cell(sheet: Any, value: Cell, *, is_bold: bool = False) -> Any:
    """Text stays text: never a formula, an error or a number that a spreadsheet makes of it."""
    from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
    from openpyxl.styles import Font  # type: ignore[import-untyped]

    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    text = UNWRITABLE.sub(" ", value)[:LONGEST_CELL]
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(FORMULA_STARTS)
    if is_bold:
        cell.font = Font(bold=True)
    return cell
