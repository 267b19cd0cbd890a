from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import select
from sqlmodel import Session

from qnector.core import clock
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from tests.world import World


def last(session: Session) -> AuditEntry:
    audit.settle(session)
    return session.execute(select(AuditEntry).order_by(AuditEntry.id.desc())).scalars().first()


def test_it_says_who_did_what_and_when(session: Session, world: World) -> None:
    moment = datetime(2026, 2, 13, 3, tzinfo=UTC)
    with clock.frozen(moment):
        audit.write(session, world.buyer, "order.place", "order:1", "2 lines")

    entry = last(session)
    assert (entry.company_id, entry.user_id) == (world.buyer.company_id, world.buyer.user_id)
    assert (entry.action, entry.ref, entry.detail) == ("order.place", "order:1", "2 lines")
    assert entry.at == moment


def test_it_names_the_operator_behind_a_borrowed_login(session: Session, world: World) -> None:
    borrowed = replace(world.buyer, acting_operator_id=world.operator.user_id)

    audit.write(session, borrowed, "session.look", "user:1")

    assert last(session).acting_operator_id == world.operator.user_id


def test_it_records_what_an_operator_does_without_a_company(session: Session, world: World) -> None:
    audit.write(session, world.operator, "plan.edit", "plan:free")

    assert (last(session).company_id, last(session).user_id) == (None, world.operator.user_id)


def test_it_records_what_nobody_in_particular_did(session: Session, world: World) -> None:
    audit.write(session, None, "user.set_password", "user:1")

    assert last(session).user_id is None


def test_it_cuts_a_detail_that_is_too_long(session: Session, world: World) -> None:
    audit.write(session, world.buyer, "x", "y", "가" * 2000)

    assert last(session).detail == "가" * 500
