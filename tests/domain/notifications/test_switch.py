from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core.errors import Invalid, NotAllowed
from qnector.domain.messages import rules
from qnector.domain.messages.models import Channel, Kind, MessageSwitch
from qnector.domain.notifications import queries
from qnector.domain.notifications import service as notifications
from qnector.domain.notifications.queries import Unread
from tests.domain.notifications import post
from tests.world import World

BOTH = frozenset(Channel)


def channels(session: Session, actor: object, kind: Kind) -> frozenset[Channel]:
    rows = queries.switches(session, actor).rows
    return next(row.channels for row in rows if row.kind is kind)


def test_everything_is_on_at_first_and_belongs_to_the_side(session: Session, world: World) -> None:
    shown = queries.switches(session, world.seller)

    assert [row.kind for row in shown.rows] == rules.kinds_of(world.seller.side)
    assert {row.channels for row in shown.rows} == {BOTH}
    assert shown.email == "sales@bada.test"
    assert queries.switches(session, world.other_seller).email == ""


def test_it_goes_off_and_on_again(session: Session, world: World) -> None:
    turn = Kind.NEW_ORDER, Channel.EMAIL
    world.touched()
    for _ in range(2):
        notifications.switch(session, world.seller, *turn, is_on=False)
    assert channels(session, world.seller, Kind.NEW_ORDER) == {Channel.IN_APP}
    assert (world.seller.company_id, "messages") in world.touched()
    assert channels(session, world.seller_staff, Kind.NEW_ORDER) == {Channel.IN_APP}

    for _ in range(2):
        notifications.switch(session, world.seller, *turn, is_on=True)

    assert channels(session, world.seller, Kind.NEW_ORDER) == BOTH


def test_it_stays_within_the_company(session: Session, world: World) -> None:
    notifications.switch(session, world.seller, Kind.NEW_ORDER, Channel.EMAIL, is_on=False)

    assert channels(session, world.other_seller, Kind.NEW_ORDER) == BOTH
    assert channels(session, world.stranger_seller, Kind.NEW_ORDER) == BOTH


def test_what_is_off_does_not_ring(session: Session, world: World) -> None:
    post.nothing(session)
    notifications.switch(session, world.seller, Kind.NEW_ORDER, Channel.IN_APP, is_on=False)

    world.place()

    assert queries.unread(session, world.seller) == Unread(0, 0)


def test_another_sides_kind_is_refused(session: Session, world: World) -> None:
    for actor, kind in ((world.seller, Kind.SHIPPED), (world.buyer, Kind.NEW_ORDER)):
        with pytest.raises(Invalid):
            notifications.switch(session, actor, kind, Channel.EMAIL, is_on=False)

    assert session.execute(select(MessageSwitch)).first() is None


def test_staff_and_operators_are_refused(session: Session, world: World) -> None:
    looking = replace(world.seller, acting_operator_id=world.operator.user_id)
    for actor in (world.seller_staff, world.operator, looking):
        with pytest.raises(NotAllowed):
            notifications.switch(session, actor, Kind.NEW_ORDER, Channel.EMAIL, is_on=False)
