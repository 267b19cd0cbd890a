"""Check everything, bring the database up to date, then become the server."""

import ipaddress
import os
import socket
import stat
import sys
from pathlib import Path
from urllib.parse import urlsplit

from qnector.cli import build, hardening, migrate
from qnector.core import db, secrets, settings
from qnector.core.settings import Misconfigured, Settings

LEAST_FREE = 200_000_000
KEY_FILE = "secret.key"
ADDRESSES = tuple(name for name in settings.OUTSIDE if name.endswith("_base_url"))


def serve(*, should_build: bool) -> int:
    """Start the server on this process; returns only when something is refused."""
    check_python()
    config = settings.current()
    check_services(config)
    check_port(config)
    prepare_data_dir(config)
    if config.workers > 1:
        raise Misconfigured("QNECTOR_WORKERS above 1 is not supported yet. Unset it.")
    ensure_key(config)
    if not config.is_demo:
        hardening.check(config, os.environ)
    migrate.upgrade()
    check_mail()
    _keep_apart(config)
    _build(should_build=should_build)
    _open_market()
    db.dispose()
    return _become_server()


def check_python() -> None:
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        raise Misconfigured(
            "Qnector needs Python 3.11, 3.12 or 3.13, but this is"
            f" {sys.version_info[0]}.{sys.version_info[1]}."
        )


def check_services(config: Settings) -> None:
    """Raises Misconfigured when real use would ask a pretended service (decision 30)."""
    if config.is_demo:
        return
    for name in ADDRESSES:
        if is_loopback(str(getattr(config, name))):
            raise Misconfigured(
                f"{name.upper()} points to this machine, where only pretended services are."
                f" Unset {name.upper()}, or set QNECTOR_DEMO=1 for a demo."
            )


def check_mail() -> None:
    """Raises Misconfigured when no mail could ever be sent to SMTP_URL; never says its password.

    An address of the console comes before it and is left alone: whoever stopped the server for
    that one would keep the operator from mending it.
    """
    from qnector.domain.services import rules, service

    given = settings.current().smtp_url
    why = given and rules.problem("smtp.url", given)
    if why and db.read_now(service.values)["smtp.url"] == given:
        raise Misconfigured(
            f"SMTP_URL is no address of a mail server ({why}). Write it like"
            " smtp://user:password@mail.example.com:587, or smtps:// for port 465;"
            " user and password in ASCII, signs in them as %XX: @ as %40."
        )


def is_loopback(address: str) -> bool:
    """Whether an address of a service is one of this machine."""
    host = (urlsplit(address).hostname or "").rstrip(".").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        # inet_aton reads what browsers and libc read too: 127.1, 0x7f000001.
        found = ipaddress.ip_address(host if ":" in host else socket.inet_aton(host))
    except (ValueError, OSError):
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_loopback or found.is_unspecified


def check_port(config: Settings) -> None:
    """Raises Misconfigured when somebody listens there already."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError as failure:
            raise Misconfigured(
                f"Port {config.port} on {config.host} cannot be used: {failure.strerror}."
                f" Stop the other program, or choose another: PORT={config.port + 1} make run"
            ) from failure


def prepare_data_dir(config: Settings) -> None:
    try:
        config.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        free = os.statvfs(config.data_dir)
    except OSError as failure:
        raise Misconfigured(
            f"The data folder {config.data_dir} cannot be used: {failure.strerror}."
            " Set QNECTOR_DATA_DIR to a folder that can be written."
        ) from failure
    if free.f_bavail * free.f_frsize < LEAST_FREE:
        raise Misconfigured(
            f"The disk of the data folder {config.data_dir} is full:"
            f" less than {LEAST_FREE // 1_000_000} MB are free."
        )


def ensure_key(config: Settings) -> None:
    """A demo makes its own key file; real use must be given one."""
    if config.secret_key:
        if len(config.secret_key) < secrets.LEAST_SECRET:
            raise Misconfigured(
                f"QNECTOR_SECRET_KEY needs at least {secrets.LEAST_SECRET} characters. {_HOW}"
            )
        return
    if not config.is_demo:
        raise Misconfigured(f"QNECTOR_SECRET_KEY or QNECTOR_SECRET_KEY_FILE is not set. {_HOW}")
    path = config.data_dir / KEY_FILE
    if not path.exists():
        _make_key(path)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise Misconfigured(f"{path} can be read by others. Run: chmod 400 {path}")
    os.environ["QNECTOR_SECRET_KEY_FILE"] = str(path.absolute())
    settings.use(secret_key=path.read_text(encoding="utf-8").strip())


_HOW = 'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'


def _make_key(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secrets.new_key() + secrets.new_key())


def _build(*, should_build: bool) -> None:
    if build.is_current():
        return
    if not should_build:
        raise Misconfigured("The front end is not built. Run: python -m qnector build")
    print("» Building the front end (about a minute the first time)", flush=True)
    build.build()


def _keep_apart(config: Settings) -> None:
    """Demo and real use never mix (decision 29); said before anything is built."""
    from qnector.demo import market

    if not config.is_demo:
        db.read_now(market.refuse_demo_data)


def _open_market() -> None:
    """Load the demo market into an empty database, and say where to go."""
    from qnector.demo import market

    config = settings.current()
    if config.is_demo and db.write_now(market.load_if_empty):
        print("» Demo market loaded", flush=True)
    _say_address(config)


def _say_address(config: Settings) -> None:
    from qnector.cli import operator
    from qnector.domain.accounts import demo

    address = config.public_url or f"http://{_spelled(config.host)}:{config.port}"
    print(f"\n  Qnector  {address}\n", flush=True)
    if config.is_demo:
        for login in demo.LOGINS:
            print(f"    {login.email:<32} {login.who}", flush=True)
        print(f"    password: {demo.PASSWORD}\n", flush=True)
    elif link := operator.first_operator_link(address):
        print(f"  No operator yet. Open this once, within 24 hours:\n    {link}\n", flush=True)


def _spelled(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _become_server() -> int:
    """One granian worker, the built front end mounted; this process is replaced by it."""
    config = settings.current()
    os.environ.update(
        {
            "REFLEX_ENV_MODE": "prod",
            "__REFLEX_SKIP_COMPILE": "true",
            "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
        }
    )
    os.chdir(build.ROOT)
    sys.stdout.flush()
    granian = Path(sys.executable).parent / "granian"
    os.execv(
        granian,
        [
            str(granian),
            *("--interface", "asgi", "--factory", "--workers", "1", "--http", "1"),
            *("--loop", "uvloop" if sys.platform != "win32" else "asyncio"),
            *("--host", config.host, "--port", str(config.port)),
            *("--log-level", "warning", "--ws"),
            "qnector.qnector:app",
        ],
    )
