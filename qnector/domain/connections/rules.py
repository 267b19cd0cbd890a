"""When an order of a connection is due."""

from calendar import monthrange
from datetime import date, timedelta

from qnector.domain.connections.models import Terms


def due_on(kind: Terms, days: int, completed_on: date) -> date:
    """The Seoul day on which an order completed on `completed_on` must be paid.

    즉시: the same day. N일: so many days later. 익월 N일: that day of the next month, its last
    day when it is shorter. 익월 말일: the last day of the next month.
    """
    if kind is Terms.IMMEDIATE:
        return completed_on
    if kind is Terms.DAYS:
        return completed_on + timedelta(days=days)
    year, month = divmod(completed_on.year * 12 + completed_on.month, 12)
    last = monthrange(year, month + 1)[1]
    day = last if kind is Terms.NEXT_MONTH_END else min(max(days, 1), last)
    return date(year, month + 1, day)
