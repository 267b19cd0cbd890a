"""Forget what has served its time."""

import asyncio

from qnector.core import clock, db
from qnector.domain.accounts import forgetting, registration
from qnector.domain.accounts import service as accounts
from qnector.domain.orders import service as orders

PAUSE = 0.1  # between two hundred and the next: others write too


async def run() -> None:
    """Ended sessions, old login attempts, used links; keys of placements older than 30 days;
    회원가입 that was left lying for a day, or that nobody has proven for a month."""
    await db.write(accounts.prune, clock.now())
    await db.write(registration.forget, clock.now())
    while await db.write(forgetting.forget_unproven, clock.now()):
        await asyncio.sleep(PAUSE)
    await db.write(orders.forget_keys, clock.now())
