import pytest
from hypothesis import given
from hypothesis import strategies as st

from qnector.core.errors import Invalid
from qnector.core.money import VatKind, VatMode, amount_of, parse_won, vat_of, won_text

won = st.integers(-(10**12), 10**12)
modes = st.sampled_from(VatMode)
kinds = st.sampled_from(VatKind)


def test_it_parts_an_amount_that_holds_vat() -> None:
    split = vat_of(5_000_000, VatMode.INCLUDED, VatKind.TAXED)

    assert (split.supply, split.vat, split.total) == (4_545_455, 454_545, 5_000_000)


def test_it_adds_vat_to_an_amount_without() -> None:
    split = vat_of(99, VatMode.EXCLUDED, VatKind.TAXED)

    assert (split.supply, split.vat, split.total) == (99, 9, 108)


def test_it_takes_no_vat_for_zero_rated_and_exempt_goods() -> None:
    for kind in (VatKind.ZERO_RATED, VatKind.EXEMPT):
        for mode in VatMode:
            assert vat_of(11_000, mode, kind).vat == 0


def test_it_rounds_half_a_won_up() -> None:
    assert amount_of(333, 1_500) == 500  # 499.5
    assert amount_of(-333, 1_500) == -500


@given(won, modes, kinds)
def test_it_mirrors_negative_amounts(amount: int, mode: VatMode, kind: VatKind) -> None:
    there, back = vat_of(amount, mode, kind), vat_of(-amount, mode, kind)

    assert (there.supply, there.vat) == (-back.supply, -back.vat)


@given(won, kinds)
def test_it_loses_nothing_when_prices_hold_vat(amount: int, kind: VatKind) -> None:
    assert vat_of(amount, VatMode.INCLUDED, kind).total == amount


@given(st.integers(0, 10**9), st.integers(0, 10**6))
def test_it_takes_a_return_back_to_the_won(price: int, quantity: int) -> None:
    assert amount_of(price, quantity) + amount_of(price, -quantity) == 0


@given(st.integers(0, 10**9), st.integers(0, 10**6))
def test_it_multiplies_whole_units_exactly(price: int, units: int) -> None:
    assert amount_of(price, units * 1000) == price * units


def test_it_prints_won() -> None:
    assert won_text(3_900_000) == "₩3,900,000"
    assert won_text(-80) == "-₩80"
    assert won_text(0) == "₩0"


@pytest.mark.parametrize(
    ("written", "won"),
    [
        ("1200", 1_200), ("1,200", 1_200), ("₩1,200", 1_200), ("1,200원", 1_200),
        (" ￦ 1,200 원 ", 1_200), ("１，２００", 1_200), ("\\1200", 1_200), ("0", 0), ("007", 7),
        ("1,000,000,000,000", 10**12),
    ],
)  # fmt: skip
def test_it_reads_won_as_people_write_them(written: str, won: int) -> None:
    assert parse_won(written) == won


@pytest.mark.parametrize(
    "written",
    ["", " ", "원", "₩", "-1", "1200.5", "1,20", "12,00", ",100", "1,,000", "1 200", "천원", "1e3",
     "0x10", "٣", "=1+1", "1200won", "9" * 19, "$5", "1200원원"],
)  # fmt: skip
def test_it_refuses_what_is_no_won(written: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_won(written, field="price")

    assert refusal.value.field == "price"


@given(amount=st.integers(0, 10**18 - 1))
def test_what_is_printed_is_read_again(amount: int) -> None:
    assert parse_won(won_text(amount)) == parse_won(f"{amount:,}원") == parse_won(str(amount))
    assert parse_won(str(amount)) == amount
