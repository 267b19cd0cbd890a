"""Where a network address is, out of a GeoIP file on this machine. Nobody is asked.

The file (QNECTOR_GEOIP_FILE) is a MaxMind database of cities or countries, as GeoLite2 and DB-IP
give it away. Without one nobody knows: 위치 미상. It is never guessed.
"""

import logging
from functools import lru_cache
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import maxminddb

from qnector.core import settings

UNKNOWN = "위치 미상"
HERE = "이 컴퓨터"
INSIDE = "내부 네트워크"
# RFC 1918, RFC 4193, link-local: what `is_private` knows besides is no network of ours.
OWN = [
    ip_network(net)
    for net in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16",
                "fc00::/7", "fe80::/10")
]  # fmt: skip
log = logging.getLogger("qnector.places")


class NoPlaces(Exception):
    """The file cannot be read; the message says which and why."""


def place_of(address: str) -> str:
    """서울, 대한민국; 위치 미상 where nobody knows; our own machine and network are named so.

    Never raises: a file that is broken is said by `doctor` and once in the log.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return UNKNOWN
    found = getattr(found, "ipv4_mapped", None) or found
    if found.is_loopback:
        return HERE
    if any(found in net for net in OWN if net.version == found.version):
        return INSIDE
    file = settings.current().geoip_file
    return _looked_up(str(found), file, _age(file))


def check() -> str:
    """What kind of file is set, for `doctor`. Raises NoPlaces for one that cannot be used."""
    file = settings.current().geoip_file
    if not file:
        return "not set: places are unknown"
    try:
        with maxminddb.open_database(file) as reader:
            return f"{reader.metadata().database_type}, {reader.metadata().node_count:,} nodes"
    except (OSError, ValueError, maxminddb.InvalidDatabaseError) as failure:
        raise NoPlaces(f"QNECTOR_GEOIP_FILE {file} cannot be read: {failure}") from None


@lru_cache(maxsize=2048)
def _looked_up(address: str, file: str, age: int) -> str:
    reader = _reader(file, age)
    if reader is None:
        return UNKNOWN
    try:
        record = reader.get(address)
    except (ValueError, maxminddb.InvalidDatabaseError):
        return UNKNOWN
    return _words(record if isinstance(record, dict) else {})


@lru_cache(maxsize=1)
def _reader(file: str, _age: int) -> maxminddb.Reader | None:
    if not file:
        return None
    try:
        return maxminddb.open_database(file)
    except (OSError, ValueError, maxminddb.InvalidDatabaseError) as failure:
        log.error("no places: QNECTOR_GEOIP_FILE cannot be read: %s", type(failure).__name__)
        return None


def _age(file: str) -> int:
    """When the file was written, so that a newer one in its place counts."""
    try:
        return Path(file).stat().st_mtime_ns if file else 0
    except OSError:
        return 0


def _words(record: dict[str, Any]) -> str:
    """City and country, in Korean where the file has it."""
    city, country = _name(record.get("city")), _name(record.get("country"))
    return ", ".join(part for part in (city, country) if part) or UNKNOWN


def _name(part: Any) -> str:
    names = part.get("names") if isinstance(part, dict) else None
    if not isinstance(names, dict):
        return ""
    return str(names.get("ko") or names.get("en") or "")[:60]
