from datetime import UTC, date, datetime

import pytest

from qnector.core import clock


def test_it_is_already_tomorrow_in_seoul() -> None:
    with clock.frozen(datetime(2026, 2, 13, 15, 0, tzinfo=UTC)):
        assert clock.today() == date(2026, 2, 14)


def test_it_is_still_today_a_minute_before() -> None:
    with clock.frozen(datetime(2026, 2, 13, 14, 59, tzinfo=UTC)):
        assert clock.today() == date(2026, 2, 13)


def test_it_refuses_a_moment_without_zone() -> None:
    with pytest.raises(ValueError, match="aware"), clock.frozen(datetime(2026, 2, 13)):  # noqa: DTZ001
        pass


@pytest.mark.parametrize(
    ("hour", "printed"),
    [(0, "오전 09:05"), (3, "오후 12:05"), (15, "오전 12:05"), (20, "오전 05:05")],
)
def test_it_prints_the_hour_in_seoul(hour: int, printed: str) -> None:
    moment = datetime(2026, 2, 13, hour, 5, tzinfo=UTC)

    assert clock.moment_text(moment).endswith(printed)
