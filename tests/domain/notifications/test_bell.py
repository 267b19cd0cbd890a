from dataclasses import replace

import pytest
from sqlalchemy import event
from sqlmodel import Session

from qnector.core.actor import Side
from qnector.core.errors import NotAllowed, NotFound
from qnector.domain.messages.models import Channel, Kind, MessageSwitch
from qnector.domain.notifications import queries
from qnector.domain.notifications import service as notifications
from qnector.domain.notifications.queries import Unread
from tests.domain.notifications import post
from tests.world import World


@pytest.fixture(autouse=True)
def _empty(session: Session, world: World) -> None:
    post.nothing(session)


def test_it_counts_what_came_and_was_not_read(session: Session, world: World) -> None:
    post.tell(session, world.seller, world.buyer)
    second = post.tell(session, world.seller, world.buyer)
    assert queries.unread(session, world.seller) == Unread(2, 0)

    notifications.read_one(session, world.seller, second)

    assert queries.unread(session, world.seller) == Unread(1, 0)
    assert [one.is_read for one in queries.latest(session, world.seller)] == [True, False]


def test_a_mail_rings_no_bell_and_a_switched_off_kind_neither(
    session: Session, world: World
) -> None:
    row = MessageSwitch(
        company_id=world.seller.company_id, kind=Kind.NEW_ORDER, channel=Channel.IN_APP
    )
    session.add(row)
    session.flush()
    post.fill(session, 1, to_company_id=world.seller.company_id, channel=Channel.EMAIL)
    post.tell(session, world.buyer, world.seller, Kind.SHIPPED)

    assert queries.unread(session, world.seller) == Unread(0, 0)
    assert queries.latest(session, world.seller) == []


def test_each_colleague_reads_for_oneself(session: Session, world: World) -> None:
    told = post.tell(session, world.seller, world.buyer)

    notifications.read_one(session, world.seller, told)
    notifications.read_all(session, world.seller)

    assert queries.unread(session, world.seller_staff) == Unread(1, 0)


def test_it_shows_nothing_of_anothers(session: Session, world: World) -> None:
    told = post.tell(session, world.seller, world.buyer)

    for actor in (world.other_seller, world.stranger, world.buyer):
        assert queries.unread(session, actor) == Unread(0, 0)
        assert queries.latest(session, actor) == []
        with pytest.raises(NotFound):
            notifications.read_one(session, actor, told)


def test_reading_twice_is_reading_once(session: Session, world: World) -> None:
    told = post.tell(session, world.seller, world.buyer)

    for _ in range(2):
        notifications.read_one(session, world.seller, told)

    assert queries.unread(session, world.seller) == Unread(0, 0)


def test_a_mail_is_no_notification(session: Session, world: World) -> None:
    told = post.tell(session, world.seller, world.buyer)

    with pytest.raises(NotFound):
        notifications.read_one(session, world.seller, told + 1)


def test_everything_is_read_at_once(session: Session, world: World) -> None:
    for _ in range(3):
        post.tell(session, world.seller, world.buyer)
    world.touched()

    notifications.read_all(session, world.seller)

    assert queries.unread(session, world.seller) == Unread(0, 0)
    assert (world.seller.company_id, "messages") in world.touched()
    post.tell(session, world.seller, world.buyer)
    assert queries.unread(session, world.seller) == Unread(1, 0)


def test_reading_all_of_nothing_is_nothing(session: Session, world: World) -> None:
    notifications.read_all(session, world.seller)
    notifications.read_all(session, world.seller)

    assert queries.unread(session, world.seller) == Unread(0, 0)


def test_each_side_sees_and_reads_its_own(session: Session, world: World) -> None:
    buyer, seller = world.stranger, world.stranger_seller
    post.tell(session, buyer, world.buyer, Kind.NEW_ORDER)
    post.tell(session, buyer, world.seller, Kind.SHIPPED)
    post.tell(session, buyer, world.buyer, Kind.NEW_ORDER)
    assert queries.unread(session, buyer) == Unread(1, 2)
    assert queries.unread(session, seller) == Unread(2, 1)
    assert {one.kind for one in queries.latest(session, buyer)} == {Kind.SHIPPED}

    notifications.read_all(session, seller)

    assert queries.unread(session, seller) == Unread(0, 1)
    assert queries.unread(session, buyer) == Unread(1, 0)
    notifications.read_all(session, buyer)
    assert queries.unread(session, buyer) == Unread(0, 0)
    assert [one.is_read for one in queries.latest(session, seller)] == [True, True]


def test_an_answer_of_the_operator_is_read_on_either_side(session: Session, world: World) -> None:
    post.fill(session, 1, to_company_id=world.stranger.company_id, kind=Kind.INQUIRY_ANSWERED)

    for actor in (world.stranger, world.stranger_seller):
        assert queries.unread(session, actor) == Unread(1, 0)


def test_it_shows_the_newest_twenty(session: Session, world: World) -> None:
    post.fill(session, 25, to_company_id=world.seller.company_id)
    newest = post.tell(session, world.seller, world.buyer)

    shown = queries.latest(session, world.seller)

    assert (len(shown), shown[0].id) == (20, newest)


def test_an_operator_has_no_bell(session: Session, world: World) -> None:
    for ask in (queries.unread, queries.latest, queries.switches, notifications.read_all):
        with pytest.raises(NotAllowed):
            ask(session, world.operator)


def test_nobody_without_a_company_sees_anything(session: Session, world: World) -> None:
    told = post.tell(session, world.seller, world.buyer)
    nobody = replace(world.seller, company_id=0, side=Side.SELLER)

    assert queries.unread(session, nobody) == Unread(0, 0)
    with pytest.raises(NotFound):
        notifications.read_one(session, nobody, told)


def test_counting_asks_once_however_much_there_is(session: Session, world: World) -> None:
    post.fill(session, 500, to_company_id=world.seller.company_id)
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: asked.append(args[2]))

    assert queries.unread(session, world.seller) == Unread(queries.COUNTED, 0)
    assert len(asked) == 1
