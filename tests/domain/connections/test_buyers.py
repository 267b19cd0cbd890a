import pytest
from sqlalchemy import event
from sqlmodel import Session

from qnector.core.actor import Actor, Role, Side
from qnector.core.errors import NotAllowed, NotFound
from qnector.domain.accounts import access as companies
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.service import CompanyInput
from qnector.domain.connections import access, queries
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import ConnectionStatus, Terms
from qnector.domain.connections.queries import BuyerFilter
from qnector.domain.connections.service import TermsInput
from tests.world import World


def names(session: Session, actor: Actor, **wanted: object) -> list[str]:
    return [row.name for row in queries.buyers(session, actor, BuyerFilter(**wanted)).rows]


def ask(session: Session, world: World, *wanted: str) -> list[int]:
    """New companies that ask the seller."""
    found = []
    for name in wanted:
        made = accounts.register_company(
            session, CompanyInput(name, "0008100066", is_buyer=True, phone="0212345678")
        )
        user = accounts.add_user(session, made, email=f"{made.id}@new.test", name=name)
        buyer = Actor(user.id or 0, made.id or 0, Side.BUYER, Role.STAFF)
        found.append(connections.request(session, buyer, world.seller.company_id))
    return found


def test_requests_stand_on_top(session: Session, world: World) -> None:
    ask(session, world, "하늘상사", "가람유통")

    assert names(session, world.seller) == ["가람유통", "하늘상사", "한빛상회"]
    assert names(session, world.seller, sort="name") == ["가람유통", "하늘상사", "한빛상회"]
    assert names(session, world.seller, sort="-asked") == ["가람유통", "하늘상사", "한빛상회"]


def test_answered_ones_go_below_whom_one_trades_with(session: Session, world: World) -> None:
    first, second, third = ask(session, world, "가", "나", "다")
    connections.reject(session, world.seller, first, "지역이 달라요")
    connections.approve(session, world.seller, second)
    connections.suspend(session, world.seller, second, "미수금")

    assert names(session, world.seller) == ["다", "한빛상회", "나", "가"]
    assert access.get(session, world.seller, third).status is ConnectionStatus.REQUESTED


def test_it_tells_the_terms_and_the_reason(session: Session, world: World) -> None:
    held = access.approved(session, world.buyer.company_id, world.seller.company_id).id
    connections.set_terms(session, world.seller, held, TermsInput(Terms.DAYS, 14, 1_000_000))
    connections.suspend(session, world.seller, held, "미수금")

    (row,) = queries.buyers(session, world.seller_staff, BuyerFilter()).rows

    assert (row.terms_kind, row.terms_days, row.credit_limit) == (Terms.DAYS, 14, 1_000_000)
    assert (row.status, row.reason, row.is_managed) == (ConnectionStatus.SUSPENDED, "미수금", False)
    assert row.contact_email == "orders@hanbit.test"
    assert row == queries.buyer(session, world.seller, world.buyer.company_id)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"status": ConnectionStatus.REQUESTED}, ["가람유통"]),
        ({"status": ConnectionStatus.APPROVED}, ["한빛상회"]),
        ({"status": ConnectionStatus.REJECTED}, []),
        ({"text": "가람"}, ["가람유통"]),
        ({"text": "ORDERS@"}, ["한빛상회"]),
        ({"text": "000-81-00014"}, ["한빛상회"]),
        ({"text": "000-81"}, ["가람유통", "한빛상회"]),
        ({"text": "owner@hanbit"}, []),
        ({"text": "%"}, []),
        ({"text": "_"}, []),
        ({"text": "' OR 1=1 --"}, []),
        ({"text": "가람", "status": ConnectionStatus.APPROVED}, []),
    ],
)
def test_it_finds(session: Session, world: World, wanted: dict, found: list[str]) -> None:
    ask(session, world, "가람유통")

    assert names(session, world.seller, **wanted) == found


def test_it_counts_by_status(session: Session, world: World) -> None:
    first, _ = ask(session, world, "가", "나")
    connections.reject(session, world.seller, first, "지역이 달라요")

    assert queries.counts_by_status(session, world.seller) == {
        ConnectionStatus.REQUESTED: 1,
        ConnectionStatus.APPROVED: 1,
        ConnectionStatus.REJECTED: 1,
        ConnectionStatus.SUSPENDED: 0,
    }
    assert set(queries.counts_by_status(session, world.stranger_seller).values()) == {0}
    assert queries.counts_by_status(session, world.buyer)[ConnectionStatus.APPROVED] == 2


def test_nobody_elses_buyers_are_seen(session: Session, world: World) -> None:
    ask(session, world, "가람유통")

    assert names(session, world.stranger_seller) == []
    assert names(session, world.other_seller) == ["한빛상회"]
    for nobody in (world.buyer, world.stranger, world.operator):
        with pytest.raises(NotAllowed):
            queries.buyers(session, nobody, BuyerFilter())
        with pytest.raises(NotAllowed):
            queries.buyer(session, nobody, world.buyer.company_id)
    for wanted in (world.seller.company_id, world.stranger.company_id, 0, 10**9):
        with pytest.raises(NotFound):
            queries.buyer(session, world.seller, wanted)
    with pytest.raises(NotFound):
        queries.buyer(session, world.stranger_seller, world.buyer.company_id)


def test_it_marks_a_managed_buyer(session: Session, world: World) -> None:
    companies.company(session, world.buyer).managed_by = world.seller.company_id
    session.flush()

    assert queries.buyer(session, world.seller, world.buyer.company_id).is_managed
    assert not queries.buyer(session, world.other_seller, world.buyer.company_id).is_managed


def test_pages_follow_one_another(session: Session, world: World) -> None:
    ask(session, world, *(f"구매사{number:02}" for number in range(24)))

    first = queries.buyers(session, world.seller, BuyerFilter(size=10))
    last = queries.buyers(session, world.seller, BuyerFilter(size=10, page=99))

    assert (first.total, first.last, len(first.rows)) == (25, 3, 10)
    assert (last.number, [row.name for row in last.rows][-1]) == (3, "한빛상회")


def test_it_asks_as_often_for_many_as_for_few(session: Session, world: World) -> None:
    asked: list[str] = []
    event.listen(session.connection(), "before_cursor_execute", lambda *call: asked.append(call[2]))
    queries.buyers(session, world.seller, BuyerFilter())
    few = len(asked)
    ask(session, world, *(f"구매사{number:02}" for number in range(55)))
    asked.clear()

    assert len(queries.buyers(session, world.seller, BuyerFilter(size=50)).rows) == 50
    assert len(asked) == few == 2
