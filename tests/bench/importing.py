"""A file of 3,259 real products comes in: how long it takes, and what others feel of it."""

import asyncio
import itertools
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlmodel import Session

from qnector.core import db, settings
from qnector.core.actor import Actor, Role, Side
from qnector.core.settings import Settings
from qnector.core.sheet import Sheet, Table
from qnector.domain import tables
from qnector.domain.billing import service as billing
from qnector.domain.catalog import importing
from qnector.outside import xlsx
from tests.bench import rig, world
from tests.bench.measure import Bar, Report, Series, interleave, ratio
from tests.bench.rig import Rig
from tests.support import postgres
from tests.support.server import SECRET
from tests.support.wsclient import ReflexClient

assert tables
FILE = world.RETAIL / "retail_products.xlsx"
SELLER = "seller0@bench.qnector.test"
READERS, THINK = 4, 0.05
ROWS = "rows_rx_state_"
PAGES = ("/orders?size=50&period=all", "/orders?size=50&period=all&page=2")
BARE = (
    "import openpyxl, sys;"
    "book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True);"
    "print(sum(1 for row in book.worksheets[0].iter_rows(values_only=True)))"
)


async def measure(folder: Path, report: Report) -> None:
    """Against a bare read of the same file; then what a bystander waits for."""
    repetitions = 3 if report.is_quick else 7
    await _alone(report, "SQLite", f"sqlite:///{folder}/import.db", repetitions)
    with postgres.schema() as address:
        await _alone(report, "PostgreSQL", address, repetitions)
    seconds = 4.0 if report.is_quick else 10.0
    await _beside(folder, report, seconds)


async def _alone(report: Report, name: str, url: str, repetitions: int) -> None:
    settings.use(Settings(secret_key=SECRET, database_url=url, has_billing=False))
    db.configure(url)
    db.create_all()
    sellers = db.write_now(_sellers, repetitions + 1)
    waiting = iter(sellers)
    parts: list[tuple[float, float, float]] = []

    async def bring() -> dict[str, float]:
        actor = next(waiting)
        began = time.perf_counter()
        sheet = xlsx.read(FILE)
        read = time.perf_counter()
        preview = db.read_now(importing.check, actor, sheet)
        checked = time.perf_counter()
        done = db.write_now(importing.apply, actor, preview)
        ended = time.perf_counter()
        assert done.added == len(sheet.rows) - 1
        parts.append((read - began, checked - read, ended - checked))
        return _took(ended - began)

    async def bare() -> dict[str, float]:
        return _timed(_read_barely)

    await bring()
    await bare()
    parts.clear()
    series = await interleave(repetitions, {"bare openpyxl read": bare, "import": bring})
    report.table(f"{name}: 3,259 products", list(series.values()))
    read, checked, wrote = (statistics.median(part) * 1e3 for part in zip(*parts, strict=True))
    report.say(f"- {name}: read {read:.0f} ms, check {checked:.0f} ms, write {wrote:.0f} ms")
    changed = _change_all(sellers[0])
    report.say(f"- {name}: every product changed in {changed:.0f} ms")
    floor = series["bare openpyxl read"].median("p50_ms")
    report.check(
        Bar(f"{name}: import", ratio(series, "import", "bare openpyxl read", "p50_ms"), 3),
        # Others cannot write meanwhile, on SQLite nowhere, on PostgreSQL the same products.
        Bar(f"{name}: the transaction against that read", max(wrote, changed) / floor, 1.2),
    )
    db.dispose()


def _change_all(actor: Actor) -> float:
    """Milliseconds of the transaction that changes every product there is."""
    sheet = _dearer(xlsx.read(FILE))
    preview = db.read_now(importing.check, actor, sheet)
    began = time.perf_counter()
    done = db.write_now(importing.apply, actor, preview)
    assert done.changed == len(sheet.rows) - 1
    return (time.perf_counter() - began) * 1e3


def _dearer(sheet: Sheet) -> Sheet:
    place = sheet.rows[0].cells.index("단가")
    for row in sheet.rows[1:]:
        cells = list(row.cells)
        cells[place] = str(int(cells[place]) + 10)
        object.__setattr__(row, "cells", tuple(cells))
    return sheet


def _dearer_file(folder: Path) -> Path:
    header, *rows = (row.cells for row in _dearer(xlsx.read(FILE)).rows)
    xlsx.save(folder / "dearer.xlsx", [Table("품목", header, list(rows))])
    return folder / "dearer.xlsx"


def _read_barely() -> None:
    import openpyxl

    book = openpyxl.load_workbook(FILE, read_only=True, data_only=True)
    assert sum(1 for _ in book.worksheets[0].iter_rows(values_only=True)) > 3_000
    book.close()


def _sellers(session: Session, count: int) -> list[Actor]:
    """Sellers without any product."""
    billing.ensure_plans(session)
    found = []
    for serial in range(count):
        company = world._company(session, serial + 1, f"벤치도매{serial}", is_seller=True)
        user = world._user(session, company, f"seller{serial}", "")
        found.append(Actor(user.id or 0, company.id or 0, Side.SELLER, Role.OWNER))
    return found


def _timed(call: Callable[[], object]) -> dict[str, float]:
    began = time.perf_counter()
    call()
    return _took(time.perf_counter() - began)


def _took(seconds: float) -> dict[str, float]:
    return {"rps": 1 / seconds, "p50_ms": seconds * 1e3, "p95_ms": seconds * 1e3}


async def _beside(folder: Path, report: Report, seconds: float) -> None:
    """Lists are read by other people while one file after the other comes in."""
    real = rig.start_real(folder, buyers=READERS)
    try:
        tabs = [await real.tab(real.cookie(), PAGES[0]) for _ in range(READERS)]
        files = itertools.cycle((FILE, _dearer_file(folder)))
        pages = [itertools.cycle(reversed(PAGES)) for _ in tabs]
        quiet, busy = Series("quiet"), Series("while files come in")
        imports: list[float] = []
        for _ in range(2 if report.is_quick else 3):
            quiet.runs.append(await _reading(tabs, pages, seconds))
            coming = asyncio.create_task(_coming(real, files, seconds, imports))
            busy.runs.append(await _reading(tabs, pages, seconds))
            await coming
        report.table("order lists of others, 50 rows", [quiet, busy])
        bare = _timed(lambda: subprocess.run([sys.executable, "-c", BARE, FILE], check=True))
        report.say(
            f"- the whole command beside them {statistics.median(imports) * 1e3:.0f} ms,"
            f" a bare read in a process of its own, alone, {bare['p50_ms']:.0f} ms"
        )
        report.check(Bar("others' reads, p95", busy.median("p95_ms") / quiet.median("p95_ms"), 3))
    finally:
        real.server.stop()


async def _reading(
    tabs: list[ReflexClient], pages: list[Iterator[str]], seconds: float
) -> dict[str, float]:
    """The list and its next page in turn, so that every answer changes the rows."""
    times: list[float] = []
    end = time.perf_counter() + seconds

    async def turn(tab: ReflexClient, page: Iterator[str]) -> None:
        while time.perf_counter() < end:
            tab.page = next(page)
            taken, _ = await tab.call(rig.LIST, {}, ROWS)
            times.append(taken)
            await asyncio.sleep(THINK)

    await asyncio.gather(*(turn(*one) for one in zip(tabs, pages, strict=True)))
    times.sort()
    return {
        "rps": len(times) / seconds,
        "p50_ms": 1e3 * statistics.median(times),
        "p95_ms": 1e3 * times[int(len(times) * 0.95)],
    }


async def _coming(real: Rig, files: Iterator[Path], seconds: float, took: list[float]) -> None:
    """One file after the other, each changing every product."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "qnector", "import-products", str(next(files)),
            "--seller", SELLER,
            env=real.server.environment() | {"QNECTOR_DEMO": "0"}, cwd=real.server.cwd,
            stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        assert await process.wait() == 0
        took.append(time.perf_counter() - began)
