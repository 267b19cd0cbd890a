"""What lists and windows print of an address."""

import pytest

from qnector.web.orders.rows import address_text


@pytest.mark.parametrize(
    ("parts", "printed"),
    [
        (("04524", "세종대로 110", "3층"), "(04524) 세종대로 110 3층"),
        (("04524", "세종대로 110", ""), "(04524) 세종대로 110"),
        (("", "세종대로 110", "3층"), "세종대로 110 3층"),
        (("", "", ""), ""),
    ],
)
def test_it_leaves_out_what_is_not_known(parts: tuple[str, str, str], printed: str) -> None:
    assert address_text(*parts) == printed
