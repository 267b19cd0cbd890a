"""Many bare companies, so that a planner sees a table as it will be."""

from sqlalchemy import insert, select
from sqlmodel import Session

from qnector.core import clock
from qnector.domain.accounts.models import Company


def companies(session: Session, count: int) -> list[int]:
    """The ids of so many new sellers."""
    rows = [
        {
            "name": f"판매자 {n}", "business_number": "0008100052", "is_buyer": True,
            "is_seller": True, "created_at": clock.now(),
        }
        for n in range(count)
    ]  # fmt: skip
    session.connection().execute(insert(Company.__table__), rows)
    made = select(Company.id).where(Company.name.startswith("판매자 ")).order_by(Company.id)
    return list(session.execute(made).scalars())
