"""Two people answer one request; a withdrawn one is gone for whoever still sees it."""

import threading

import pytest
from sqlmodel import Session

from qnector.core import db
from qnector.core.errors import Conflict, NotFound, QnectorError
from qnector.domain.connections import access
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import ConnectionStatus
from tests.world import World


@pytest.mark.parametrize(
    ("first", "said"), [("approve", "먼저 승인"), ("reject", "먼저 거절"), ("suspend", "중지")]
)
def test_the_second_is_told_what_the_first_did(
    session: Session, world: World, first: str, said: str
) -> None:
    asked = connections.request(session, world.stranger, world.seller.company_id)
    if first == "reject":
        connections.reject(session, world.seller, asked, "지역이 달라요")
    else:
        connections.approve(session, world.seller, asked)
    if first == "suspend":
        connections.suspend(session, world.seller, asked, "미수금")

    with pytest.raises(Conflict) as refusal:
        connections.reject(session, world.seller, asked, "늦었어요")

    assert said in refusal.value.sentence


def test_one_of_two_at_once_wins_and_the_other_knows(committed: World) -> None:
    asked = db.write_now(connections.request, committed.stranger, committed.seller.company_id)
    heard: list[QnectorError | None] = []
    ready = threading.Barrier(2)

    def answer(verb, *given: str) -> None:
        ready.wait()
        try:
            db.write_now(verb, committed.seller, asked, *given)
        except QnectorError as refusal:
            heard.append(refusal)
        else:
            heard.append(None)

    threads = [
        threading.Thread(target=answer, args=(connections.approve,)),
        threading.Thread(target=answer, args=(connections.reject, "지역이 달라요")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(type(one).__name__ for one in heard) == ["Conflict", "NoneType"]
    found = db.read_now(access.get, committed.seller, asked)
    won = found.status
    assert won in (ConnectionStatus.APPROVED, ConnectionStatus.REJECTED)


def test_an_old_row_never_answers_somebody_elses_request(session: Session, world: World) -> None:
    """SQLite gives the number of a withdrawn request to the next one."""
    seller = world.other_seller
    asked = connections.request(session, world.stranger, seller.company_id)
    connections.withdraw(session, world.stranger, asked)

    with pytest.raises(NotFound) as refusal:
        access.between(session, seller, world.stranger.company_id)
    assert "거두었을" in refusal.value.sentence
    with pytest.raises(NotFound):
        access.between(session, seller, seller.company_id)
    with pytest.raises(NotFound):
        access.between(session, world.stranger, seller.company_id)


def test_each_side_names_the_other(session: Session, world: World) -> None:
    seen = access.between(session, world.buyer, world.seller.company_id)
    same = access.between(session, world.seller, world.buyer.company_id)

    assert seen.id == same.id
    with pytest.raises(NotFound):
        access.between(session, world.operator, world.buyer.company_id)
