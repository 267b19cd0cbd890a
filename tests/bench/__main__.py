"""`make bench`: every measurement, its bar, and the file that keeps them."""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import (
    click,
    clone,
    compete,
    events,
    fanout,
    flood,
    importing,
    lists,
    memory,
    pages,
    queries,
    storm,
)
from tests.bench.measure import Bar, Report

QUICK = os.environ.get("QUICK") == "1"
PARTS = {
    "events": events.measure,
    "compete": compete.measure,
    "fanout": fanout.measure,
    "flood": flood.measure,
    "memory": memory.measure,
    "pages": pages.measure,
    "click": click.measure,
    "lists": lists.measure,
    "storm": storm.measure,
    "queries": queries.measure,
    "import": importing.measure,
    "clone": clone.measure,
}


def main() -> int:
    """Run the parts named on the command line, or all; 1 when a bar was missed."""
    # A clone installs and builds from nothing, which is no part of a short run.
    names = sys.argv[1:] or [name for name in PARTS if not (QUICK and name == "clone")]
    report = Report(is_quick=QUICK)
    begun = time.monotonic()
    for name in names:
        with tempfile.TemporaryDirectory(prefix="qnector-bench-") as folder:
            report.title(name)
            asyncio.run(PARTS[name](Path(folder), report))
    report.end(time.monotonic() - begun)
    if not QUICK and len(names) == len(PARTS):
        report.keep(Path("docs/benchmarks.md"))
    return 0 if all(bar.holds for bar in report.bars) else 1


__all__ = ["Bar", "main"]

if __name__ == "__main__":
    sys.exit(main())
