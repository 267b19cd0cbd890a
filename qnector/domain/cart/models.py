"""What a user is about to order."""

from sqlalchemy import BigInteger, CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel


class Cart(SQLModel, table=True):
    """One per user; the revision grows with every change of its lines."""

    __tablename__ = "carts"

    user_id: int = Field(primary_key=True, foreign_key="users.id")
    revision: int = 0


class CartLine(SQLModel, table=True):
    """A product in a cart. Thousandths; seen_price in won is what the buyer last agreed to."""

    __tablename__ = "cart_lines"
    __table_args__ = (
        UniqueConstraint("user_id", "product_id", name="cart_lines_once"),
        CheckConstraint("quantity > 0", name="cart_lines_quantity"),
    )

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="users.id")
    product_id: int = Field(foreign_key="products.id")
    quantity: int = Field(sa_type=BigInteger)
    seen_price: int = Field(sa_type=BigInteger)
    seen_rule: str = Field(max_length=40)
    is_checked: bool = True
