import pytest
from sqlmodel import Session

from qnector.core.errors import Conflict, NotAllowed, NotFound
from qnector.domain.board import queries
from qnector.domain.board import service as board
from qnector.domain.board.queries import NoticeFilter
from qnector.domain.board.service import NoticeInput
from tests.world import World

SALE = NoticeInput("할인 행사", "이번 주만 10% 싸요.")


def total(session: Session, actor, **wanted: bool) -> int:
    return queries.notices(session, actor, NoticeFilter(**wanted)).total


def test_it_takes_a_notice_from_its_readers_but_not_from_its_writers(
    session: Session, world: World
) -> None:
    made = board.publish_notice(session, world.seller, SALE)

    board.retire_notice(session, world.seller, made)

    for reader in (world.buyer, world.seller, world.seller_staff):
        assert total(session, reader) == 0
    assert (
        total(session, world.seller, is_retired=True),
        total(session, world.buyer, is_retired=True),
    ) == (1, 0)
    assert queries.notice(session, world.seller, made).is_retired
    with pytest.raises(NotFound, match="내려간 공지"):
        queries.notice(session, world.buyer, made)
    with pytest.raises(NotFound):
        board.read_notice(session, world.buyer, made)
    assert (world.seller.company_id, "notices") in world.touched()


def test_it_is_undone(session: Session, world: World) -> None:
    made = board.publish_notice(session, world.seller, SALE)
    board.retire_notice(session, world.seller, made)

    board.restore_notice(session, world.seller, made)

    assert (total(session, world.buyer), total(session, world.seller, is_retired=True)) == (1, 0)


def test_it_happens_once(session: Session, world: World) -> None:
    made = board.publish_notice(session, world.operator, SALE)

    with pytest.raises(Conflict, match="올라가 있는"):
        board.restore_notice(session, world.operator, made)
    board.retire_notice(session, world.operator, made)
    with pytest.raises(Conflict, match="이미 내린"):
        board.retire_notice(session, world.operator, made)


@pytest.mark.parametrize("verb", [board.retire_notice, board.restore_notice])
def test_nobody_moves_anothers_notice(session: Session, world: World, verb) -> None:
    theirs = board.publish_notice(session, world.seller, SALE)
    desk = board.publish_notice(session, world.operator, SALE)

    for actor, notice_id in (
        (world.other_seller, theirs), (world.operator, theirs), (world.seller, desk),
        (world.stranger_seller, desk), (world.seller, 0),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            verb(session, actor, notice_id)
    for actor in (world.buyer, world.seller_staff):
        with pytest.raises(NotAllowed):
            verb(session, actor, theirs)
    assert total(session, world.buyer) == 2
