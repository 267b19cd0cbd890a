from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.errors import Invalid, NotAllowed, TooMany
from qnector.domain.board import inquiries, queries, rules
from qnector.domain.board import service as board
from qnector.domain.board.models import InquiryStatus
from qnector.domain.board.queries import InquiryFilter
from qnector.domain.board.service import InquiryInput
from qnector.domain.connections import access as connections
from qnector.domain.connections import service as trade
from qnector.domain.messages.models import Channel, Kind, Message
from tests.world import OPERATOR, World


def question(seller_id: int | None = None) -> InquiryInput:
    return InquiryInput("배송일이 궁금해요", "화요일에도 받을 수 있나요?", seller_id)


def total(session: Session, actor) -> int:
    return queries.inquiries(session, actor, InquiryFilter()).total


def test_a_buyer_asks_its_seller(session: Session, world: World) -> None:
    world.touched()

    made = board.ask(session, world.buyer_staff, question(world.seller.company_id))

    for mine in (world.buyer, world.buyer_staff):
        (row,) = queries.inquiries(session, mine, InquiryFilter()).rows
        assert (row.id, row.partner, row.is_asked, row.is_unread) == (made, "바다식품", True, False)
        assert (row.status, row.answer) == (InquiryStatus.WAITING, "")
    (got,) = queries.inquiries(session, world.seller_staff, InquiryFilter()).rows
    assert (got.partner, got.is_asked, got.is_unread) == ("한빛상회", False, True)
    for other in (world.other_seller, world.stranger, world.stranger_seller, world.operator):
        assert total(session, other) == 0
    assert {who for who, topic in world.touched() if topic == "inquiries"} == {
        world.buyer.company_id, world.seller.company_id,
    }  # fmt: skip


def test_it_tells_the_seller(session: Session, world: World) -> None:
    made = board.ask(session, world.buyer, question(world.seller.company_id))

    sender = select(Message.from_company_id).where(Message.ref == f"inquiry:{made}")
    assert set(session.execute(sender).scalars()) == {world.buyer.company_id}
    told = session.execute(
        select(Message.to_company_id, Message.channel, Message.kind, Message.values).where(
            Message.ref == f"inquiry:{made}"
        )
    ).all()
    assert {(to, channel) for to, channel, _, _ in told} == {
        (world.seller.company_id, Channel.IN_APP), (world.seller.company_id, Channel.EMAIL),
    }  # fmt: skip
    assert {kind for _, _, kind, _ in told} == {Kind.INQUIRY_ASKED}
    assert told[0].values == {"buyer": "한빛상회", "title": "배송일이 궁금해요"}


def test_both_sides_ask_qnector(session: Session, world: World) -> None:
    world.touched()
    bought = board.ask(session, world.buyer, question())
    sold = board.ask(session, world.seller, question())

    asked = queries.inquiries(session, world.operator, InquiryFilter()).rows
    assert [(row.id, row.partner, row.is_unread) for row in asked] == [
        (sold, "바다식품", True), (bought, "한빛상회", True),
    ]  # fmt: skip
    (row,) = queries.inquiries(session, world.seller, InquiryFilter()).rows
    assert (row.id, row.partner, row.is_asked) == (sold, "큐넥터", True)
    mails = select(Message.to_email, Message.channel).where(Message.ref == f"inquiry:{bought}")
    assert session.execute(mails).all() == [(OPERATOR, Channel.EMAIL)]
    assert (0, "inquiries") in world.touched()


def test_a_company_of_both_sides_sees_on_each_what_belongs_there(
    session: Session, world: World
) -> None:
    asked = trade.request(session, world.stranger, world.seller.company_id)
    trade.approve(session, world.seller, asked)
    of_seller = board.ask(session, world.stranger, question(world.seller.company_id))
    of_desk = board.ask(session, world.stranger_seller, question())

    def ids(actor) -> set[int]:
        return {row.id for row in queries.inquiries(session, actor, InquiryFilter()).rows}

    assert ids(world.stranger) == {of_seller, of_desk}
    assert ids(world.stranger_seller) == {of_desk}


def test_it_is_refused_by_a_seller_who_suspended_the_buyer_meanwhile(
    session: Session, world: World
) -> None:
    assert world.seller.company_id in dict(queries.may_ask(session, world.buyer))
    held = connections.approved(session, world.buyer.company_id, world.seller.company_id)
    trade.suspend(session, world.seller, held.id, "미수금")

    with pytest.raises(Invalid, match="거래가 중지된 판매자예요") as refused:
        board.ask(session, world.buyer, question(world.seller.company_id))

    assert refused.value.field == "to"
    assert total(session, world.seller) == 0
    assert dict(queries.may_ask(session, world.buyer)) == {
        world.other_seller.company_id: "새벽사무"
    }


def test_it_says_the_same_of_every_seller_one_does_not_trade_with(
    session: Session, world: World
) -> None:
    trade.request(session, world.stranger, world.seller.company_id)
    rejected = trade.request(session, world.stranger, world.other_seller.company_id)
    trade.reject(session, world.other_seller, rejected, "지역이 달라요")

    said = set()
    for seller_id in (
        world.seller.company_id, world.other_seller.company_id, world.buyer.company_id,
        world.stranger.company_id, 0, 10**9,
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            board.ask(session, world.stranger, question(seller_id))
        said.add((refused.value.sentence, refused.value.field))
    assert said == {(inquiries.STRANGE, "to")}


def test_a_seller_asks_nobody_but_qnector(session: Session, world: World) -> None:
    for target in (world.buyer.company_id, world.other_seller.company_id, world.seller.company_id):
        with pytest.raises(Invalid):
            board.ask(session, world.seller, question(target))
    assert queries.may_ask(session, world.seller) == []


def test_it_is_for_companies(session: Session, world: World) -> None:
    for refused in (world.operator, replace(world.buyer, acting_operator_id=1)):
        with pytest.raises(NotAllowed):
            board.ask(session, refused, question())
        with pytest.raises(NotAllowed):
            queries.may_ask(session, refused)


def test_a_company_asks_only_so_often(
    session: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_A_DAY", 2)
    with clock.frozen(clock.now() - timedelta(days=2)):
        board.ask(session, world.buyer, question())
    board.ask(session, world.buyer, question())
    board.ask(session, world.buyer_staff, question())

    with pytest.raises(TooMany, match="하루에 2건까지"):
        board.ask(session, world.buyer, question())
    board.ask(session, world.stranger, question())


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "=HYPERLINK(1)", "👩🏽‍🍳", "%s {0}"]
)
def test_it_keeps_every_text_as_it_was_written(session: Session, world: World, text: str) -> None:
    made = board.ask(session, world.buyer, InquiryInput(text, text, world.seller.company_id))

    found = queries.inquiry(session, world.seller, made)
    assert (found.title, found.body) == (text, text)


@pytest.mark.parametrize(
    ("title", "body", "field", "said"),
    [
        ("", "내용", "title", "제목을 입력해 주세요."),
        ("가" * 20_000, "내용", "title", "제목은 100자까지 쓸 수 있어요. 지금은 20,000자예요."),
        ("제목", " ", "body", "내용을 입력해 주세요."),
        ("제목", "나" * 1_001, "body", "내용은 1,000자까지 쓸 수 있어요. 지금은 1,001자예요."),
    ],
)
def test_it_says_what_is_wrong(title: str, body: str, field: str, said: str) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        InquiryInput(title, body)

    assert refused.value.field == field
