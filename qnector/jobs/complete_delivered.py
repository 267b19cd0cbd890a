"""Orders that are delivered become 완료 without anybody's click (decision 16)."""

from qnector.core import clock, db
from qnector.domain.orders import service as orders


async def run() -> None:
    """One look at the shipped orders."""
    await db.write(orders.complete_delivered, clock.now())
