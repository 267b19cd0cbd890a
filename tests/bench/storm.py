"""kill -9 in a storm of orders, a hundred times."""

from pathlib import Path

from tests.bench.measure import Bar, Report
from tests.support.storm import Storm

KILLS, QUICK_KILLS = 100, 10


async def measure(folder: Path, report: Report) -> None:
    """Every confirmed order is there once, no half order."""
    storm = Storm(folder)
    await storm.rage(QUICK_KILLS if report.is_quick else KILLS)
    found = storm.examine()
    report.say(f"- {storm.kills} kills, {len(storm.confirmed)} confirmed orders")
    report.check(
        Bar("confirmed orders that are lost", found.lost, 0, unit=""),
        Bar("orders placed twice", found.doubled, 0, unit=""),
        Bar("half orders", found.halves, 0, unit=""),
        Bar("units ordered but not deducted", found.unbalanced, 0, unit=""),
    )
