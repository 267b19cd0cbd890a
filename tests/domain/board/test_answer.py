from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound
from qnector.domain.board import queries
from qnector.domain.board import service as board
from qnector.domain.board.models import InquiryStatus
from qnector.domain.board.queries import InquiryFilter
from qnector.domain.board.service import InquiryInput
from qnector.domain.connections import access as connections
from qnector.domain.connections import service as trade
from qnector.domain.messages.models import Kind, Message
from tests.world import World

YES = "네, 화요일에도 보내 드려요."
NO = "죄송해요, 화요일은 어려워요."


def asked(world: World, seller_id: int | None = None) -> int:
    given = InquiryInput("배송일", "화요일에도 되나요?", seller_id)
    return board.ask(world.session, world.buyer, given)


def mails(session: Session, inquiry_id: int) -> int:
    counted = select(func.count(Message.id)).where(
        Message.ref == f"inquiry:{inquiry_id}", Message.kind == Kind.INQUIRY_ANSWERED
    )
    return session.execute(counted).scalar_one()


def test_the_asker_reads_it(session: Session, world: World) -> None:
    made = asked(world, world.seller.company_id)
    world.touched()

    board.answer(session, world.seller_staff, made, f"  {YES}\r\n")

    (row,) = queries.inquiries(session, world.buyer, InquiryFilter()).rows
    assert (row.answer, row.status, row.is_unread) == (YES, InquiryStatus.ANSWERED, True)
    found = queries.inquiry(session, world.buyer, made)
    assert (found.answer, found.answered_at is None) == (YES, False)
    assert queries.unread_inquiries(session, world.buyer_staff) == 1
    assert queries.unread_inquiries(session, world.seller) == 0
    assert mails(session, made) == 2
    assert {who for who, topic in world.touched() if topic == "inquiries"} == {
        world.buyer.company_id, world.seller.company_id,
    }  # fmt: skip


def test_the_operator_answers_for_qnector(session: Session, world: World) -> None:
    made = asked(world)

    board.answer(session, world.operator, made, YES)

    assert queries.inquiry(session, world.buyer, made).seller == "큐넥터"
    told = select(Message.values).where(
        Message.ref == f"inquiry:{made}", Message.kind == Kind.INQUIRY_ANSWERED
    )
    said = {"seller": "큐넥터", "title": "배송일", "side": "buyer"}
    assert session.execute(told).scalars().first() == said
    assert (world.buyer.company_id, "inquiries") in world.touched()


def test_it_is_corrected_without_another_mail(session: Session, world: World) -> None:
    made = asked(world, world.seller.company_id)
    board.answer(session, world.seller, made, YES)
    board.see(session, world.buyer, made)
    first = queries.inquiry(session, world.buyer, made).answered_at

    board.answer(session, world.seller_staff, made, NO, replaces=YES)

    found = queries.inquiry(session, world.buyer, made)
    assert (found.answer, found.answered_at) == (NO, first)
    assert (queries.unread_inquiries(session, world.buyer), mails(session, made)) == (1, 2)


def test_the_second_of_two_is_told(session: Session, world: World) -> None:
    made = asked(world, world.seller.company_id)
    board.answer(session, world.seller, made, YES)

    for replaces in ("", "another"):
        with pytest.raises(Conflict, match="먼저 답했어요"):
            board.answer(session, world.seller_staff, made, NO, replaces=replaces)

    assert queries.inquiry(session, world.buyer, made).answer == YES
    assert mails(session, made) == 2


def test_the_same_again_changes_nothing(session: Session, world: World) -> None:
    made = asked(world, world.seller.company_id)
    board.answer(session, world.seller, made, YES)
    board.see(session, world.buyer, made)
    world.touched()

    board.answer(session, world.seller, made, YES)

    assert (queries.unread_inquiries(session, world.buyer), world.touched()) == (0, set())


def test_a_suspended_buyer_still_gets_its_answer(session: Session, world: World) -> None:
    made = asked(world, world.seller.company_id)
    held = connections.approved(session, world.buyer.company_id, world.seller.company_id)
    trade.suspend(session, world.seller, held.id, "미수금")

    board.answer(session, world.seller, made, NO)

    assert queries.inquiry(session, world.buyer, made).answer == NO


def test_nobody_answers_what_was_asked_of_another(session: Session, world: World) -> None:
    theirs, desk = asked(world, world.seller.company_id), asked(world)

    for actor, inquiry_id in (
        (world.other_seller, theirs), (world.stranger_seller, theirs), (world.operator, theirs),
        (world.seller, desk), (world.seller, 0), (world.operator, 10**9),
    ):  # fmt: skip
        with pytest.raises(NotFound, match="문의를 찾을 수 없어요"):
            board.answer(session, actor, inquiry_id, YES)
    for actor in (world.buyer, world.stranger, replace(world.seller, acting_operator_id=1)):
        with pytest.raises(NotAllowed):
            board.answer(session, actor, theirs, YES)

    assert queries.inquiry(session, world.buyer, theirs).status is InquiryStatus.WAITING
    assert queries.inquiry(session, world.buyer, desk).status is InquiryStatus.WAITING


def test_a_seller_does_not_answer_its_own_question(session: Session, world: World) -> None:
    made = board.ask(session, world.seller, InquiryInput("요금", "얼마예요?"))

    with pytest.raises(NotFound):
        board.answer(session, world.seller, made, YES)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "답변을 입력해 주세요."),
        ("\n \u200b", "답변을 입력해 주세요."),
        ("가" * 20_000, "답변은 2,000자까지 쓸 수 있어요. 지금은 20,000자예요."),
    ],
)
def test_it_says_what_is_wrong(session: Session, world: World, text: str, said: str) -> None:
    made = asked(world, world.seller.company_id)

    with pytest.raises(Invalid, match=said) as refused:
        board.answer(session, world.seller, made, text)

    assert refused.value.field == "answer"
    assert queries.inquiry(session, world.buyer, made).answer == ""


def test_it_keeps_what_was_written(session: Session, world: World) -> None:
    made = asked(world, world.seller.company_id)
    text = "<b>네</b>\n=1+1\n😀" + "가" * 1_900

    board.answer(session, world.seller, made, text)

    assert queries.inquiry(session, world.buyer, made).answer == text
    (row,) = queries.inquiries(session, world.buyer, InquiryFilter()).rows
    assert row.answer == text[:160]
