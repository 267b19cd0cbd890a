from dataclasses import replace

import pytest
from sqlmodel import Session

from qnector.core.errors import Conflict, NotAllowed, NotFound
from qnector.domain.board import queries
from qnector.domain.board import service as board
from qnector.domain.board.models import NoticeKind
from qnector.domain.board.service import NoticeInput
from tests.world import World

FIRST = NoticeInput("휴무 안내", "16일에 쉬어요.")
SECOND = NoticeInput("휴무 안내", "17일에 쉬어요.", NoticeKind.EVENT, is_pinned=True)


def test_it_changes_what_is_read_and_keeps_the_mark(session: Session, world: World) -> None:
    made = board.publish_notice(session, world.seller, FIRST)
    board.read_notice(session, world.buyer, made)
    seen = queries.notice(session, world.seller, made)

    board.edit_notice(session, world.seller, made, SECOND, seen.updated_at)

    (row,) = queries.notices(session, world.buyer, queries.NoticeFilter()).rows
    assert (row.excerpt, row.kind, row.is_pinned) == (SECOND.body, NoticeKind.EVENT, True)
    assert (row.is_unread, row.published_at) == (False, seen.published_at)
    assert (world.seller.company_id, "notices") in world.touched()


def test_the_second_of_two_is_told(session: Session, world: World) -> None:
    made = board.publish_notice(session, world.seller, FIRST)
    seen = queries.notice(session, world.seller, made).updated_at
    board.edit_notice(session, world.seller, made, SECOND, seen)

    with pytest.raises(Conflict, match="먼저 고쳤어요"):
        board.edit_notice(session, world.seller, made, FIRST, seen)

    assert queries.notice(session, world.buyer, made).body == SECOND.body


def test_nobody_changes_anothers_notice(session: Session, world: World) -> None:
    theirs = board.publish_notice(session, world.seller, FIRST)
    desk = board.publish_notice(session, world.operator, FIRST)
    seen = queries.notice(session, world.seller, theirs).updated_at
    desk_seen = queries.notice(session, world.operator, desk).updated_at

    for actor, notice_id, at in (
        (world.other_seller, theirs, seen),
        (world.stranger_seller, theirs, seen),
        (world.operator, theirs, seen),
        (world.seller, desk, desk_seen),
        (world.seller, 10**9, seen),
    ):
        with pytest.raises(NotFound):
            board.edit_notice(session, actor, notice_id, SECOND, at)
    for actor in (world.buyer, world.seller_staff, replace(world.seller, acting_operator_id=1)):
        with pytest.raises(NotAllowed):
            board.edit_notice(session, actor, theirs, SECOND, seen)

    assert queries.notice(session, world.buyer, theirs).body == FIRST.body
    assert queries.notice(session, world.buyer, desk).body == FIRST.body
