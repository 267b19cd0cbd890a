from datetime import timedelta

import pytest
from sqlalchemy import event, insert
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor, Role, Side
from qnector.core.errors import NotAllowed
from qnector.domain.board import queries
from qnector.domain.board import service as board
from qnector.domain.board.models import Notice, NoticeKind
from qnector.domain.board.queries import NoticeFilter
from qnector.domain.board.service import NoticeInput
from tests.domain.board import crowd
from tests.world import World


def seed(world: World, count: int, *, company_id: int | None, first: int = 0) -> None:
    """Bare notices, one an hour backwards; every tenth is pinned."""
    now = clock.now()
    rows = [
        {
            "company_id": company_id, "user_id": world.seller.user_id,
            "kind": list(NoticeKind)[n % 4], "title": f"공지 {n:05d}",
            "body": f"내용 {n:05d} " * 20, "is_pinned": n % 10 == 9,
            "published_at": now - timedelta(hours=n), "updated_at": now,
        }
        for n in range(first, first + count)
    ]  # fmt: skip
    world.session.connection().execute(insert(Notice.__table__), rows)


def titles(session: Session, actor: Actor, **wanted) -> list[str]:
    return [row.title for row in queries.notices(session, actor, NoticeFilter(**wanted)).rows]


def test_pinned_ones_come_first_then_the_newest(session: Session, world: World) -> None:
    seed(world, 12, company_id=None)

    newest = titles(session, world.buyer)
    oldest = titles(session, world.buyer, sort="published")

    assert newest[:3] == ["공지 00009", "공지 00000", "공지 00001"]
    assert oldest[:3] == ["공지 00009", "공지 00011", "공지 00010"]
    assert [row.title for row in queries.latest(session, world.buyer, 3)] == newest[:3]


def test_pages_follow_one_another(session: Session, world: World) -> None:
    seed(world, 25, company_id=world.seller.company_id)

    pages = [
        queries.notices(session, world.buyer, NoticeFilter(size=10, page=n)) for n in (1, 2, 3, 99)
    ]

    assert [len(page.rows) for page in pages] == [10, 10, 5, 5]
    assert len({row.id for page in pages[:3] for row in page.rows}) == 25
    assert (pages[3].number, pages[0].total) == (3, 25)
    assert len(pages[0].rows[0].excerpt) <= 160


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"text": "배송"}, 2),
        ({"text": "쉬어요"}, 1),
        ({"text": "abc"}, 1),
        ({"text": "ABC"}, 1),
        ({"kind": NoticeKind.EVENT}, 1),
        ({"kind": NoticeKind.UPDATE}, 0),
        ({"kind": NoticeKind.EVENT, "text": "배송"}, 0),
        ({"text": "%"}, 1),
        ({"text": "_"}, 0),
        ({"text": "\\"}, 0),
        ({"text": "' OR 1=1 --"}, 0),
        ({"sort": "no such"}, 3),
    ],
)
def test_it_finds(session: Session, world: World, wanted: dict, found: int) -> None:
    for given in (
        NoticeInput("배송 안내", "설에는 쉬어요."),
        NoticeInput("새 배송 기사", "Abc 물류로 바꿨어요."),
        NoticeInput("봄 행사", "10% 할인", NoticeKind.EVENT),
    ):
        board.publish_notice(session, world.seller, given)

    assert queries.notices(session, world.buyer, NoticeFilter(**wanted)).total == found


def test_it_counts_what_came_since(session: Session, world: World) -> None:
    first = board.publish_notice(session, world.seller, NoticeInput("하나", "1"))
    assert queries.newer_notices(session, world.buyer, NoticeFilter(), first) == 0

    board.publish_notice(session, world.seller, NoticeInput("둘", "2"))

    assert queries.newer_notices(session, world.buyer, NoticeFilter(), first) == 1
    assert queries.newer_notices(session, world.buyer, NoticeFilter(text="셋"), first) == 0
    assert queries.newer_notices(session, world.stranger, NoticeFilter(), first) == 0


def test_it_is_for_who_may_read(session: Session, world: World) -> None:
    nobody = Actor(1, 0, Side.OPERATOR, Role.STAFF)
    for ask in (
        lambda: queries.notices(session, nobody, NoticeFilter()),
        lambda: queries.newer_notices(session, nobody, NoticeFilter(), 0),
        lambda: queries.unread_notices(session, nobody),
        lambda: queries.latest(session, nobody),
        lambda: queries.notice(session, nobody, 1),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_a_company_without_id_sees_nothing(session: Session, world: World) -> None:
    board.publish_notice(session, world.operator, NoticeInput("점검", "일요일"))
    board.publish_notice(session, world.seller, NoticeInput("휴무", "월요일"))

    for side in (Side.BUYER, Side.SELLER):
        assert titles(session, Actor(1, 0, side, Role.OWNER)) == []


def test_the_queries_do_not_grow_with_the_rows(session: Session, world: World) -> None:
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: asked.append(args[2]))
    queries.notices(session, world.buyer, NoticeFilter(size=50))
    with_none = len(asked)
    seed(world, 60, company_id=world.seller.company_id)
    asked.clear()

    assert len(queries.notices(session, world.buyer, NoticeFilter(size=50)).rows) == 50
    assert len(asked) == with_none == 2


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("reader", ["buyer", "seller", "operator"])
def test_an_index_serves_the_list(session: Session, world: World, reader: str) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []
    event.listen(
        session.get_bind(), "before_cursor_execute", lambda *args: asked.append((args[2], args[3]))
    )
    for company_id in (None, world.seller.company_id, *crowd.companies(session, 60)):
        seed(world, 80, company_id=company_id)
    session.connection().exec_driver_sql("ANALYZE")
    asked.clear()
    queries.notices(session, getattr(world, reader), NoticeFilter())
    queries.unread_notices(session, getattr(world, reader))

    for statement, values in list(asked):
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        said = " / ".join(row[3] for row in plan)
        assert "INDEX notices_by_company" in said, said
        assert "SCAN notices" not in said, said
