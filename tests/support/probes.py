"""How many attacks were tried: counted where they are sent, told at the end of the run."""

from typing import Any

import pytest

NAME = "probes"
_tried = 0


def tried(count: int = 1) -> None:
    """So many requests, events or frames of an attacker were sent."""
    global _tried
    _tried += count


def note(item: pytest.Item) -> None:
    """Hand what was tried since the last call to the item's report (it travels from workers)."""
    global _tried
    if _tried:
        item.user_properties.append((NAME, _tried))
    _tried = 0


def summary(terminal: Any) -> str:
    """One line about all attacks of the run, or nothing when there were none."""
    reports = [
        report
        for outcome in ("passed", "failed")
        for report in terminal.stats.get(outcome, ())
        if _of(report)
    ]
    if not reports:
        return ""
    failed = sum(report.failed for report in reports)
    found = f"{failed} attacks got through" if failed else "nothing found"
    return f"{sum(map(_of, reports)):,} probes, {found}"


def _of(report: Any) -> int:
    is_call = getattr(report, "when", "") == "call"
    return sum(n for name, n in report.user_properties if name == NAME) if is_call else 0
