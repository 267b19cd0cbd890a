"""Places out of a file: what it says and nothing else."""

import os
from ipaddress import IPv4Network
from pathlib import Path

import pytest
from mmdb_writer import MMDBWriter
from netaddr import IPSet

from qnector.core import settings
from qnector.outside import places
from qnector.outside.places import HERE, INSIDE, UNKNOWN, NoPlaces

SEOUL = {
    "city": {"names": {"ko": "서울", "en": "Seoul"}},
    "country": {"names": {"ko": "대한민국", "en": "South Korea"}},
}
KOREAN, FOREIGN, BARE = "203.0.113.0/24", "198.51.100.0/24", "192.0.2.0/24"


def write(path: Path, korean: dict) -> Path:
    writer = MMDBWriter(ip_version=6, ipv4_compatible=True, database_type="Test-City")
    writer.insert_network(IPSet([KOREAN]), korean)
    writer.insert_network(IPSet([FOREIGN]), {"country": {"names": {"en": "Freedonia"}}})
    writer.insert_network(IPSet([BARE]), {"country": {"iso_code": "XX"}, "city": "odd"})
    writer.to_db_file(str(path))
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = write(tmp_path / "places.mmdb", SEOUL)
    settings.use(geoip_file=str(made))
    return made


def first(net: str) -> str:
    return str(IPv4Network(net)[1])


def test_it_says_city_and_country_in_korean(file: Path) -> None:
    assert places.place_of(first(KOREAN)) == "서울, 대한민국"
    assert places.place_of(f"::ffff:{first(KOREAN)}") == "서울, 대한민국"


def test_without_korean_it_says_what_the_file_has(file: Path) -> None:
    assert places.place_of(first(FOREIGN)) == "Freedonia"


@pytest.mark.parametrize(
    "address", ["8.8.8.8", first(BARE), "2001:db8::1", "", "nonsense", "1.2.3"]
)
def test_what_the_file_does_not_say_is_unknown(file: Path, address: str) -> None:
    assert places.place_of(address) == UNKNOWN


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("127.0.0.1", HERE),
        ("::1", HERE),
        ("::ffff:127.0.0.1", HERE),
        ("10.1.2.3", INSIDE),
        ("172.16.0.1", INSIDE),
        ("192.168.0.7", INSIDE),
        ("fd00::7", INSIDE),
        ("fe80::1", INSIDE),
    ],
)
def test_our_own_machine_and_network_are_said_as_such(address: str, place: str) -> None:
    assert places.place_of(address) == place


def test_without_a_file_nobody_knows(tmp_path: Path) -> None:
    assert places.place_of(first(KOREAN)) == UNKNOWN
    assert "not set" in places.check()


def test_the_doctor_says_what_file_it_is(file: Path) -> None:
    assert places.check().startswith("Test-City")


@pytest.mark.parametrize("content", [b"", b"no database at all", None])
def test_a_broken_file_is_said_by_the_doctor_and_breaks_nothing(tmp_path: Path, content) -> None:
    broken = tmp_path / "broken.mmdb"
    if content is not None:
        broken.write_bytes(content)
    settings.use(geoip_file=str(broken))

    assert places.place_of(first(KOREAN)) == UNKNOWN
    with pytest.raises(NoPlaces, match="QNECTOR_GEOIP_FILE"):
        places.check()


def test_a_newer_file_in_its_place_counts(file: Path) -> None:
    assert places.place_of(first(KOREAN)) == "서울, 대한민국"
    write(file, {"city": {"names": {"ko": "부산"}}})
    os.utime(file, ns=(1, 1))

    assert places.place_of(first(KOREAN)) == "부산"
