from hypothesis import given
from hypothesis import strategies as st

from qnector.core.quantity import MOST, ONE
from qnector.domain.catalog import rules

decimals = st.integers(0, 3)


@st.composite
def products(draw: st.DrawFn) -> dict[str, object]:
    """Quantity rules as ProductInput allows them."""
    places = draw(decimals)
    finest = 10 ** (3 - places)
    return {
        "decimals": places,
        "min_quantity": draw(st.integers(1, 5000)) * finest,
        "quantity_step": draw(st.integers(1, 500)) * finest,
        "unit": "개",
    }


@given(products(), st.integers(-(10**10), 10**10))
def test_it_allows_exactly_whole_steps_from_the_least(
    product: dict[str, object], quantity: int
) -> None:
    is_right = (
        0 < quantity <= MOST
        and quantity >= product["min_quantity"]
        and quantity % product["quantity_step"] == 0
    )

    assert (rules.quantity_problem(quantity, **product) is None) is is_right


@given(products())
def test_the_least_quantity_can_be_ordered_and_nothing_below(product: dict[str, object]) -> None:
    least = rules.least_quantity(product["min_quantity"], product["quantity_step"])

    assert rules.quantity_problem(least, **product) is None
    assert rules.quantity_problem(least - product["quantity_step"], **product) is not None


def test_it_says_what_is_wrong_first() -> None:
    pairs = {"decimals": 0, "min_quantity": 4 * ONE, "quantity_step": 2 * ONE, "unit": "상자"}

    assert rules.quantity_problem(1500, **pairs) == "수량은 소수점 없이 입력해 주세요."
    assert rules.quantity_problem(2 * ONE, **pairs) == "4상자부터 주문할 수 있어요."
    assert rules.quantity_problem(5 * ONE, **pairs) == "2상자 단위로 주문할 수 있어요."
    assert rules.quantity_problem(-1, **pairs) == "수량을 다시 확인해 주세요."
    assert rules.quantity_problem(6 * ONE, **pairs) is None


def test_a_weighed_product_takes_parts() -> None:
    weighed = {"decimals": 1, "min_quantity": 500, "quantity_step": 500, "unit": "kg"}

    assert rules.quantity_problem(1500, **weighed) is None
    assert rules.quantity_problem(1510, **weighed) == "수량은 소수점 1자리까지 입력할 수 있어요."
    assert rules.quantity_problem(700, **weighed) == "0.5kg 단위로 주문할 수 있어요."
