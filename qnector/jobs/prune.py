"""Forget what has served its time."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from qnector.core import clock, db
from qnector.domain.accounts import forgetting, registration
from qnector.domain.accounts import service as accounts
from qnector.domain.orders import service as orders
from qnector.web.failures import places

log = logging.getLogger(__name__)

PAUSE = 0.1  # between two hundred and the next: others write too


async def run() -> None:
    """Ended sessions, old login attempts, used links; 회원가입 that was left lying for a day, or
    that nobody has proven for a month; keys of placements older than 30 days.

    Each goes, whatever becomes of the others. Raises the last failure, for the runner to count;
    those before are in the log.
    """
    verbs: tuple[Callable[[Session, datetime], int], ...] = (
        accounts.prune,
        registration.forget,
        forgetting.forget_unproven,
        orders.forget_keys,
    )
    failures = [failure for verb in verbs if (failure := await _all(verb)) is not None]
    for failure in failures[:-1]:
        log.error("prune: %s\n%s", type(failure).__name__, places(failure))
    if failures:
        raise failures[-1]


async def _all(verb: Callable[[Session, datetime], int]) -> Exception | None:
    """Let it forget until nothing is left; why it could not."""
    try:
        while await db.write(verb, clock.now()):
            await asyncio.sleep(PAUSE)
    except Exception as failure:  # whatever is wrong with one, the others go
        return failure
    return None
