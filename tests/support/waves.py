"""When the feed has nothing more to say."""

import asyncio

from qnector.core import feed


async def settled() -> None:
    """Wait until no wave is under way or owed."""
    while waves := [one.task for one in feed.feed._channels.values() if one.task is not None]:
        await asyncio.gather(*waves)
