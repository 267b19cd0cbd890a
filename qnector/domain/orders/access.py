"""The only door to orders: their two parties see them, each on its own side."""

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, false, select
from sqlmodel import Session

from qnector.core.actor import Actor, Side
from qnector.core.errors import NotAllowed, NotFound
from qnector.domain.accounts.models import Company
from qnector.domain.orders.models import Address, Order

SUSPENDED = "이용이 중지된 회사는 주문할 수 없어요. 운영자에게 문의해 주세요."
NO_BUYER = "구매자가 아닌 회사는 주문할 수 없어요. 계정관리에서 유형을 확인해 주세요."

_address = Address.__table__.c
_company = Company.__table__.c
DESTINATION: Select[Any] = (
    select(
        _address.recipient,
        _address.phone,
        _address.postal_code,
        _address.street,
        _address.detail,
        _company.name.label("buyer_name"),
        _company.suspended_at,
        _company.is_buyer,
    )
    .join(Company.__table__, _company.id == bindparam("company"))
    .where(
        _address.id == bindparam("id"),
        _address.user_id == bindparam("user"),
        _address.retired_at.is_(None),
    )
)


def visible(actor: Actor) -> ColumnElement[bool]:
    """The orders of the actor's company on the side it stands on."""
    if not actor.company_id:
        return false()
    if actor.side is Side.SELLER:
        return Order.seller_id == actor.company_id
    if actor.side is Side.BUYER:
        return Order.buyer_id == actor.company_id
    return false()


def get(session: Session, actor: Actor, order_id: int) -> Order:
    """One visible order, fresh from the database and locked where that is known. NotFound."""
    statement = (
        select(Order).where(Order.id == order_id, visible(actor)).with_for_update(key_share=True)
    )
    found = session.execute(statement, execution_options={"populate_existing": True}).scalar()
    if found is None:
        raise NotFound("주문을 찾을 수 없어요.")
    return found


def by_number(session: Session, actor: Actor, number: str) -> Order:
    """One visible order by its number, for reading. NotFound."""
    found = session.execute(select(Order).where(Order.number == number, visible(actor))).scalar()
    if found is None:
        raise NotFound("주문을 찾을 수 없어요.")
    return found


def address(session: Session, actor: Actor, address_id: int) -> Address:
    """One of the actor's own addresses that is still in the book. NotFound."""
    found = session.execute(
        select(Address).where(Address.id == address_id, *own_addresses(actor))
    ).scalar()
    if found is None:
        raise NotFound("배송지를 찾을 수 없어요.")
    return found


def destination(session: Session, actor: Actor, address_id: int) -> Row[Any]:
    """Where goods go and who buys them, to be copied into an order. NotFound.

    Raises NotAllowed when the operator has suspended who buys, or it buys no longer.
    """
    asked = {"id": address_id, "user": actor.user_id, "company": actor.company_id}
    found = session.connection().execute(DESTINATION, asked).first()
    if found is None:
        raise NotFound("배송지를 찾을 수 없어요.")
    if found.suspended_at is not None:
        raise NotAllowed(SUSPENDED)
    if not found.is_buyer:
        raise NotAllowed(NO_BUYER)
    return found


def own_addresses(actor: Actor) -> tuple[Any, ...]:
    """The actor's address book."""
    return (Address.user_id == actor.user_id, Address.retired_at.is_(None))
