from datetime import UTC, datetime, timedelta

import pytest

from qnector.domain.accounts import rules

BEGUN = datetime(2026, 2, 13, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
A_BIT = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("age", "unseen", "is_remembered", "has_socket", "is_alive"),
    [
        (30 * MINUTE, 30 * MINUTE, False, False, True),
        (30 * MINUTE + A_BIT, 30 * MINUTE + A_BIT, False, False, False),
        (11 * HOUR, 2 * HOUR, False, True, True),
        (12 * HOUR, A_BIT, False, True, True),
        (12 * HOUR + A_BIT, A_BIT, False, True, False),
        (30 * DAY, 30 * DAY, True, False, True),
        (31 * DAY, 30 * DAY + A_BIT, True, False, False),
        (90 * DAY, A_BIT, True, True, True),
        (90 * DAY + A_BIT, A_BIT, True, True, False),
    ],
)
def test_it_lives_as_long_as_decided(
    age: timedelta, unseen: timedelta, is_remembered: bool, has_socket: bool, is_alive: bool
) -> None:
    now = BEGUN + age

    assert is_alive is rules.is_alive(
        now=now,
        created_at=BEGUN,
        last_seen_at=now - unseen,
        is_remembered=is_remembered,
        has_socket=has_socket,
    )
