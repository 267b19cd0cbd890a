from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core.errors import Invalid, NotAllowed
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import User
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from qnector.domain.board import queries
from qnector.domain.board import service as board
from qnector.domain.board.models import NoticeKind
from qnector.domain.board.service import NoticeInput
from qnector.domain.connections import access as connections
from qnector.domain.connections import service as trade
from tests.world import World

HOLIDAY = NoticeInput("설 연휴 배송 안내", "2월 16일부터 18일까지 쉬어요.")


def titles(session: Session, actor) -> list[str]:
    return [row.title for row in queries.notices(session, actor, queries.NoticeFilter()).rows]


def sign_in(session: Session, *emails: str) -> None:
    for email in emails:
        user = session.execute(select(User).where(User.email == email)).scalar_one()
        accounts.start_session(session, user, device="", address="", is_remembered=False)


def test_it_tells_a_sellers_buyers_and_nobody_else(session: Session, world: World) -> None:
    made = board.publish_notice(session, world.seller, HOLIDAY)

    for reader in (world.buyer, world.buyer_staff, world.seller, world.seller_staff):
        assert titles(session, reader) == [HOLIDAY.title]
    for other in (world.other_seller, world.stranger, world.stranger_seller, world.operator):
        assert titles(session, other) == []
    assert queries.notice(session, world.buyer, made).author == "바다식품"
    audit.settle(session)
    entry = session.execute(select(AuditEntry).where(AuditEntry.ref == f"notice:{made}")).scalar()
    assert (entry.action, entry.user_id) == ("notice.publish", world.seller.user_id)


def test_it_tells_everybody_what_the_operator_says(session: Session, world: World) -> None:
    given = NoticeInput("정기 점검", "일요일 새벽 2시", NoticeKind.MAINTENANCE)
    made = board.publish_notice(session, world.operator, given)

    for reader in (world.buyer, world.seller, world.stranger, world.stranger_seller):
        (row,) = queries.notices(session, reader, queries.NoticeFilter()).rows
        assert (row.id, row.author, row.is_own) == (made, "큐넥터", False)
        assert row.is_unread
    assert titles(session, world.operator) == ["정기 점검"]


def test_it_wakes_the_writer_and_the_readers_that_are_signed_in(
    session: Session, world: World
) -> None:
    sign_in(session, "staff@hanbit.test", "owner@hanbit.test", "owner@stranger.test")
    world.touched()

    board.publish_notice(session, world.seller, HOLIDAY)
    assert world.touched() == {
        (world.seller.company_id, "notices"), (world.buyer.company_id, "notices"),
    }  # fmt: skip

    board.publish_notice(session, world.operator, HOLIDAY)
    assert world.touched() == {
        (0, "notices"), (world.buyer.company_id, "notices"), (world.stranger.company_id, "notices"),
    }  # fmt: skip


def test_it_is_hidden_from_who_is_suspended_or_only_asked(session: Session, world: World) -> None:
    board.publish_notice(session, world.seller, HOLIDAY)
    trade.request(session, world.stranger, world.seller.company_id)
    held = connections.approved(session, world.buyer.company_id, world.seller.company_id)
    trade.suspend(session, world.seller, held.id, "미수금")

    assert titles(session, world.stranger) == []
    assert titles(session, world.buyer) == []
    trade.resume(session, world.seller, held.id)
    assert titles(session, world.buyer) == [HOLIDAY.title]


def test_it_is_for_managers_of_sellers_and_for_operators(session: Session, world: World) -> None:
    borrowed = replace(world.seller, acting_operator_id=world.operator.user_id)
    for refused in (world.buyer, world.seller_staff, world.stranger, borrowed):
        with pytest.raises(NotAllowed):
            board.publish_notice(session, refused, HOLIDAY)
    assert titles(session, world.buyer) == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script><b>굵게</b>",
        "=1+1",
        "@SUM(A1)",
        "😀👨‍👩‍👧‍👦",
        "'; DROP TABLE notices; --",
        "{title}",
    ],
)
def test_it_keeps_every_text_as_it_was_written(session: Session, world: World, text: str) -> None:
    made = board.publish_notice(session, world.seller, NoticeInput(text, f"{text}\n\n  {text}"))

    found = queries.notice(session, world.buyer, made)
    assert (found.title, found.body) == (text, f"{text}\n\n  {text}")


def test_it_makes_a_title_one_line() -> None:
    given = NoticeInput("  설\n연휴\t 안내 ", "\r\n첫 줄\r\n둘째 줄  ")

    assert (given.title, given.body) == ("설 연휴 안내", "첫 줄\n둘째 줄")


def test_it_drops_what_nobody_can_see(session: Session, world: World) -> None:
    made = board.publish_notice(
        session, world.seller, NoticeInput("\x00연휴\x1b", "쉬어\x00요\x0b.")
    )

    found = queries.notice(session, world.buyer, made)
    assert (found.title, found.body) == ("연휴", "쉬어요.")


@pytest.mark.parametrize(
    ("title", "body", "field", "said"),
    [
        ("", "내용", "title", "제목을 입력해 주세요."),
        (" \n\t", "내용", "title", "제목을 입력해 주세요."),
        ("\u200b\u200b", "내용", "title", "제목을 입력해 주세요."),
        ("가" * 101, "내용", "title", "제목은 100자까지 쓸 수 있어요. 지금은 101자예요."),
        ("제목", "", "body", "내용을 입력해 주세요."),
        ("제목", "가" * 20_000, "body", "내용은 5,000자까지 쓸 수 있어요. 지금은 20,000자예요."),
        ("😀" * 101, "내용", "title", "제목은 100자까지 쓸 수 있어요. 지금은 101자예요."),
    ],
)
def test_it_says_what_is_wrong(title: str, body: str, field: str, said: str) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        NoticeInput(title, body)

    assert refused.value.field == field


def test_it_takes_the_longest_texts(session: Session, world: World) -> None:
    made = board.publish_notice(session, world.seller, NoticeInput("가" * 100, "나" * 5_000))

    found = queries.notice(session, world.buyer, made)
    assert (len(found.title), len(found.body)) == (100, 5_000)
