"""docs/security.md and the tests keep each other's word."""

import re

from tests.architecture.sources import ROOT

EVERY = set(range(1, 64))
TESTS = ROOT / "tests" / "security"
PAGE = ROOT / "docs" / "security.md"


def proven() -> set[int]:
    """The numbers that some test is named by."""
    texts = [path.read_text(encoding="utf-8") for path in TESTS.glob("test_*.py")]
    return {int(found) for text in texts for found in re.findall(r"^def test_s(\d\d)_", text, re.M)}


def explained() -> dict[int, str]:
    """The numbers in the table, with the reason that is given."""
    rows = re.findall(r"^\| (\d{1,2}) \|[^|]+\|([^|]+)\|$", PAGE.read_text(encoding="utf-8"), re.M)
    return {int(number): reason.strip() for number, reason in rows}


def test_every_statement_has_a_test_or_a_reason() -> None:
    assert EVERY - proven() - set(explained()) == set()


def test_no_number_is_made_up() -> None:
    assert (proven() | set(explained())) - EVERY == set()


def test_every_reason_is_one() -> None:
    assert [number for number, reason in explained().items() if len(reason) < 20] == []
