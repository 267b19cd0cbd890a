"""Build the front end, only when what it is made of has changed."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from qnector.core.settings import Misconfigured

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / ".web"
CLIENT = WEB / "build" / "client"
STAMP = WEB / "qnector-build.json"

# Changes here never show in the browser's files.
SERVER_ONLY = {"cli", "demo", "jobs", "api", "outside", "fakes"}
LEAST_FREE = 600_000_000


def fingerprint() -> str:
    """One hash over everything the front end is made of."""
    return _hashed(_sources()) + _hashed(_lock())


def is_current() -> bool:
    """Whether the built front end was made of the present sources."""
    if not STAMP.is_file() or not (CLIENT / "index.html").is_file():
        return False
    return bool(json.loads(STAMP.read_text()).get("sources") == fingerprint())


def build(*, force: bool = False) -> bool:
    """Build if needed; tells whether it did. Raises Misconfigured with what to do."""
    if not force and is_current():
        return False
    free = shutil.disk_usage(ROOT).free
    if free < LEAST_FREE:
        raise Misconfigured(
            f"Not enough disk space to build: {free / 1e9:.1f} GB free,"
            f" {LEAST_FREE / 1e9:.1f} GB needed in {ROOT}."
        )
    begun = time.monotonic()
    sources = _hashed(_sources())
    _export()
    # The lock is read afterwards: the first build on a new Reflex writes it anew.
    made = {"sources": sources + _hashed(_lock()), "seconds": round(time.monotonic() - begun)}
    STAMP.write_text(json.dumps(made))
    return True


def _export() -> None:
    """Run Reflex's own build in a process of its own, with no data and no secret in reach."""
    STAMP.unlink(missing_ok=True)
    env = {
        **{k: v for k, v in os.environ.items() if not _is_private(k)},
        "QNECTOR_SECRET_KEY": "",
        "DATABASE_URL": "sqlite:///:memory:",
        "REFLEX_ENV_MODE": "prod",
    }
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    result = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    if result.returncode == 0 and (CLIENT / "index.html").is_file():
        return
    print((result.stdout + result.stderr)[-6000:], file=sys.stderr)
    raise Misconfigured(
        "The front end could not be built (see above). If the npm registry cannot be reached,"
        " set npm_config_registry to a mirror or HTTPS_PROXY, then run the same command again."
    )


def _is_private(name: str) -> bool:
    return name.startswith(("QNECTOR_", "DATABASE_URL", "REDIS_URL", "SMTP_URL"))


def _hashed(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _lock() -> list[Path]:
    return list((ROOT / "reflex.lock").glob("*.json"))


def _sources() -> list[Path]:
    package = [
        path
        for path in (ROOT / "qnector").rglob("*.py")
        if path.relative_to(ROOT / "qnector").parts[0] not in SERVER_ONLY
    ]
    assets = [path for path in (ROOT / "assets").rglob("*") if path.is_file()]
    return [*package, *assets, ROOT / "rxconfig.py", ROOT / "requirements.txt"]
