from datetime import timedelta

import pytest
from sqlalchemy import event, insert
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor, Role, Side
from qnector.core.errors import NotAllowed
from qnector.domain.board import queries
from qnector.domain.board import service as board
from qnector.domain.board.models import Inquiry, InquiryStatus
from qnector.domain.board.queries import InquiryFilter
from qnector.domain.board.service import InquiryInput
from tests.domain.board import crowd
from tests.world import World


def seed(world: World, count: int, *, asker: int, seller: int | None) -> None:
    """Bare inquiries; every second is answered."""
    now = clock.now()
    rows = [
        {
            "from_company_id": asker, "from_user_id": world.buyer.user_id, "to_company_id": seller,
            "title": f"문의 {n:05d}", "body": "내용 " * 30, "asked_at": now - timedelta(days=9),
            "status": ("waiting", "answered")[n % 2], "answer": ("", "네 " * 99)[n % 2],
            "answered_at": (None, now)[n % 2], "seen_at": now,
        }
        for n in range(count)
    ]  # fmt: skip
    world.session.connection().execute(insert(Inquiry.__table__), rows)


def asked(world: World) -> list[int]:
    """Three of the buyer's: to 바다식품 (answered), to 새벽사무, to 큐넥터."""
    given = (
        InquiryInput("배송일", "화요일에도 되나요?", world.seller.company_id),
        InquiryInput("노트북 재고", "열 대 있나요?", world.other_seller.company_id),
        InquiryInput("요금제", "Special 플랜이 궁금해요."),
    )
    made = [board.ask(world.session, world.buyer, one) for one in given]
    board.answer(world.session, world.seller, made[0], "수요일에 보내 드려요.")
    return made


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, 3),
        ({"status": InquiryStatus.WAITING}, 2),
        ({"status": InquiryStatus.ANSWERED}, 1),
        ({"text": "배송"}, 1),
        ({"text": "화요일"}, 1),
        ({"text": "수요일에"}, 1),
        ({"text": "새벽"}, 1),
        ({"text": "큐넥터"}, 1),
        ({"text": "special"}, 1),
        ({"text": "한빛"}, 0),
        ({"text": "궁금", "status": InquiryStatus.ANSWERED}, 0),
        ({"text": "%"}, 0),
        ({"text": "' OR 1=1 --"}, 0),
        ({"sort": "no such", "part": "no such"}, 3),
    ],
)
def test_it_finds(session: Session, world: World, wanted: dict, found: int) -> None:
    asked(world)

    assert queries.inquiries(session, world.buyer, InquiryFilter(**wanted)).total == found


def test_it_sorts(session: Session, world: World) -> None:
    made = asked(world)

    def ids(sort: str) -> list[int]:
        page = queries.inquiries(session, world.buyer, InquiryFilter(sort=sort))
        return [row.id for row in page.rows]

    assert (ids("asked"), ids("-asked")) == (made, made[::-1])


def test_a_seller_keeps_what_it_asks_and_what_it_is_asked_apart(
    session: Session, world: World
) -> None:
    got = asked(world)[0]
    own = board.ask(session, world.seller, InquiryInput("정산", "언제예요?"))

    def ids(part: str) -> list[int]:
        page = queries.inquiries(session, world.seller, InquiryFilter(part=part))
        return [row.id for row in page.rows]

    assert (ids("received"), ids("asked"), ids("")) == ([got], [own], [own, got])


def test_pages_follow_one_another(session: Session, world: World) -> None:
    seed(world, 25, asker=world.buyer.company_id, seller=world.seller.company_id)

    pages = [
        queries.inquiries(session, world.seller, InquiryFilter(size=10, page=n))
        for n in (1, 2, 3, 99)
    ]

    assert [len(page.rows) for page in pages] == [10, 10, 5, 5]
    assert len({row.id for page in pages[:3] for row in page.rows}) == 25
    assert (pages[3].number, pages[0].total) == (3, 25)


def test_it_counts_what_came_since(session: Session, world: World) -> None:
    first = asked(world)[0]

    assert queries.newer_inquiries(session, world.buyer, InquiryFilter(), first) == 2
    assert queries.newer_inquiries(session, world.buyer, InquiryFilter(text="노트북"), first) == 1
    assert queries.newer_inquiries(session, world.seller, InquiryFilter(), first) == 0


def test_it_is_for_who_may_read(session: Session, world: World) -> None:
    nobody = Actor(1, 0, Side.OPERATOR, Role.STAFF)
    for ask in (
        lambda: queries.inquiries(session, nobody, InquiryFilter()),
        lambda: queries.newer_inquiries(session, nobody, InquiryFilter(), 0),
        lambda: queries.unread_inquiries(session, nobody),
        lambda: queries.inquiry(session, nobody, 1),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_a_company_without_id_sees_nothing(session: Session, world: World) -> None:
    asked(world)

    for side in (Side.BUYER, Side.SELLER):
        nobody = Actor(1, 0, side, Role.OWNER)
        assert queries.inquiries(session, nobody, InquiryFilter()).total == 0


def test_the_queries_do_not_grow_with_the_rows(session: Session, world: World) -> None:
    statements: list[str] = []
    event.listen(
        session.get_bind(), "before_cursor_execute", lambda *args: statements.append(args[2])
    )
    queries.inquiries(session, world.buyer, InquiryFilter(size=50))
    with_none = len(statements)
    seed(world, 60, asker=world.buyer.company_id, seller=world.seller.company_id)
    statements.clear()

    assert len(queries.inquiries(session, world.buyer, InquiryFilter(size=50)).rows) == 50
    assert len(statements) == with_none == 2


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("reader", ["buyer", "seller", "operator"])
@pytest.mark.parametrize("status", [None, InquiryStatus.WAITING])
def test_an_index_serves_the_list(
    session: Session, world: World, reader: str, status: InquiryStatus | None
) -> None:
    companies = crowd.companies(session, 60)
    for number, company_id in enumerate(companies):
        seed(world, 40, asker=company_id, seller=companies[number - 1])
    for seller in (world.seller.company_id, None):
        seed(world, 80, asker=world.buyer.company_id, seller=seller)
    session.connection().exec_driver_sql("ANALYZE")
    asked: list[tuple[str, tuple[object, ...]]] = []
    event.listen(
        session.get_bind(), "before_cursor_execute", lambda *args: asked.append((args[2], args[3]))
    )
    queries.inquiries(session, getattr(world, reader), InquiryFilter(status=status))
    queries.unread_inquiries(session, getattr(world, reader))

    for statement, values in list(asked):
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        said = " / ".join(row[3] for row in plan)
        assert "INDEX inquiries_by" in said, said
        assert "SCAN inquiries" not in said, said
