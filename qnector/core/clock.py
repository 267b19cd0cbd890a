"""The only place that tells the time. Stored in UTC, shown in Seoul."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """The day it is in Seoul."""
    return seoul_day(now())


def seoul(moment: datetime) -> datetime:
    """The same moment on a clock in Seoul."""
    return moment.astimezone(SEOUL)


def seoul_day(moment: datetime) -> date:
    """The day on which this moment falls in Seoul."""
    return seoul(moment).date()


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Stop the clock at an aware moment, for tests and for the demo market."""
    if moment.tzinfo is None:
        raise ValueError("frozen() needs an aware moment")
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)


def day_text(day: date) -> str:
    """2026-02-13, as tables print it."""
    return day.isoformat()


def moment_text(moment: datetime) -> str:
    """2026. 02. 13. 오후 02:14 in Seoul, as history and records print it."""
    local = seoul(moment)
    half = "오전" if local.hour < 12 else "오후"
    return f"{local:%Y. %m. %d.} {half} {(local.hour + 11) % 12 + 1:02d}:{local:%M}"


def days_ago(count: int) -> date:
    """The Seoul day `count` days before today."""
    return today() - timedelta(days=count)
