"""Every cell of MOVES: each move, tried from every status, by everybody."""

from collections.abc import Callable
from itertools import product

import pytest
from sqlmodel import Session

from qnector.core.actor import Actor, Role
from qnector.core.errors import Conflict, NotAllowed, NotFound
from qnector.domain.orders import queries, rules
from qnector.domain.orders import service as orders
from qnector.domain.orders.models import OrderStatus
from qnector.domain.orders.rules import MOVES, Move
from tests.domain.orders import steps
from tests.world import World

P, R, D, Q, C = (
    OrderStatus.PENDING,
    OrderStatus.PROCESSING,
    OrderStatus.COMPLETED,
    OrderStatus.CANCEL_REQUESTED,
    OrderStatus.CANCELLED,
)
MAKE: dict[Move, Callable[[Session, Actor, int], str]] = {
    Move.ACCEPT: orders.accept,
    Move.SHIP: lambda s, a, o: orders.ship(s, a, o, steps.PICKUP),
    Move.COMPLETE: orders.complete,
    Move.REQUEST_CANCEL: lambda s, a, o: orders.request_cancel(s, a, o, "이유"),
    Move.WITHDRAW_CANCEL: orders.withdraw_cancel,
    Move.AGREE_CANCEL: lambda s, a, o: orders.answer_cancel(s, a, o, agrees=True),
    Move.DECLINE_CANCEL: lambda s, a, o: orders.answer_cancel(s, a, o, agrees=False, reason="이유"),
    Move.CANCEL: lambda s, a, o: orders.cancel(s, a, o, "이유"),
    Move.RELEASE: orders.release,
}
# Written out once more, by hand: decision 16, for orders of which nothing is shipped.
AFTER: dict[tuple[OrderStatus, Move], OrderStatus] = {
    (P, Move.ACCEPT): R,
    (P, Move.SHIP): R,
    (P, Move.REQUEST_CANCEL): Q,
    (P, Move.CANCEL): C,
    (R, Move.SHIP): R,
    (R, Move.COMPLETE): D,
    (R, Move.REQUEST_CANCEL): Q,
    (R, Move.CANCEL): C,
    (Q, Move.WITHDRAW_CANCEL): P,
    (Q, Move.AGREE_CANCEL): C,
    (Q, Move.DECLINE_CANCEL): P,
}
HELD = {(P, Move.RELEASE): P, (P, Move.CANCEL): C, (P, Move.REQUEST_CANCEL): Q}
SHIPPED = {(R, Move.SHIP): R, (R, Move.COMPLETE): D}
CELLS = list(product(OrderStatus, Move))


def maker(world: World, move: Move) -> Actor:
    return world.buyer if MOVES[move].side == "buyer" else world.seller


def expect(world: World, order_id: int, move: Move, after: OrderStatus | None) -> None:
    session, actor = world.session, maker(world, move)
    before, events = steps.order(session, order_id), steps.events(session, order_id)
    stood, number = before.status, before.number
    offered = queries.detail(session, actor, number).moves
    assert (move in offered) == (after is not None)
    if after is None:
        with pytest.raises(Conflict):
            MAKE[move](session, actor, order_id)
        assert steps.order(session, order_id).status is stood
        assert steps.events(session, order_id) == events
        return
    assert MAKE[move](session, actor, order_id) == number
    assert steps.order(session, order_id).status is after
    assert len(steps.events(session, order_id)) > len(events)


@pytest.mark.parametrize(("status", "move"), CELLS)
def test_it_follows_the_table(world: World, status: OrderStatus, move: Move) -> None:
    expect(world, steps.at(world, status), move, AFTER.get((status, move)))


@pytest.mark.parametrize("move", Move)
def test_it_follows_the_table_while_held(world: World, move: Move) -> None:
    expect(world, steps.at(world, P, is_held=True), move, HELD.get((P, move)))


@pytest.mark.parametrize("move", Move)
def test_it_follows_the_table_once_something_is_shipped(world: World, move: Move) -> None:
    expect(world, steps.at(world, R, sacks_sent=1), move, SHIPPED.get((R, move)))


@pytest.mark.parametrize("move", Move)
def test_everybody_else_is_refused(world: World, move: Move) -> None:
    status = next(iter(MOVES[move].sources))
    order_id = steps.at(world, status, is_held=bool(MOVES[move].is_held))
    mine = maker(world, move)
    for name, actor in steps.everybody(world).items():
        if actor is mine:
            continue
        refusal = NotAllowed if name in {"buyer", "seller"} else NotFound
        with pytest.raises(refusal):
            MAKE[move](world.session, actor, order_id)
    assert steps.order(world.session, order_id).status is status


@pytest.mark.parametrize("move", [Move.CANCEL, Move.AGREE_CANCEL, Move.DECLINE_CANCEL])
def test_staff_may_not_cancel_for_the_seller(world: World, move: Move) -> None:
    order_id = steps.at(world, Q if move is not Move.CANCEL else P)

    with pytest.raises(NotAllowed):
        MAKE[move](world.session, world.seller_staff, order_id)

    number = steps.order(world.session, order_id).number
    assert move not in queries.detail(world.session, world.seller_staff, number).moves
    assert world.seller_staff.role is Role.STAFF


@pytest.mark.parametrize("move", Move)
def test_an_order_that_is_not_there_is_not_found(world: World, move: Move) -> None:
    with pytest.raises(NotFound):
        MAKE[move](world.session, maker(world, move), 2**31 - 1)


def test_every_move_has_a_rule() -> None:
    assert set(rules.MOVES) == set(Move) == set(MAKE)
