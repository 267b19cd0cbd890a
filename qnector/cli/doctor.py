"""Look at everything that has to be right, and say what is not."""

import os
import stat
import sys
from collections.abc import Callable

from qnector.cli import build, migrate, serve
from qnector.core import db, secrets, settings
from qnector.core.settings import Misconfigured

Check = tuple[str, Callable[[], str]]


def examine() -> int:
    """Print one line per check; returns 1 when any failed."""
    failed = 0
    for name, check in CHECKS:
        try:
            print(f"  ok    {name}: {check()}")
        except Exception as failure:  # every check must get its turn
            failed += 1
            print(f"  FAIL  {name}: {failure}")
    return 1 if failed else 0


def _python() -> str:
    serve.check_python()
    return sys.version.split()[0]


def _data_dir() -> str:
    config = settings.current()
    serve.prepare_data_dir(config)
    mode = stat.S_IMODE(os.stat(config.data_dir).st_mode)
    if mode & 0o007:
        raise Misconfigured(f"{config.data_dir} can be read by others. Run: chmod 700")
    return str(config.data_dir)


def _key() -> str:
    secrets.sign("doctor", "x")
    return "set"


def _database() -> str:
    with db.engine().connect() as connection:
        if not migrate.is_current(connection):
            raise Misconfigured("migrations are missing. Run: python -m qnector migrate")
        return connection.dialect.name


def _front_end() -> str:
    if not build.is_current():
        raise Misconfigured("not built from the present sources. Run: python -m qnector build")
    return "built"


def _redis() -> str:
    url = settings.current().redis_url
    if not url:
        return "not used"
    import redis

    redis.Redis.from_url(url, socket_timeout=2).ping()
    return "answers"


def _public_address() -> str:
    config = settings.current()
    if config.is_demo:
        return "demo"
    if not config.public_url:
        return "QNECTOR_PUBLIC_URL is not set: links in mails use the host and port"
    if not config.is_https:
        raise Misconfigured("QNECTOR_PUBLIC_URL is not https: cookies would travel in the clear")
    return config.public_url


CHECKS: tuple[Check, ...] = (
    ("Python", _python),
    ("data folder", _data_dir),
    ("secret key", _key),
    ("database", _database),
    ("front end", _front_end),
    ("Redis", _redis),
    ("public address", _public_address),
)
