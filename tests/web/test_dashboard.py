"""The figures as text."""

import pytest

from qnector.web.dashboard.state import _round_up


@pytest.mark.parametrize(
    ("count", "top"), [(0, 4), (4, 4), (5, 8), (9, 20), (21, 40), (80, 80), (81, 200), (4001, 8000)]
)
def test_the_top_of_the_chart_divides_into_whole_lines(count: int, top: int) -> None:
    assert _round_up(count) == top
    assert top % 4 == 0
