"""What sellers sell."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from qnector.core.db import UtcDateTime, by_value
from qnector.core.money import VatKind


class ProductStatus(StrEnum):
    """판매중, 품절, 숨김."""

    ON_SALE = "on_sale"
    SOLD_OUT = "sold_out"
    HIDDEN = "hidden"


class StockKind(StrEnum):
    """입고, 출고, 조정 (counted anew)."""

    IN = "in"
    OUT = "out"
    ADJUST = "adjust"


class Category(SQLModel, table=True):
    """분류: one seller's shelf."""

    __tablename__ = "categories"
    __table_args__ = (UniqueConstraint("seller_id", "name", name="categories_once"),)

    id: int | None = Field(default=None, primary_key=True)
    seller_id: int = Field(foreign_key="companies.id")
    name: str = Field(max_length=50)
    position: int = 0


class Picture(SQLModel, table=True):
    """The owner of a picture file; the file is named by its hash."""

    __tablename__ = "pictures"
    __table_args__ = (Index("pictures_by_company", "company_id"),)

    id: int | None = Field(default=None, primary_key=True)
    company_id: int = Field(foreign_key="companies.id")
    sha256: str = Field(max_length=64)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Product(SQLModel, table=True):
    """품목. Price in won; stock, min_quantity and quantity_step in thousandths of the unit."""

    __tablename__ = "products"
    __table_args__ = (
        UniqueConstraint("seller_id", "sku", name="products_sku_once"),
        CheckConstraint("stock >= 0", name="products_stock"),
        CheckConstraint("unit_price >= 0", name="products_price"),
        CheckConstraint("decimals BETWEEN 0 AND 3", name="products_decimals"),
        CheckConstraint("min_quantity > 0 AND quantity_step > 0", name="products_quantities"),
        Index("products_by_seller_name", "seller_id", "status", "name", "id"),
        Index("products_by_seller_price", "seller_id", "status", "unit_price", "id"),
        Index("products_by_seller", "seller_id", "name", "id"),
        Index("products_by_category", "category_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    seller_id: int = Field(foreign_key="companies.id")
    sku: str = Field(max_length=50)
    name: str = Field(max_length=200)
    spec: str = Field(default="", max_length=100)
    unit: str = Field(default="개", max_length=10)
    category_id: int | None = Field(default=None, foreign_key="categories.id")
    unit_price: int = Field(sa_type=BigInteger)
    vat_kind: VatKind = Field(default=VatKind.TAXED, sa_type=by_value(VatKind))
    stock: int = Field(default=0, sa_type=BigInteger)
    decimals: int = 0
    min_quantity: int = Field(default=1000, sa_type=BigInteger)
    quantity_step: int = Field(default=1000, sa_type=BigInteger)
    status: ProductStatus = Field(default=ProductStatus.ON_SALE, sa_type=by_value(ProductStatus))
    picture_id: int | None = Field(default=None, foreign_key="pictures.id")
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)


class StockMove(SQLModel, table=True):
    """입출고: what changed a stock other than an order, and why. Thousandths.

    `quantity` is the difference, `stock_after` what was there afterwards.
    """

    __tablename__ = "stock_moves"
    __table_args__ = (Index("stock_moves_by_product", "product_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    product_id: int = Field(foreign_key="products.id")
    user_id: int = Field(foreign_key="users.id")
    kind: StockKind = Field(default=StockKind.IN, sa_type=by_value(StockKind))
    quantity: int = Field(sa_type=BigInteger)
    stock_after: int = Field(default=0, sa_type=BigInteger)
    reason: str = Field(max_length=200)
    at: datetime = Field(sa_type=UtcDateTime)


class PurchaseCount(SQLModel, table=True):
    """How often a buyer ordered a product: 구매 빈도순 reads this instead of all orders."""

    __tablename__ = "purchase_counts"

    buyer_id: int = Field(primary_key=True, foreign_key="companies.id")
    product_id: int = Field(primary_key=True, foreign_key="products.id")
    order_count: int = 0
    last_ordered_on: date
