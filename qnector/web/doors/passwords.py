"""Comparing passwords: slow on purpose, so in threads, a few at once."""

import asyncio
from functools import lru_cache

from qnector.core import secrets
from qnector.domain.accounts.models import User
from qnector.web.doors.forms import Turnstile

turnstile = Turnstile()


async def matches(password: str, user: User | None) -> bool:
    """Compare in a thread; an unknown account takes as long as a known one."""
    hashed = user.password_hash if user is not None and user.password_hash else _nobody()
    async with turnstile.turn():
        is_right = await asyncio.to_thread(secrets.password_matches, password, hashed)
    return bool(is_right and user and user.password_hash and user.is_active)


@lru_cache(maxsize=1)
def _nobody() -> str:
    """A hash that no password has, of the same cost as real ones."""
    return secrets.hash_password(secrets.new_key())
