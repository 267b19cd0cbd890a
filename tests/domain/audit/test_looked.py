"""Who read personal data in bulk is recorded, once for each hour."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import clock, db
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from tests.world import World

NOON = datetime(2026, 2, 13, 3, 10, tzinfo=UTC)


def looks(session: Session) -> list[AuditEntry]:
    audit.settle(session)
    statement = select(AuditEntry).where(AuditEntry.area == audit.LOOK).order_by(AuditEntry.id)
    return list(session.execute(statement).scalars())


def test_it_writes_whose_data_was_read_into_their_chain(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        assert audit.looked(session, world.operator, "users", world.buyer.company_id)

    (entry,) = looks(session)
    assert (entry.company_id, entry.user_id) == (world.buyer.company_id, world.operator.user_id)
    assert (entry.action, entry.ref) == ("look.users", f"company:{world.buyer.company_id}")


def test_it_writes_a_list_of_everybody_into_the_installations_chain(
    session: Session, world: World
) -> None:
    audit.looked(session, world.operator, "users")

    assert [(one.company_id, one.ref) for one in looks(session)] == [(None, "company:0")]


def test_it_takes_the_own_company_when_none_is_named(session: Session, world: World) -> None:
    audit.looked(session, world.seller, "orders.export")

    assert [one.company_id for one in looks(session)] == [world.seller.company_id]


def test_only_an_operator_names_another_company(session: Session, world: World) -> None:
    helping = replace(world.buyer, acting_operator_id=world.operator.user_id, acting_reason="요청")
    for actor in (world.buyer, helping):
        audit.looked(session, actor, "audit", world.seller.company_id)

    assert {one.company_id for one in looks(session)} == {world.buyer.company_id}


@pytest.mark.parametrize("is_settled", [True, False])
def test_it_writes_once_within_an_hour_of_the_clock(
    session: Session, world: World, is_settled: bool
) -> None:
    with clock.frozen(NOON):
        audit.looked(session, world.operator, "users")
    if is_settled:
        audit.settle(session)
    with clock.frozen(NOON + timedelta(minutes=49)):
        assert not audit.looked(session, world.operator, "users")
    with clock.frozen(NOON + timedelta(minutes=50)):
        assert audit.looked(session, world.operator, "users")

    assert len(looks(session)) == 2


def test_it_counts_a_look_for_the_day_on_which_it_happened(session: Session, world: World) -> None:
    before_midnight = datetime(2026, 2, 13, 14, 50, tzinfo=UTC)
    with clock.frozen(before_midnight):
        audit.looked(session, world.operator, "users")
    with clock.frozen(before_midnight + timedelta(minutes=15)):
        audit.looked(session, world.operator, "users")

    assert [str(clock.seoul_day(one.at)) for one in looks(session)] == ["2026-02-13", "2026-02-14"]


def test_it_tells_people_lists_and_companies_apart(session: Session, world: World) -> None:
    acting = replace(world.buyer, acting_operator_id=world.operator.user_id)
    for actor, what, company_id in (
        (world.operator, "users", None),
        (world.operator, "outbox", None),
        (world.operator, "users", world.buyer.company_id),
        (world.buyer, "users", None),
        (acting, "users", None),
    ):
        assert audit.looked(session, actor, what, company_id), what

    assert len(looks(session)) == 5


def test_it_wakes_who_reads_the_log(committed: World) -> None:
    touched: list[set[tuple[int, str]]] = []

    def look(session: Session) -> None:
        audit.looked(session, committed.operator, "users", committed.buyer.company_id)
        audit.settle(session)
        touched.append(set(session.info["touched"]))

    db.write_now(look)

    assert touched == [{(0, "audit"), (committed.buyer.company_id, "audit")}]
