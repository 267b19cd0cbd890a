import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core.errors import Conflict, Invalid, LimitReached, NotAllowed, NotFound
from qnector.domain.billing.models import Plan, PlanCode
from qnector.domain.catalog import queries as catalog
from qnector.domain.catalog.queries import TileFilter
from qnector.domain.connections import access
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import ConnectionStatus
from qnector.domain.messages.models import Kind, Message
from qnector.domain.orders import queries
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import OrderStatus
from qnector.domain.orders.queries import OrderFilter
from tests.world import World


@pytest.fixture
def held(session: Session, world: World) -> int:
    return access.approved(session, world.buyer.company_id, world.seller.company_id).id or 0


def test_it_hides_everything_the_seller_sells(session: Session, world: World, held: int) -> None:
    connections.suspend(session, world.seller, held, "미수금")

    assert catalog.offers(session, world.buyer, [world.rice]) == {}
    assert catalog.price_for(session, world.buyer.company_id, [world.rice]) == {}
    names = {tile.seller_name for tile in catalog.tiles(session, world.buyer, TileFilter()).rows}
    assert names == {"새벽사무"}
    assert [name for _, name in catalog.sellers(session, world.buyer)] == ["새벽사무"]
    with pytest.raises(NotFound):
        access.approved(session, world.buyer.company_id, world.seller.company_id)


def test_it_can_be_undone(session: Session, world: World, held: int) -> None:
    connections.suspend(session, world.seller, held, "미수금")
    connections.resume(session, world.seller, held)

    assert set(catalog.offers(session, world.buyer, [world.rice])) == {world.rice}


def test_it_resumes_only_while_a_place_is_free(session: Session, world: World, held: int) -> None:
    connections.suspend(session, world.seller, held, "미수금")
    asked = connections.request(session, world.stranger, world.seller.company_id)
    connections.approve(session, world.seller, asked)
    plan = session.get(Plan, PlanCode.FREE)
    plan.connection_limit = 1
    session.flush()

    with pytest.raises(LimitReached):
        connections.resume(session, world.seller, held)


def test_it_suspends_and_resumes_once(session: Session, world: World, held: int) -> None:
    with pytest.raises(Conflict):
        connections.resume(session, world.seller, held)
    connections.suspend(session, world.seller, held, "미수금")
    with pytest.raises(Conflict):
        connections.suspend(session, world.seller, held, "미수금")


@pytest.mark.parametrize("reason", ["", "  \n", "가" * 501])
def test_it_needs_a_reason(session: Session, world: World, held: int, reason: str) -> None:
    with pytest.raises(Invalid) as refusal:
        connections.suspend(session, world.seller, held, reason)

    assert refusal.value.field == "reason"
    assert access.get(session, world.buyer, held).status is ConnectionStatus.APPROVED


def test_the_buyer_reads_why_and_both_sides_follow(
    session: Session, world: World, held: int
) -> None:
    world.touched()

    connections.suspend(session, world.seller, held, " 미수금이 있어요 ")

    assert access.get(session, world.buyer, held).reason == "미수금이 있어요"
    assert world.touched() >= {
        (world.buyer.company_id, "connections"),
        (world.seller.company_id, "connections"),
    }
    told = session.execute(
        select(Message.values).where(
            Message.kind == Kind.CONNECTION_ANSWERED,
            Message.to_company_id == world.buyer.company_id,
        ).order_by(Message.id.desc())
    ).scalars().first()  # fmt: skip
    assert (told["status"], told["reason"]) == ("suspended", "미수금이 있어요")


def test_placed_orders_stay(session: Session, world: World, held: int) -> None:
    (placed,) = world.place({world.rice: 1})

    connections.suspend(session, world.seller, held, "미수금")
    orders.accept(session, world.seller, placed.order_id)

    assert orders_of(session, world) == [OrderStatus.PROCESSING]


def orders_of(session: Session, world: World) -> list[OrderStatus]:
    return [row.status for row in queries.page(session, world.buyer, OrderFilter()).rows]


def test_it_is_refused_to_staff_buyers_and_strangers(
    session: Session, world: World, held: int
) -> None:
    for verb, given in ((connections.suspend, ["미수금"]), (connections.resume, [])):
        with pytest.raises(NotAllowed):
            verb(session, world.seller_staff, held, *given)
        with pytest.raises(NotAllowed):
            verb(session, world.buyer, held, *given)
        with pytest.raises(NotFound):
            verb(session, world.other_seller, held, *given)
