"""Loops that start with the app: each claims its work and survives its failures."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from qnector.core import loops
from qnector.jobs import (
    check_businesses,
    complete_delivered,
    deliver_messages,
    end_borrowed,
    forget_pictures,
    prune,
)
from qnector.web.failures import places

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of regular work; `seconds` between the end of one run and the next."""

    name: str
    run: Callable[[], Awaitable[object]]
    seconds: float


JOBS = (
    Job("deliver messages", deliver_messages.run, 2),
    Job("end borrowed sessions", end_borrowed.run, 60),
    Job("complete delivered orders", complete_delivered.run, 600),
    Job("check businesses", check_businesses.run, 300),
    Job("forget pictures", forget_pictures.run, 3600),
    Job("prune", prune.run, 3600),
)


@asynccontextmanager
async def run() -> AsyncIterator[None]:
    """Run every job while the app lives."""
    tasks = [asyncio.create_task(_every(job)) for job in JOBS]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks, return_exceptions=True)


async def _every(job: Job) -> None:
    loops.begin(job.name, job.seconds)
    while True:
        try:
            await job.run()
        except Exception as failure:
            kind = type(failure).__name__
            log.error("the job %r failed, it runs again: %s\n%s", job.name, kind, places(failure))
            loops.failed(job.name, kind)
        else:
            loops.done(job.name)
        await asyncio.sleep(job.seconds)
