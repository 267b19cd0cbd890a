"""The real app with a guarded counter and a slow query beside it, for measuring only."""

import time

import reflex as rx
from sqlalchemy import text
from sqlmodel import Session

from qnector.core import db
from qnector.qnector import app
from qnector.web.guard import Screen, require

__all__ = ["app"]

SLOW_SECONDS = 0.3


class BenchState(Screen):
    """벤치마크: the least an event of ours can do, and the most it should not."""

    count: int = 0
    slow_count: int = 0

    @rx.event
    @require("orders.read")
    async def add_one(self):
        """A counter behind the whole guard, its session read included."""
        self.count += 1

    @rx.event
    @require("orders.read")
    async def ask_slowly(self):
        """A query of 0.3 s, in the pool as `slow=True` demands."""
        await db.read(_dawdle, slow=True)
        self.slow_count += 1


def _dawdle(session: Session) -> None:
    session.connection().execute(text("SELECT 1")).one()
    time.sleep(SLOW_SECONDS)
