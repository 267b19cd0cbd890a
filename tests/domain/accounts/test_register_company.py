import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from qnector.core.errors import Invalid
from qnector.domain.accounts import rules
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import Verification
from qnector.domain.accounts.service import CompanyInput
from tests.world import World

WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
nine_digits = st.text("0123456789", min_size=9, max_size=9).filter(lambda d: d.strip("0"))


def check_digit(nine: str) -> str:
    """The rule as the tax office words it: the ninth times five adds both of its digits."""
    *eight, ninth = (int(digit) for digit in nine)
    total = sum(n * w for n, w in zip(eight, WEIGHTS[:8], strict=True))
    total += ninth * 5 // 10 + ninth * 5
    return str(-total % 10)


@given(nine_digits)
def test_it_accepts_exactly_one_check_digit(nine: str) -> None:
    right = [last for last in "0123456789" if rules.is_business_number(nine + last)]

    assert right == [check_digit(nine)]


@given(nine_digits, st.integers(0, 7), st.integers(1, 9))
def test_it_notices_every_single_wrong_digit(nine: str, place: int, by: int) -> None:
    number = nine + check_digit(nine)
    wrong = str((int(number[place]) + by) % 10)

    assert not rules.is_business_number(number[:place] + wrong + number[place + 1 :])


@given(st.text(max_size=12))
def test_it_survives_anything_typed(typed: str) -> None:
    assert rules.is_business_number(typed) in {True, False}


def test_it_makes_an_unverified_company(session: Session, world: World) -> None:
    made = accounts.register_company(
        session, CompanyInput(" 새회사 ", "000-81-00066", is_buyer=True)
    )

    assert made.id
    assert (made.name, made.business_number) == ("새회사", "0008100066")
    assert made.verification is Verification.UNVERIFIED


def test_it_lets_branches_share_a_number(session: Session, world: World) -> None:
    first = accounts.register_company(session, CompanyInput("본점", "0008100066", is_buyer=True))
    second = accounts.register_company(session, CompanyInput("지점", "0008100066", is_buyer=True))

    assert first.id != second.id


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "가" * 101}, "name"),
        ({"business_number": "0008100015"}, "business_number"),
        ({"business_number": "0000000000"}, "business_number"),
        ({"business_number": "００08100014"}, "business_number"),
        ({"is_buyer": False}, "is_buyer"),
        ({"postal_code": "045244"}, "postal_code"),
        ({"contact_email": "a" * 255}, "contact_email"),
    ],
)
def test_it_refuses_at_the_field(changes: dict[str, object], field: str) -> None:
    right = {"name": "새회사", "business_number": "0008100014", "is_buyer": True}

    with pytest.raises(Invalid) as refusal:
        CompanyInput(**{**right, **changes})

    assert refusal.value.field == field
