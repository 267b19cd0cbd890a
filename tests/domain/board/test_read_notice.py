from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session

from qnector.core import clock
from qnector.core.errors import NotFound
from qnector.domain.board import queries
from qnector.domain.board import service as board
from qnector.domain.board.queries import NoticeFilter
from qnector.domain.board.service import NoticeInput
from tests.world import World

NEWS = NoticeInput("새 품목", "전복이 들어왔어요.")


def unread(session: Session, actor) -> list[bool]:
    return [row.is_unread for row in queries.notices(session, actor, NoticeFilter()).rows]


def test_it_is_one_persons_mark(session: Session, world: World) -> None:
    made = board.publish_notice(session, world.seller, NEWS)
    assert (unread(session, world.buyer), queries.unread_notices(session, world.buyer)) == (
        [True],
        1,
    )

    board.read_notice(session, world.buyer, made)
    board.read_notice(session, world.buyer, made)

    assert (unread(session, world.buyer), queries.unread_notices(session, world.buyer)) == (
        [False],
        0,
    )
    assert queries.unread_notices(session, world.buyer_staff) == 1


def test_ones_own_notice_is_no_news(session: Session, world: World) -> None:
    board.publish_notice(session, world.seller, NEWS)
    board.publish_notice(session, world.operator, NEWS)

    assert sorted(unread(session, world.seller_staff)) == [False, True]
    assert queries.unread_notices(session, world.seller_staff) == 1
    assert queries.unread_notices(session, world.operator) == 0


def test_after_a_month_it_is_no_news(session: Session, world: World) -> None:
    with clock.frozen(clock.now() - timedelta(days=31)):
        board.publish_notice(session, world.seller, NEWS)
        assert queries.unread_notices(session, world.buyer) == 1

    assert (unread(session, world.buyer), queries.unread_notices(session, world.buyer)) == (
        [False],
        0,
    )


def test_a_borrowed_login_leaves_no_mark(session: Session, world: World) -> None:
    made = board.publish_notice(session, world.seller, NEWS)

    board.read_notice(session, replace(world.buyer, acting_operator_id=1), made)

    assert queries.unread_notices(session, world.buyer) == 1


def test_it_finds_no_strange_notice(session: Session, world: World) -> None:
    made = board.publish_notice(session, world.seller, NEWS)

    for other in (world.stranger, world.stranger_seller, world.other_seller, world.operator):
        with pytest.raises(NotFound):
            board.read_notice(session, other, made)
        with pytest.raises(NotFound):
            queries.notice(session, other, made)
