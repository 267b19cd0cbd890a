from dataclasses import replace

import pytest
from sqlalchemy import event
from sqlmodel import Session

from qnector.core.actor import Actor
from qnector.core.errors import NotAllowed
from qnector.domain.accounts import access as companies
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.service import CompanyInput
from qnector.domain.connections import access, queries
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import ConnectionStatus
from qnector.domain.connections.queries import SellerFilter, SellerRow
from tests.world import World


def names(session: Session, actor: Actor, **wanted: object) -> list[str]:
    return [row.name for row in queries.sellers(session, actor, SellerFilter(**wanted)).rows]


def row_of(session: Session, actor: Actor, name: str) -> SellerRow:
    page = queries.sellers(session, actor, SellerFilter())
    return next(row for row in page.rows if row.name == name)


def held(session: Session, world: World) -> int:
    return access.approved(session, world.buyer.company_id, world.seller.company_id).id or 0


def test_it_lists_everybody_who_sells_but_oneself(session: Session, world: World) -> None:
    assert names(session, world.buyer) == ["남의회사", "바다식품", "새벽사무"]
    assert names(session, world.stranger) == ["바다식품", "새벽사무"]
    assert names(session, world.buyer_staff) == names(session, world.buyer)


def test_it_shows_the_askers_own_status_only(session: Session, world: World) -> None:
    assert row_of(session, world.buyer, "바다식품").status is ConnectionStatus.APPROVED
    assert row_of(session, world.buyer, "남의회사").status is None
    assert row_of(session, world.stranger, "바다식품").status is None

    asked = connections.request(session, world.stranger, world.seller.company_id)
    connections.reject(session, world.seller, asked, "지역이 달라요")

    mine = row_of(session, world.stranger, "바다식품")
    assert (mine.status, mine.reason) == (ConnectionStatus.REJECTED, "지역이 달라요")
    others = row_of(session, world.buyer, "바다식품")
    assert (others.status, others.reason) == (ConnectionStatus.APPROVED, "")


def test_it_shows_the_contact_address_and_no_login(session: Session, world: World) -> None:
    bada = row_of(session, world.buyer, "바다식품")

    assert (bada.contact_email, bada.business_number) == ("sales@bada.test", "0008100028")
    assert "owner@bada.test" not in str(queries.sellers(session, world.buyer, SellerFilter()))


@pytest.mark.parametrize(
    ("status", "found"),
    [
        (ConnectionStatus.APPROVED, ["새벽사무"]),
        (ConnectionStatus.SUSPENDED, ["바다식품"]),
        (ConnectionStatus.REQUESTED, ["남의회사"]),
        (ConnectionStatus.REJECTED, []),
    ],
)
def test_it_filters_by_status(
    session: Session, world: World, status: ConnectionStatus, found: list[str]
) -> None:
    connections.suspend(session, world.seller, held(session, world), "미수금")
    connections.request(session, world.buyer, world.stranger.company_id)

    assert names(session, world.buyer, status=status) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("바다", ["바다식품"]),
        (" 식품 ", ["바다식품"]),
        ("SALES@bada", ["바다식품"]),
        ("0008100028", ["바다식품"]),
        ("000-81-00028", ["바다식품"]),
        ("81-00028", ["바다식품"]),
        ("00028", ["바다식품"]),
        ("000 81", ["남의회사", "바다식품", "새벽사무"]),
        ("owner@bada", []),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("-", []),
        ("٣", []),
        ("' OR 1=1 --", []),
        ("한빛", []),
        ("😀", []),
    ],
)
def test_it_finds_by_name_address_and_number(
    session: Session, world: World, typed: str, found: list[str]
) -> None:
    assert names(session, world.buyer, text=typed) == found


def test_text_and_status_hold_together(session: Session, world: World) -> None:
    approved = ConnectionStatus.APPROVED
    assert names(session, world.buyer, text="0008100028", status=approved) == ["바다식품"]
    assert names(session, world.buyer, text="남의", status=approved) == []


def test_it_sorts_by_status(session: Session, world: World) -> None:
    asked = connections.request(session, world.buyer, world.stranger.company_id)
    assert names(session, world.buyer, sort="status") == ["남의회사", "바다식품", "새벽사무"]

    connections.reject(session, world.stranger_seller, asked, "지역이 달라요")
    assert names(session, world.buyer, sort="status") == ["바다식품", "새벽사무", "남의회사"]
    assert names(session, world.buyer, sort="; DROP TABLE") == names(session, world.buyer)


def test_pages_follow_one_another(session: Session, world: World) -> None:
    for number in range(23):
        given = CompanyInput(f"판매사{number:02}", "0008100066", is_seller=True)
        accounts.register_company(session, given)

    first = queries.sellers(session, world.buyer, SellerFilter(size=10))
    last = queries.sellers(session, world.buyer, SellerFilter(size=10, page=99))

    assert (first.total, first.last, len(first.rows)) == (26, 3, 10)
    assert (last.number, len(last.rows)) == (3, 6)
    assert not {row.id for row in first.rows} & {row.id for row in last.rows}
    assert queries.sellers(session, world.buyer, SellerFilter(size=10**9)).size == 20


def test_a_managed_buyer_sees_its_own_seller_only(session: Session, world: World) -> None:
    companies.company(session, world.buyer).managed_by = world.seller.company_id
    session.flush()

    assert names(session, world.buyer) == ["바다식품"]
    assert names(session, world.buyer, text="새벽") == []
    assert names(session, world.buyer, status=ConnectionStatus.APPROVED) == ["바다식품"]
    assert queries.manager_of(session, world.buyer) == world.seller.company_id
    assert queries.manager_of(session, world.stranger) is None


def test_it_is_for_buyers(session: Session, world: World) -> None:
    for nobody in (world.seller, world.stranger_seller, world.operator):
        with pytest.raises(NotAllowed):
            queries.sellers(session, nobody, SellerFilter())


def test_an_operator_who_borrowed_a_login_may_look(session: Session, world: World) -> None:
    borrowed = replace(world.buyer, acting_operator_id=world.operator.user_id)

    assert names(session, borrowed) == names(session, world.buyer)


def test_it_asks_as_often_for_many_as_for_few(session: Session, world: World) -> None:
    asked: list[str] = []
    event.listen(session.connection(), "before_cursor_execute", lambda *call: asked.append(call[2]))
    queries.sellers(session, world.buyer, SellerFilter())
    few = len(asked)
    for number in range(60):
        given = CompanyInput(f"판매사{number:02}", "0008100066", is_seller=True)
        accounts.register_company(session, given)
    asked.clear()

    assert len(queries.sellers(session, world.buyer, SellerFilter(size=50)).rows) == 50
    assert len(asked) == few == 3
