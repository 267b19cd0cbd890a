"""When an order of a connection is due, and what sellers type about it."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

from qnector.core.errors import Invalid
from qnector.domain.connections.models import Terms

MOST_REASON = 500
# ₩1,000,000, 1000000, 1,000,000원: commas stand where they belong or nowhere.
_WON = re.compile(r"[₩\\]?(\d{1,3}(?:,\d{3})+|\d{1,15})원?", re.ASCII)
_DAYS = re.compile(r"(\d{1,4})일?", re.ASCII)


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


def limit_of(written: str) -> int | None:
    """신용 한도 in won as people type it; nothing is without limit. Raises Invalid."""
    plain = _plain(written)
    if not plain:
        return None
    found = _WON.fullmatch(plain)
    if found is None:
        raise Invalid("신용 한도를 원 단위 숫자로 입력해 주세요. 예: 1,000,000",
                      field="credit_limit")  # fmt: skip
    return int(found[1].replace(",", ""))


def days_of(written: str) -> int:
    """The N of N일 and 익월 N일; nothing is 0. Raises Invalid."""
    plain = _plain(written)
    if not plain:
        return 0
    found = _DAYS.fullmatch(plain)
    if found is None:
        raise Invalid("날수를 숫자로 입력해 주세요. 예: 30", field="days")
    return int(found[1])


def reason_of(written: str) -> str:
    """Why somebody is refused or suspended, 1 to 500 letters. Raises Invalid."""
    reason = written.strip()
    if not reason:
        raise Invalid("사유를 입력해 주세요.", field="reason")
    if len(reason) > MOST_REASON:
        raise Invalid(f"사유는 {MOST_REASON}자까지 쓸 수 있어요.", field="reason")
    return reason


def _plain(written: str) -> str:
    """Full-width digits and signs as the plain ones, without any space."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", written))
