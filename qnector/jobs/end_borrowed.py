"""대신 로그인 ends by itself after half an hour, and the company can read that it did."""

from qnector.core import db
from qnector.domain.accounts import acting


async def run() -> None:
    """Write the end of those that ran out, also while the server was down."""
    if await db.read(acting.is_any_over):
        await db.write(acting.run_out)
