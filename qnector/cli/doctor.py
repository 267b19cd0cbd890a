"""Look at everything that has to be right, and say what is not."""

import os
import stat
import sys
from collections.abc import Callable

from qnector.cli import build, migrate, serve
from qnector.core import db, secrets, settings
from qnector.core.settings import Misconfigured
from qnector.domain import tables
from qnector.domain.audit import verifying
from qnector.domain.audit.verifying import Fault, Verdict
from qnector.domain.services import rules
from qnector.domain.services import service as services
from qnector.outside import mail, places
from qnector.web.operator import mailing

assert tables

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


def _audit_log() -> str:
    _await_migrations()
    chains = entries = 0
    broken: list[Verdict] = []
    for found in db.read_now(lambda session: list(verifying.verify_all(session))):
        chains, entries = chains + 1, entries + found.count
        broken += [] if found.is_whole else [found]
    if broken:
        raise Misconfigured("; ".join(map(_fault, broken)))
    return f"{entries} entries in {chains} chains, all whole"


def _await_migrations() -> None:
    with db.engine().connect() as connection:
        if not migrate.is_current(connection):
            raise Misconfigured("cannot be read before the migrations")


def _fault(found: Verdict) -> str:
    whose = f"company {found.chain}" if found.chain else "the installation"
    entry = f"entry {found.number}" + (f" (id {found.entry_id})" if found.entry_id else "")
    return f"the chain of {whose} is broken: {entry} {_SAID[found.fault]}"


_SAID = {
    Fault.CHANGED: "was changed",
    Fault.MISSING: "is missing",
    Fault.ADDED: "was put in later",
}


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


def _mail() -> str:
    _await_migrations()
    serve.check_mail()
    smtp_url = db.read_now(services.values)["smtp.url"]
    if not smtp_url:
        return f"kept as files in {settings.current().data_dir / 'mail'}"
    if why := rules.problem("smtp.url", smtp_url):
        raise Misconfigured(f"mend the SMTP address in the console, 연동 키 설정 ({why})")
    is_encrypted = mail.check(smtp_url, sender=mailing.sender())
    return "the server answers" + ("" if is_encrypted else ", but what it is told is not encrypted")


def _public_address() -> str:
    config = settings.current()
    if config.is_demo:
        return "demo"
    if not config.public_url:
        return "QNECTOR_PUBLIC_URL is not set: links in mails use the host and port"
    if not config.is_https:
        raise Misconfigured("QNECTOR_PUBLIC_URL is not https: cookies would travel in the clear")
    return config.public_url


def _places() -> str:
    return places.check()


CHECKS: tuple[Check, ...] = (
    ("Python", _python),
    ("data folder", _data_dir),
    ("secret key", _key),
    ("database", _database),
    ("audit log", _audit_log),
    ("front end", _front_end),
    ("Redis", _redis),
    ("mail", _mail),
    ("public address", _public_address),
    ("places", _places),
)
