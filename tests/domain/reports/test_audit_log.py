"""감사 기록: the owner reads the own company's, the operator all, and who looked at whom."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.errors import NotAllowed, NotFound
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry, AuditHead
from qnector.domain.connections.models import Connection
from qnector.domain.reports import audit_log
from qnector.domain.reports.audit_log import AuditFilter, AuditRow
from tests.world import World

NOON = datetime(2026, 2, 13, 3, tzinfo=UTC)
DAY = date(2026, 2, 13)


@pytest.fixture
def log(session: Session, world: World) -> World:
    """Only what a test records."""
    session.execute(delete(AuditEntry))
    session.execute(delete(AuditHead))
    return world


def note(world: World, actor: Any, action: str, ref: str, days: int = 0, **more: Any) -> None:
    with clock.frozen(NOON + timedelta(days=days)):
        audit.write(world.session, actor, action, ref, **more)
        audit.settle(world.session)


def rows(world: World, actor: Any, **wanted: Any) -> list[AuditRow]:
    return audit_log.page(world.session, actor, AuditFilter(**wanted)).rows


def refs(world: World, actor: Any, **wanted: Any) -> list[str]:
    return [row.ref for row in rows(world, actor, **wanted)]


def test_the_owner_reads_the_own_company_newest_first(log: World) -> None:
    note(log, log.buyer, "order.place", "order:1")
    note(log, log.seller, "order.accepted", "order:1", 1)
    note(log, log.buyer_staff, "order.place", "order:2", 2, detail="급해요")
    note(log, log.operator, "plan.change", "plan:free", 3)

    newest, oldest = rows(log, log.buyer)

    assert (newest.ref, newest.detail, newest.user_name) == (
        "order:2", "급해요", "staff@hanbit.test",
    )  # fmt: skip
    assert (oldest.ref, oldest.number) == ("order:1", 1)
    assert newest.at == NOON + timedelta(days=2)


def test_the_operator_reads_everybodys(log: World) -> None:
    note(log, log.buyer, "order.place", "order:1")
    note(log, log.seller, "order.accepted", "order:1", 1)
    note(log, log.operator, "service.key", "service:nts.key", 2)

    found = rows(log, log.operator)

    assert [(one.company_name, one.is_operator) for one in found] == [
        ("", True), ("바다식품", False), ("한빛상회", False),
    ]  # fmt: skip
    seller = log.seller.company_id
    assert refs(log, log.operator, company_id=seller) == ["order:1"]


def test_a_company_id_of_a_filter_is_the_operators_alone(log: World) -> None:
    note(log, log.seller, "order.accepted", "order:1")

    assert refs(log, log.buyer, company_id=log.seller.company_id) == []
    assert refs(log, log.buyer, company_id=0) == []


@pytest.mark.parametrize("who", ["buyer_staff", "seller_staff"])
def test_only_owners_read_it(log: World, who: str) -> None:
    actor = getattr(log, who)
    for ask in (
        lambda: audit_log.page(log.session, actor, AuditFilter()),
        lambda: audit_log.entry(log.session, actor, 1),
        lambda: audit_log.chain_of(log.session, actor, None),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_it_is_narrowed_to_an_area(log: World) -> None:
    note(log, log.buyer, "order.place", "order:1")
    note(log, log.buyer, "address.add", "address:1", 1)
    note(log, log.buyer, "logout", "user:1", 2)

    assert refs(log, log.buyer, area="address") == ["address:1"]
    assert refs(log, log.buyer, area="login") == ["user:1"]
    assert refs(log, log.operator, area="order") == ["order:1"]


@pytest.mark.parametrize("who", ["buyer", "operator"])
def test_it_is_narrowed_to_days_of_seoul(log: World, who: str) -> None:
    actor = getattr(log, who)
    for hour, name in ((14, "last"), (15, "next"), (38, "end"), (39, "over")):
        with clock.frozen(datetime(2026, 2, 12, tzinfo=UTC) + timedelta(hours=hour)):
            audit.write(log.session, log.buyer, "order.place", name)
            audit.settle(log.session)

    assert refs(log, actor, from_on=DAY, to_on=DAY) == ["end", "next"]
    assert refs(log, actor, from_on=DAY) == ["over", "end", "next"]


def test_it_finds_people_acts_and_what_they_concern(log: World) -> None:
    note(log, log.buyer, "order.place", "order:20260213-672538")
    note(log, log.buyer_staff, "address.add", "address:1", 1)

    assert refs(log, log.buyer, text="672538") == ["order:20260213-672538"]
    assert refs(log, log.buyer, text="STAFF@") == ["address:1"]
    assert refs(log, log.buyer, text="배송지", actions=("address.add",)) == ["address:1"]
    assert refs(log, log.buyer, text="%") == []
    assert refs(log, log.operator, text="한빛") == ["address:1", "order:20260213-672538"]


def test_nobody_finds_people_of_other_companies_by_name(log: World) -> None:
    note(log, log.operator, "company.suspend", "company:1", company_id=log.buyer.company_id)

    assert len(rows(log, log.buyer)) == 1
    assert refs(log, log.buyer, text="operator@") == []
    assert refs(log, log.operator, text="operator@") == ["company:1"]


def test_it_names_whom_and_what_an_act_concerns(log: World) -> None:
    note(log, log.seller, "user.role", f"user:{log.seller_staff.user_id}")
    note(log, log.seller, "product.edit", f"product:{log.rice}", 1)
    note(log, log.seller, "company.edit", f"company:{log.seller.company_id}", 2)
    note(log, log.seller, "order.accepted", "order:20260213-672538", 3)
    note(log, log.seller, "product.edit", "product:999999999999999999999", 4)
    mine = select(Connection.id).where(Connection.seller_id == log.seller.company_id)
    connection_id = log.session.execute(mine).scalar_one()
    note(log, log.seller, "connection.terms", f"connection:{connection_id}", 5)

    assert [row.about for row in rows(log, log.seller)] == [
        "한빛상회 – 바다식품", "", "", "바다식품", "쌀 20kg", "staff@bada.test",
    ]  # fmt: skip


def test_it_says_who_acted_in_anothers_name(log: World) -> None:
    acting = replace(log.buyer, acting_operator_id=log.operator.user_id)
    note(log, acting, "order.place", "order:1")

    (row,) = rows(log, log.buyer)
    assert (row.user_name, row.operator_name) == ("owner@hanbit.test", "운영자")


def test_it_answers_who_read_the_personal_data_of_a_company_on_a_day(log: World) -> None:
    """Statement 61 of the security study."""
    buyer, seller = log.buyer.company_id, log.seller.company_id
    for days, actor, what, whose in (
        (0, log.operator, "users", buyer),
        (0, log.operator, "outbox", None),
        (0, log.seller, "orders.export", seller),
        (1, log.operator, "users", buyer),
    ):
        with clock.frozen(NOON + timedelta(days=days)):
            audit.looked(log.session, actor, what, whose)
            audit.settle(log.session)
    note(log, log.buyer, "order.place", "order:1")
    asked = {"area": audit.LOOK, "from_on": DAY, "to_on": DAY}

    for actor, company in ((log.buyer, None), (log.operator, buyer)):
        found = rows(log, actor, company_id=company, **asked)
        # The list of everybody showed this company's people too.
        assert {(one.action, one.user_email) for one in found} == {
            ("look.users", "operator@qnector.test"),
            ("look.outbox", "operator@qnector.test"),
        }


def test_one_act_is_shown_with_its_place(log: World) -> None:
    note(log, log.buyer, "order.place", "order:1", address="203.0.113.7")
    (row,) = rows(log, log.buyer)

    assert audit_log.entry(log.session, log.buyer, row.id) == row
    assert (row.number, len(row.hash), row.address) == (1, 64, "203.0.113.7")


def test_another_companys_act_is_not_found(log: World) -> None:
    note(log, log.buyer, "order.place", "order:1")
    note(log, log.operator, "service.key", "service:x", 1)
    (row,) = rows(log, log.buyer)
    house = rows(log, log.operator)[0]

    for actor, entry_id in ((log.seller, row.id), (log.buyer, house.id), (log.buyer, 10**9)):
        with pytest.raises(NotFound):
            audit_log.entry(log.session, actor, entry_id)
    assert audit_log.entry(log.session, log.operator, house.id).ref == "service:x"


def test_the_owner_verifies_only_the_own_chain(log: World) -> None:
    seller = log.seller.company_id

    assert audit_log.chain_of(log.session, log.buyer, seller) == log.buyer.company_id
    assert audit_log.chain_of(log.session, log.operator, seller) == seller
    assert audit_log.chain_of(log.session, log.operator, None) == 0


def test_it_pages(log: World) -> None:
    for number in range(25):
        note(log, log.buyer, "order.place", f"order:{number}", number)

    found = audit_log.page(log.session, log.buyer, AuditFilter(page=3, size=10))
    beyond = audit_log.page(log.session, log.buyer, AuditFilter(page=9, size=10))

    assert [row.ref for row in found.rows] == [f"order:{number}" for number in range(4, -1, -1)]
    assert (found.total, found.number, beyond.number) == (25, 3, 3)


def test_it_counts_what_came_after_the_newest(log: World) -> None:
    wanted = AuditFilter(area="order")
    assert audit_log.newest(log.session, log.buyer, wanted) == 0
    assert audit_log.newer(log.session, log.buyer, wanted, 0) == 0

    note(log, log.buyer, "order.place", "order:1")
    seen = audit_log.newest(log.session, log.buyer, wanted)
    note(log, log.buyer, "order.place", "order:2")
    note(log, log.buyer, "user.rename", "user:1", 1)
    note(log, log.seller, "order.accepted", "order:2", 1)

    assert audit_log.newer(log.session, log.buyer, wanted, seen) == 1
    assert audit_log.newer(log.session, log.operator, wanted, seen) == 2
    for ask in (audit_log.newest, lambda *given: audit_log.newer(*given, seen)):
        with pytest.raises(NotAllowed):
            ask(log.session, log.buyer_staff, wanted)
