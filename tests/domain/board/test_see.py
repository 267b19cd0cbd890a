from dataclasses import replace

import pytest
from sqlmodel import Session

from qnector.core.errors import NotFound
from qnector.domain.board import queries
from qnector.domain.board import service as board
from qnector.domain.board.service import InquiryInput
from tests.world import World


def asked(world: World, seller_id: int | None = None) -> int:
    return board.ask(world.session, world.buyer, InquiryInput("배송일", "언제예요?", seller_id))


def test_a_question_is_seen_by_the_company_that_is_asked(session: Session, world: World) -> None:
    made = asked(world, world.seller.company_id)
    world.touched()
    assert queries.unread_inquiries(session, world.seller) == 1

    board.see(session, world.seller_staff, made)

    assert queries.unread_inquiries(session, world.seller) == 0
    assert world.touched() == {(world.seller.company_id, "inquiries")}
    board.see(session, world.seller, made)
    assert world.touched() == set()


def test_an_answer_is_seen_by_the_company_that_asked(session: Session, world: World) -> None:
    made = asked(world)
    board.see(session, world.buyer, made)
    board.answer(session, world.operator, made, "내일이에요.")
    world.touched()
    assert queries.unread_inquiries(session, world.buyer) == 1

    board.see(session, world.buyer_staff, made)

    assert queries.unread_inquiries(session, world.buyer) == 0
    assert world.touched() == {(world.buyer.company_id, "inquiries")}


def test_the_desk_sees_too(session: Session, world: World) -> None:
    made = asked(world)
    assert queries.unread_inquiries(session, world.operator) == 1

    board.see(session, world.operator, made)

    assert queries.unread_inquiries(session, world.operator) == 0
    assert (0, "inquiries") in world.touched()


def test_a_borrowed_login_leaves_no_mark(session: Session, world: World) -> None:
    made = asked(world, world.seller.company_id)

    board.see(session, replace(world.seller, acting_operator_id=1), made)

    assert queries.unread_inquiries(session, world.seller) == 1


def test_it_finds_no_strange_inquiry(session: Session, world: World) -> None:
    made = asked(world, world.seller.company_id)

    for other in (world.stranger, world.stranger_seller, world.other_seller, world.operator):
        with pytest.raises(NotFound):
            board.see(session, other, made)
        with pytest.raises(NotFound):
            queries.inquiry(session, other, made)
