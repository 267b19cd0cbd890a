"""A hundred wrong passwords a second: what others feel of it, and whether the right one gets in."""

import asyncio
import json
import os
import random
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

import httpx
from sqlalchemy import select, update

from qnector.core import db, secrets, settings
from qnector.core.settings import Settings
from qnector.domain.accounts.models import User
from tests.bench import rig
from tests.bench.measure import Bar, Report
from tests.bench.rig import Rig
from tests.support.server import SECRET

RATE, ADDRESSES, UNKNOWN = 100, 250, 400  # guesses a second, from how many, at how many accounts
PASSWORD = "right-and-long-enough"
LOGINS = 5


async def measure(folder: Path, report: Report) -> None:
    """Quiet, then under the flood; the flood comes from a process of its own."""
    seconds, rounds = (12, 1) if report.is_quick else (18, 3)
    real = rig.start_real(folder, buyers=60, env={"QNECTOR_TRUSTED_PROXY_HOPS": "1"})
    emails = _give_passwords(real)
    try:
        tab = await real.tab(real.cookie(0), "/orders")
        known = [await _enter(real, email, "198.51.100.1") for email in emails[1 : LOGINS + 1]]
        quiet, loud, at_home, abroad = [], [], [], []
        said: Counter[str] = Counter()
        for turn in range(rounds):
            quiet.append(await _events(tab, seconds / 2))
            flood = await _flood(real, emails[20:], seconds)
            assert flood.stdout is not None
            await flood.stdout.readline()  # every address has been seen twice
            watching = asyncio.create_task(_events(tab, seconds - 2 * ADDRESSES / RATE - 1))
            for number, browser in enumerate(known):
                at_home.append(await _again(real, emails[1 + number], browser))
                address = f"203.0.113.{turn * LOGINS + number + 1}"
                abroad.append((await _enter(real, emails[10 + number], address)).seconds)
            loud.append(await watching)
            said.update(json.loads((await flood.communicate())[0].splitlines()[-1]))
        _tell(report, said, quiet, loud, at_home, abroad)
    finally:
        db.dispose()
        real.server.stop()


class Browser:
    """A login that succeeded: how long it took, and the cookie that knows it."""

    def __init__(self, seconds: float, cookie: str) -> None:
        self.seconds, self.cookie = seconds, cookie


async def _events(tab, seconds: float) -> float:  # type: ignore[no-untyped-def]
    """p95 of one signed-in user's events, in ms."""
    found = await rig.closed_loop([tab], rig.GUARDED, seconds, "count_rx_state_", think=0.02)
    return found["p95_ms"]


async def _enter(real: Rig, email: str, address: str, cookie: str = "") -> Browser:
    """A rightful login; asked again while the queue is full, as people do."""
    begun = time.perf_counter()
    async with httpx.AsyncClient(base_url=real.server.url, timeout=60) as http:
        while True:
            answer = await http.post(
                "/auth/login",
                data={"email": email, "password": PASSWORD},
                headers={
                    "origin": real.server.url,
                    "x-forwarded-for": address,
                    "cookie": cookie,
                },
            )
            if answer.status_code != 429:
                break
            cookie = f"{cookie}; qnector_turn={answer.cookies['qnector_turn']}"
            await asyncio.sleep(1)
        if "error=" in answer.headers.get("location", "error="):
            raise RuntimeError(f"a rightful login was refused: {answer.headers}")
        kept = f"qnector_device={answer.cookies['qnector_device']}"
        return Browser(time.perf_counter() - begun, kept)


async def _again(real: Rig, email: str, browser: Browser) -> float:
    """From a browser that has signed in before, behind an address that many share."""
    return (await _enter(real, email, "192.0.2.7", browser.cookie)).seconds


async def _flood(real: Rig, emails: list[str], seconds: float) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.flood", real.server.url, str(seconds), *emails,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )  # fmt: skip


def _give_passwords(real: Rig) -> list[str]:
    """Real hashes of the full cost; the bench world's are cheap."""
    config = Settings(secret_key=SECRET, data_dir=real.server.data_dir)
    settings.use(config)
    db.configure(config.database)
    hashed = secrets.hash_password(PASSWORD)
    db.write_now(lambda s: s.execute(update(User).values(password_hash=hashed)))
    wanted = select(User.email).where(User.email.like("buyer%")).order_by(User.id)
    return db.read_now(lambda s: list(s.execute(wanted).scalars()))


def _tell(
    report: Report,
    said: Counter[str],
    quiet: list[float],
    loud: list[float],
    at_home: list[float],
    abroad: list[float],
) -> None:
    before, during = statistics.median(quiet), statistics.median(loud)
    answers = ", ".join(f"{count} × {name}" for name, count in sorted(said.items()))
    report.say(f"- event p95 {before:.1f} ms quiet, {during:.1f} ms under the flood")
    report.say(f"- answers to the flood: {answers}")
    report.say(
        f"- rightful login: known browser {statistics.median(at_home):.2f} s, new browser"
        f" {statistics.median(abroad):.2f} s (medians of {len(at_home)})"
    )
    report.check(
        Bar("event p95 under 100 wrong passwords a second", during / before, 3),
        Bar("slowest login of a known browser", max(at_home), 3, unit=" s"),
        Bar("slowest login of a new browser", max(abroad), 3, unit=" s"),
    )


async def _guess(url: str, seconds: float, emails: list[str]) -> Counter[str]:
    """Wrong passwords at a steady rate, whatever the answers."""
    chance = random.Random(11)
    accounts = emails + [f"nobody{number}@bench.qnector.test" for number in range(UNKNOWN)]
    said: Counter[str] = Counter()
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)

    async def once(http: httpx.AsyncClient, number: int) -> None:
        place = number % ADDRESSES
        try:
            answer = await http.post(
                "/auth/login",
                data={"email": chance.choice(accounts), "password": "wrong-and-long-enough"},
                headers={"origin": url, "x-forwarded-for": f"10.9.{place // 200}.{place % 200}"},
            )
        except httpx.HTTPError as failure:
            said[type(failure).__name__] += 1
            return
        found = answer.headers.get("location", "").partition("error=")[2].partition("&")[0]
        said[found or str(answer.status_code)] += 1

    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as http:
        begun, tasks = time.monotonic(), []
        for number in range(int(seconds * RATE)):
            await asyncio.sleep(max(0.0, begun + number / RATE - time.monotonic()))
            tasks.append(asyncio.create_task(once(http, number)))
            if number == 2 * ADDRESSES:
                print("all there", flush=True)
        await asyncio.gather(*tasks)
    return said


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_guess(sys.argv[1], float(sys.argv[2]), sys.argv[3:]))))
