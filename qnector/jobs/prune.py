"""Forget what has served its time."""

from qnector.core import clock, db
from qnector.domain.accounts import registration
from qnector.domain.accounts import service as accounts
from qnector.domain.orders import service as orders


async def run() -> None:
    """Ended sessions, old login attempts, used links; keys of placements older than 30 days;
    회원가입 that was left lying for a day."""
    await db.write(accounts.prune, clock.now())
    await db.write(registration.forget, clock.now())
    await db.write(orders.forget_keys, clock.now())
