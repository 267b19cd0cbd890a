"""Who goes away in the very moment somebody else moves on takes no place along."""

import asyncio

import pytest

from qnector.web.doors.turnstile import Turnstile
from tests.web.conftest import play
from tests.web.test_login_lanes import Line


def test_who_is_called_while_going_away_does_not_break_the_line() -> None:
    async def scene() -> None:
        line = Line(Turnstile(at_once=1, queue=5))
        for name in ("first", "gone", "last"):
            await line.join(name)
        line.ends["first"].set()  # it leaves in the next step, before the other has noticed
        line.tasks[1].cancel()
        await line.end("first", "last")

        assert line.came == ["first", "last"]
        assert [task.cancelled() for task in line.tasks] == [False, True, False]
        assert line.turnstile._inside == 0

    play(scene)


@pytest.mark.parametrize("going", ["oldest", "newest"])
def test_who_goes_away_as_the_line_grows_too_long_is_not_sent_away(going: str) -> None:
    async def scene() -> None:
        line = Line(Turnstile(at_once=1, queue=2))
        for name in ("inside", "oldest", "newest"):
            await line.join(name)
        joining = asyncio.create_task(line.join("another"))
        await asyncio.sleep(0)  # it stands in line in the next step, before the other has noticed
        line.tasks[{"oldest": 1, "newest": 2}[going]].cancel()
        await joining
        await line.end("inside", "oldest", "newest", "another")

        assert line.sent == []
        assert line.came[-1] == "another"

    play(scene)
