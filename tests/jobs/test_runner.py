"""What a loop did last is known to the operator."""

import asyncio
import logging
from datetime import timedelta

import pytest

from qnector.core import clock, loops
from qnector.jobs import runner
from qnector.jobs.runner import Job


@pytest.fixture(autouse=True)
def _anew():
    loops.forget()
    yield
    loops.forget()


def play(*outcomes: Exception | None) -> None:
    """Run a job that ends like this, one after the other."""
    left = list(outcomes)
    is_over = asyncio.Event()

    async def run() -> None:
        if not left:
            is_over.set()
            await asyncio.sleep(60)
        outcome = left.pop(0)
        if outcome is not None:
            raise outcome

    async def scene() -> None:
        task = asyncio.create_task(runner._every(Job("work", run, 0)))
        await asyncio.wait_for(is_over.wait(), 5)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(scene())


def test_a_job_that_ends_well_is_well() -> None:
    play(None)

    (loop,) = loops.every()
    assert loop.name == "work"
    assert loop.done_at is not None
    assert loop.is_well(clock.now())


def test_failures_in_a_row_are_counted_and_forgotten(caplog) -> None:
    with caplog.at_level(logging.CRITICAL):
        play(ValueError("a secret"), OSError("another"))
        (loop,) = loops.every()
        assert (loop.failures, loop.problem) == (2, "OSError")
        assert not loop.is_well(clock.now())
        assert "secret" not in str(loop)

        play(ValueError("a secret"), None)
    (loop,) = loops.every()
    assert (loop.failures, loop.problem) == (0, "")


def test_the_log_says_where_it_failed_but_no_value(caplog) -> None:
    play(ValueError("a secret"))

    assert "ValueError" in caplog.text
    assert "test_runner.py" in caplog.text
    assert "secret" not in caplog.text


def test_one_that_does_not_come_back_is_late() -> None:
    loops.begin("work", 60)
    (loop,) = loops.every()

    assert not loop.is_late(clock.now() + timedelta(seconds=100))
    assert loop.is_late(clock.now() + timedelta(seconds=200))
