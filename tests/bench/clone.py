"""From a fresh clone to the first page, part by part."""

import os
import subprocess
import time
from pathlib import Path

import httpx

from tests.bench.measure import Bar, Report
from tests.support.server import ROOT, free_port

LONGEST = 240


async def measure(folder: Path, report: Report) -> None:
    """What a newcomer waits for after `make run`."""
    home = folder / "clone"
    begun = time.monotonic()
    _run(["git", "clone", "--quiet", str(ROOT), str(home)], folder, report, "clone")
    _run(["make", "setup"], home, report, "packages")
    _run([".venv/bin/python", "-m", "qnector", "build"], home, report, "front end")
    port = free_port()
    env = {**os.environ, "PORT": str(port), "QNECTOR_DATA_DIR": str(home / "data")}
    first = _start(home, env, report, "demo market and first page", port)
    second = _start(home, env, report, "second start", port)
    total = time.monotonic() - begun - second
    report.check(
        Bar("fresh clone to the first page", total, LONGEST, unit=" s"),
        Bar("second start", second, 5, unit=" s"),
    )
    assert first


def _run(command: list[str], folder: Path, report: Report, name: str) -> None:
    begun = time.monotonic()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    report.say(f"- {name}: {time.monotonic() - begun:.0f} s")


def _start(home: Path, env: dict[str, str], report: Report, name: str, port: int) -> float:
    begun = time.monotonic()
    process = subprocess.Popen(
        ["make", "run"], cwd=home, env=env, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    while time.monotonic() - begun < LONGEST:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/login", timeout=2).status_code == 200:
                break
        except httpx.HTTPError:
            time.sleep(0.1)
    taken = time.monotonic() - begun
    report.say(f"- {name}: {taken:.1f} s")
    os.killpg(process.pid, 15)
    process.wait(20)
    return taken
