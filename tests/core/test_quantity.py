import pytest
from hypothesis import given
from hypothesis import strategies as st

from qnector.core import quantity
from qnector.core.errors import Invalid


@given(st.integers(0, 3), st.integers(1, 10**6))
def test_it_reads_back_what_it_prints(decimals: int, steps: int) -> None:
    amount = steps * 10 ** (3 - decimals)

    assert quantity.parse(quantity.text(amount), decimals=decimals) == amount


@pytest.mark.parametrize(
    "written",
    ["", " ", "abc", "NaN", "Infinity", "-1", "0", "1e400", "1.5", "1000001", "--1", "1;2", "½"],
)
def test_it_refuses_what_is_no_quantity(written: str) -> None:
    with pytest.raises(Invalid) as refusal:
        quantity.parse(written, decimals=0)

    assert refusal.value.field == "quantity"


def test_it_refuses_more_decimals_than_the_product_has() -> None:
    assert quantity.parse("1.5", decimals=1) == 1_500
    with pytest.raises(Invalid, match="소수점 1자리"):
        quantity.parse("1.55", decimals=1)


def test_it_reads_thousands() -> None:
    assert quantity.parse(" 1,200 ") == 1_200_000


def test_it_prints_without_trailing_zeros() -> None:
    assert [quantity.text(n) for n in (1_000, 1_500, 1_005, 1_200_000, -500)] == [
        "1",
        "1.5",
        "1.005",
        "1,200",
        "-0.5",
    ]


def test_nothing_counts_only_where_it_may() -> None:
    assert quantity.parse("0", may_be_nothing=True) == 0
    with pytest.raises(Invalid) as refusal:
        quantity.parse("0", field="stock")
    assert refusal.value.field == "stock"
    with pytest.raises(Invalid):
        quantity.parse("-1", may_be_nothing=True)
