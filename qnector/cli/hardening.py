"""What a start for real use refuses, because it would leave a door open."""

import re
import stat
from collections.abc import Mapping
from pathlib import Path

from qnector.core.settings import Misconfigured, Settings

# Switches of Reflex and Python that tell more, or let more in, than real use may.
DEBUG = {
    "REFLEX_LOGLEVEL": {"debug"},
    "PYTHONDEVMODE": None,
    "PYTHONASYNCIODEBUG": None,
    "REFLEX_ADD_ALL_ROUTES_ENDPOINT": None,
    "GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN": None,
}
# What rxconfig.py decides must not be decided again by the environment.
DECIDED = (
    "REFLEX_CORS_ALLOWED_ORIGINS",
    "REFLEX_STATE_MANAGER_MODE",
    "REFLEX_STATE_AUTO_SETTERS",
    "REFLEX_PLUGINS",
    "REFLEX_DISABLE_PLUGINS",
)
_HOST = re.compile(r"([A-Za-z0-9.\-]+|\[[0-9a-fA-F:.]+\])(:[0-9]{1,5})?")
_PUBLIC = re.compile(r"https?://" + _HOST.pattern)
OFF = {"", "0", "false", "no", "off"}


def check(config: Settings, env: Mapping[str, str]) -> None:
    """Raises Misconfigured with one sentence for whoever starts the server."""
    check_names(config)
    check_switches(env)
    check_folder(config.data_dir)
    if path := env.get("QNECTOR_SECRET_KEY_FILE"):
        check_key_file(Path(path))


def check_names(config: Settings) -> None:
    """Hosts are named one by one; a pattern would let in whoever finds a name that fits."""
    if config.public_url and not _PUBLIC.fullmatch(config.public_url):
        raise Misconfigured(
            "QNECTOR_PUBLIC_URL must be like https://shop.example.kr,"
            f" but is {config.public_url!r}."
        )
    for host in config.allowed_hosts:
        if not _HOST.fullmatch(host):
            raise Misconfigured(
                "QNECTOR_ALLOWED_HOSTS must name hosts one by one, without * and without scheme,"
                f" but has {host!r}."
            )


def check_switches(env: Mapping[str, str]) -> None:
    """Nothing that makes a log talkative or a closed door open."""
    for name, values in DEBUG.items():
        given = env.get(name, "").strip().lower()
        if given not in OFF and (values is None or given in values):
            raise Misconfigured(f"{name} is set: that is for development only. Unset it.")
    for name in DECIDED:
        if env.get(name):
            raise Misconfigured(f"{name} is set, but Qnector decides that itself. Unset it.")


def check_folder(folder: Path) -> None:
    """The data folder holds everything: nobody else on the machine may look in."""
    if stat.S_IMODE(folder.stat().st_mode) & 0o007:
        raise Misconfigured(
            f"The data folder {folder} can be read by others. Run: chmod 700 {folder}"
        )


def check_key_file(path: Path) -> None:
    """Whoever reads the key opens every sealed value and signs in as anybody."""
    if stat.S_IMODE(path.stat().st_mode) & 0o007:
        raise Misconfigured(f"{path} can be read by others. Run: chmod 400 {path}")
