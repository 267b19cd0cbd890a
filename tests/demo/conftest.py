"""The demo market, loaded once on each database."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qnector.core import clock, db, settings
from qnector.demo import market
from tests.conftest import SECRET
from tests.support import postgres

# In the afternoon and in the middle of a month, so that nothing is drawn together.
TODAY = datetime(2026, 5, 14, 5, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Loaded:
    """Where the market lies, and how much work it was to load (seconds of processor)."""

    address: str
    folder: Path
    seconds: float


def load(address: str, folder: Path, now: datetime) -> Loaded:
    """Load the market as if it were `now`."""
    settings.use(settings.Settings(), data_dir=folder, secret_key=SECRET)
    db.configure(address)
    db.create_all()
    begun = time.process_time()
    with clock.frozen(now):
        assert db.write_now(market.load_if_empty)
    taken = time.process_time() - begun
    db.dispose()
    return Loaded(address, folder, taken)


@pytest.fixture(scope="package")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    folder = tmp_path_factory.mktemp("demo")
    return load(f"sqlite:///{folder}/demo.db", folder, TODAY)


@pytest.fixture(scope="package")
def on_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    with postgres.schema() as address:
        yield load(address, tmp_path_factory.mktemp("demo"), TODAY)
        db.dispose()


@pytest.fixture
def loaded(kind: str, request: pytest.FixtureRequest) -> Iterator[Loaded]:
    """The market of TODAY; `db` points at it and the clock stands still."""
    found: Loaded = request.getfixturevalue(f"on_{kind}")
    settings.use(settings.current(), data_dir=found.folder)
    db.configure(found.address)
    with clock.frozen(TODAY):
        yield found
