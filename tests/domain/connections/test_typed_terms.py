import pytest
from hypothesis import given
from hypothesis import strategies as st

from qnector.core.errors import Invalid
from qnector.core.money import won_text
from qnector.domain.connections import rules


@given(st.integers(0, 10**12))
def test_it_reads_won_as_people_write_it(amount: int) -> None:
    forms = (str(amount), f"{amount:,}", won_text(amount), f"{amount:,}원", f" ₩ {amount:,} 원 ")

    assert {rules.limit_of(written) for written in forms} == {amount}


@pytest.mark.parametrize(
    ("written", "amount"),
    [("", None), ("   ", None), ("0", 0), ("０１２", 12), ("￦1,000", 1000), ("1，000", 1000)],
)
def test_it_reads_nothing_and_wide_digits(written: str, amount: int | None) -> None:
    assert rules.limit_of(written) == amount


@pytest.mark.parametrize(
    "written",
    ["-1", "1.5", "1,00", ",100", "1,0000", "백만", "1e6", "₩", "원", "=1+1", "1 000,00", "٣",
     "9" * 40, "NaN", "<b>1</b>", "1\x00"],
)  # fmt: skip
def test_it_refuses_what_is_no_amount(written: str) -> None:
    with pytest.raises(Invalid) as refusal:
        rules.limit_of(written)

    assert refusal.value.field == "credit_limit"
    assert "원" in refusal.value.sentence


@given(st.text(max_size=40))
def test_whatever_is_typed_is_an_amount_or_refused(written: str) -> None:
    try:
        amount = rules.limit_of(written)
    except Invalid:
        return
    assert amount is None or amount >= 0


@pytest.mark.parametrize(("written", "days"), [("", 0), ("30", 30), (" 7 일", 7), ("１５", 15)])
def test_it_reads_days(written: str, days: int) -> None:
    assert rules.days_of(written) == days


@pytest.mark.parametrize("written", ["-3", "1.5", "한 달", "12345", "1일 2일"])
def test_it_refuses_what_are_no_days(written: str) -> None:
    with pytest.raises(Invalid) as refusal:
        rules.days_of(written)

    assert refusal.value.field == "days"
