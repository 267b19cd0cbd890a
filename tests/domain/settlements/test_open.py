from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from qnector.domain.orders.models import OrderStatus
from qnector.domain.settlements import service as settlements
from tests.domain.orders import steps
from tests.world import World


def owe(session: Session, world: World, order_id: int, amount: int = 120_000) -> None:
    settlements.open(
        session,
        order_id=order_id,
        buyer_id=world.buyer.company_id,
        seller_id=world.seller.company_id,
        amount=amount,
        completed_on=date(2026, 2, 1),
        due_on=date(2026, 3, 31),
    )


def test_what_is_owed_adds_up_by_seller(session: Session, world: World) -> None:
    owe(session, world, steps.placed(world))
    owe(session, world, steps.placed(world), 5_000)

    buyer, seller = world.buyer.company_id, world.seller.company_id
    assert settlements.outstanding(session, buyer, seller) == 125_000
    both = [seller, world.other_seller.company_id]
    assert settlements.outstanding_by_seller(session, buyer, both) == {seller: 125_000}


def test_nothing_is_owed_to_a_stranger(session: Session, world: World) -> None:
    owe(session, world, steps.placed(world))

    stranger = world.stranger.company_id
    assert settlements.outstanding(session, world.buyer.company_id, stranger) == 0
    assert settlements.outstanding(session, stranger, world.seller.company_id) == 0


def test_an_order_is_owed_once(session: Session, world: World) -> None:
    order_id = steps.at(world, OrderStatus.COMPLETED)

    with pytest.raises(IntegrityError):
        owe(session, world, order_id)
