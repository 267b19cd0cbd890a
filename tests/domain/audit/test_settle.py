"""What a transaction records is appended once, at its end, and goes when it is undone."""

import pytest
from sqlalchemy import event, select
from sqlmodel import Session

from qnector.core import db
from qnector.core.errors import Invalid
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import User
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from tests.world import World


def acts(session: Session) -> list[str]:
    audit.settle(session)
    return list(session.execute(select(AuditEntry.action).order_by(AuditEntry.id)).scalars())


def test_it_keeps_what_was_recorded_before_a_savepoint_that_failed(
    session: Session, world: World
) -> None:
    before = acts(session)
    audit.write(session, world.buyer, "first", "x")
    with pytest.raises(Invalid):
        accounts.add_user(session, None, email="owner@hanbit.test", name="Kim")
    audit.write(session, world.buyer, "last", "x")

    assert acts(session)[len(before) :] == ["first", "last"]


def test_it_forgets_what_was_recorded_within_a_savepoint_that_was_undone(
    session: Session, world: World
) -> None:
    before = acts(session)
    audit.write(session, world.buyer, "first", "x")
    undone = session.begin_nested()
    audit.write(session, world.buyer, "undone", "x")
    undone.rollback()
    with session.begin_nested():
        audit.write(session, world.buyer, "kept", "x")

    assert acts(session)[len(before) :] == ["first", "kept"]


def test_it_forgets_everything_with_the_transaction(committed: World) -> None:
    before = db.read_now(acts)

    def fail(session: Session) -> None:
        audit.write(session, committed.buyer, "undone", "x")
        raise Invalid

    with pytest.raises(Invalid):
        db.write_now(fail)

    assert db.read_now(acts) == before


def test_it_appends_nothing_when_a_savepoint_is_released(session: Session, world: World) -> None:
    audit.settle(session)
    said: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: said.append(args[2]))

    audit.write(session, world.buyer, "first", "x")
    with session.begin_nested():
        pass

    assert not [one for one in said if "audit_" in one]


def test_it_locks_the_heads_after_all_that_is_still_to_be_written(committed: World) -> None:
    said: list[str] = []

    def rename(session: Session) -> None:
        user = session.get(User, committed.buyer.user_id)
        assert user is not None
        user.name = "Other"
        session.add(user)
        audit.write(session, committed.buyer, "user.rename", "x")

    event.listen(db.engine(), "before_cursor_execute", lambda *args: said.append(args[2]))
    db.write_now(rename)

    tables = [word for one in said for word in ("UPDATE users", "audit_heads") if word in one]
    assert tables[0] == "UPDATE users"
    assert tables[-1] == "audit_heads"


def test_it_says_what_an_act_is_about(session: Session, world: World) -> None:
    audit.write(session, world.buyer, "order.place", "order:1")
    audit.settle(session)

    newest = session.execute(select(AuditEntry).order_by(AuditEntry.id.desc())).scalars().first()
    assert newest.area == "order"
