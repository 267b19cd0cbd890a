"""Reads somebody's workbook in a process of its own, and prints its rows as JSON lines.

`outside/xlsx.py` starts it with the file as standard input. It imports nothing of ours beside this
folder and holds no secret: whatever a hostile file does to it ends with this process.
"""

import gc
import json
import os
import sys
from collections.abc import Iterator
from typing import IO

from qnector.outside.workbook import book, lines
from qnector.outside.workbook.limits import Limits, Refused, Row


def main(arguments: list[str]) -> None:
    """Print what is said of the sheet, then every row, then the end, or why not."""
    limits = Limits(**json.loads(arguments[0]))
    confine(limits)
    gc.disable()  # one file, then the end: looking for circles costs a fifth of the time
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
    line = json.dumps(what, ensure_ascii=False) + "\n"
    sys.stdout.buffer.write(line.encode("utf-8", "replace"))


def confine(limits: Limits) -> None:
    """Step back behind everybody else, and take no more than is allowed."""
    os.nice(10)
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
    is_zip = file.read(4) == b"PK\x03\x04"
    file.seek(0)
    names, rows = book.read(file, limits) if is_zip else lines.read(file.read())
    yield names
    yield from _within(rows, limits)


def _within(rows: Iterator[Row], limits: Limits) -> Iterator[Row]:
    """The rows that hold something, as long as they are not too many."""
    letters = 0
    count = 0
    for line, cells, marks in rows:
        while cells and not cells[-1]:
            cells.pop()
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


if __name__ == "__main__":
    main(sys.argv[1:])
