"""Comparing passwords: slow on purpose, so in threads of low rank, a few at once."""

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from qnector.core import secrets
from qnector.domain.accounts.models import User
from qnector.web.doors.turnstile import AT_ONCE, Guesses, Turnstile

T = TypeVar("T")
# Of the threads that hash: the loop that serves everybody comes first, then who is known, whose
# tries are few, then strangers.
NICENESS = {True: 5, False: 10}

turnstile = Turnstile(kept=1)
guesses = Guesses()


async def matches(
    password: str,
    user: User | None,
    *,
    is_known: bool = False,
    was_sent: bool = False,
    tries: Callable[[], int] = lambda: 0,
) -> bool:
    """Compare in a thread; an unknown account takes as long as a known one.

    Who comes first is told by `Turnstile.turn`. Raises TooMany.
    """
    known = user.password_hash if user is not None and user.password_hash else _nobody()
    async with turnstile.turn(is_known=is_known, was_sent=was_sent, guesses=tries):
        is_right = await _aside(lambda: secrets.password_matches(password, known), is_known)
    return bool(is_right and user and user.password_hash)


async def hashed(password: str, *, is_known: bool = False) -> str:
    """The hash of a new password. Raises TooMany."""
    async with turnstile.turn(is_known=is_known):
        return await _aside(lambda: secrets.hash_password(password), is_known)


async def _aside(work: Callable[[], T], is_known: bool) -> T:
    return await asyncio.get_running_loop().run_in_executor(_threads(is_known), work)


@cache
def _threads(is_known: bool) -> ThreadPoolExecutor:
    name = "bcrypt" if is_known else "bcrypt-strangers"
    return ThreadPoolExecutor(AT_ONCE, name, _step_back, (NICENESS[is_known],))


def _step_back(niceness: int) -> None:
    """On Linux a thread has a rank of its own; elsewhere this would lower the whole server."""
    if sys.platform == "linux":
        rank = min(19, os.getpriority(os.PRIO_PROCESS, 0) + niceness)
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), rank)


def _nobody() -> str:
    """A hash that no password is known to have, of the same cost as real ones."""
    return f"$2b${secrets.BCRYPT_COST}${'.' * 53}"
