"""Pictures that nothing shows any more leave the database, and their files the disk."""

import asyncio

from qnector.core import clock, db, files
from qnector.domain.accounts import pictures as people
from qnector.domain.catalog import pictures
from qnector.domain.catalog import service as catalog

AT_ONCE = 500


async def run() -> None:
    """Forget the rows, then sweep up files that belong to no row, whatever left them there.

    Only files older than a day: a picture that is just being kept has its row in a moment.
    """
    now = clock.now()
    await db.write(catalog.forget_pictures, now)
    old = await asyncio.to_thread(lambda: list(files.stored(now - pictures.KEPT_FOR)))
    for first in range(0, len(old), AT_ONCE):
        some = old[first : first + AT_ONCE]
        unknown = await db.read(pictures.unknown, some, slow=True)
        unknown = await db.read(people.unknown, unknown, slow=True)
        await asyncio.to_thread(_remove, unknown)


def _remove(hashes: set[str]) -> None:
    for sha256 in hashes:
        files.remove(sha256)
