"""Who runs what when pytest has several workers (`pytest -n 2`).

A file is run by one worker, and so is a whole folder whose tests share a server, a browser or a
market. The long ones come first, so that the others fill the time beside them.
"""

from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

HERE = Path(__file__).parents[1]
TOGETHER = ("journeys", "attack", "security", "crash", "demo")
SHARED = {"security": "attack"}  # the same server is attacked
# Half of the browser's time: a worker of its own, where there is one.
APART = (
    "test_every_screen_is_accessible.py", "test_signing_up.py", "test_the_account.py",
    "test_the_operators_console.py", "test_the_ways_in.py",
)  # fmt: skip


def turn(item: pytest.Item) -> int:
    """Where in the run an item belongs; equal ones keep their order."""
    folder = item.path.relative_to(HERE).parts[0]
    if item.path.name in APART:
        return -1
    return TOGETHER.index(folder) if folder in TOGETHER else len(TOGETHER)


class InGroups(LoadScopeScheduling):
    """xdist's own grouping by mark needs a private name that pytest 9.2 does not have any more."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        folder = path.removeprefix("tests/").partition("/")[0]
        if path.endswith(APART):
            return "journeys apart"
        return SHARED.get(folder, folder) if folder in TOGETHER else path


def schedule(config: pytest.Config, log: Any) -> InGroups:
    """What pytest_xdist_make_scheduler has to hand over."""
    config.option.loadscopereorder = False  # `turn` has decided
    return InGroups(config, log)
