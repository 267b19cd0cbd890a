import pytest

from qnector.domain.catalog import rules
from qnector.domain.catalog.models import ProductStatus


@pytest.mark.parametrize(
    ("stock", "shows_stock", "said"),
    [
        (0, True, "품절"),
        (-1, False, "품절"),
        (500, False, "0.5kg 남음"),
        (10_000, False, "10kg 남음"),
        (10_001, False, "재고 있음"),
        (88_000, False, "재고 있음"),
        (88_000, True, "재고 88kg"),
        (1_234_500, True, "재고 1,234.5kg"),
    ],
)
def test_it_tells_buyers_what_decision_19_allows(stock: int, shows_stock: bool, said: str) -> None:
    assert rules.stock_text(stock, unit="kg", shows_stock=shows_stock) == said


@pytest.mark.parametrize(
    ("stock", "status", "level"),
    [
        (0, ProductStatus.ON_SALE, "out"),
        (5_000, ProductStatus.SOLD_OUT, "out"),
        (10_000, ProductStatus.ON_SALE, "low"),
        (11_000, ProductStatus.ON_SALE, "plenty"),
    ],
)
def test_it_grades_a_stock(stock: int, status: ProductStatus, level: str) -> None:
    assert rules.stock_level(stock, status) == level
