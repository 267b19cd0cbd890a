"""Transactions of several companies at once: no gap in any chain, and none waits in a circle."""

import threading
import time

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from qnector.core import db
from qnector.core.actor import Actor
from qnector.domain.accounts.models import Company, User
from qnector.domain.audit import service as audit
from qnector.domain.audit import verifying
from qnector.domain.audit.models import AuditEntry, AuditHead
from tests.concurrency.buyers import at_once
from tests.world import World

EACH = 12


def counts(session: Session) -> dict[int, int]:
    found = select(AuditHead.company_id, AuditHead.count)
    return {chain: count for chain, count in session.execute(found)}


def note(session: Session, actors: list[Actor], name: str) -> None:
    """One transaction that records for several companies, in whatever order, and works too."""
    for actor in actors:
        audit.write(session, actor, "test.act", name)
    session.execute(select(Company.name).where(Company.id == actors[0].company_id))
    for actor in reversed(actors):
        audit.write(session, actor, "test.act", name)


def test_numbers_go_on_without_a_gap(committed: World) -> None:
    people = [committed.buyer, committed.seller, committed.other_seller, committed.operator]
    before = db.read_now(counts)

    def act(number: int) -> object:
        turned = people[number % 4 :] + people[: number % 4]
        return db.write_now(note, turned if number % 2 else turned[::-1], f"test:{number}")

    results = at_once([lambda number=number: act(number) for number in range(4 * EACH)])

    assert [one for one in results if isinstance(one, Exception)] == []
    after = db.read_now(counts)
    assert {after[one.company_id] - before.get(one.company_id, 0) for one in people} == {
        2 * 4 * EACH
    }
    assert all(one.is_whole for one in db.read_now(lambda s: list(verifying.verify_all(s))))


def test_the_first_entries_of_a_new_chain_may_come_at_once(committed: World) -> None:
    operator = committed.operator
    # The chain of the installation: its head is made by whoever comes first.
    results = at_once(
        [lambda: db.write_now(audit.write, operator, "test.act", "x") for _ in range(EACH)]
    )

    assert [one for one in results if isinstance(one, Exception)] == []
    found = db.read_now(verifying.verify, 0)
    entries = select(func.count()).where(AuditEntry.company_id.is_(None))
    assert found.is_whole
    assert found.count == db.read_now(lambda session: session.execute(entries).scalar_one())


@pytest.mark.parametrize("table", [User, Company])
def test_whoever_holds_what_an_entry_refers_to_does_not_wait_in_a_circle(
    committed: World, table: type[User] | type[Company]
) -> None:
    one = committed.buyer
    key = one.user_id if table is User else one.company_id
    is_held = threading.Event()

    def holding(session: Session) -> None:
        session.execute(select(table.id).where(table.id == key).with_for_update(key_share=True))
        is_held.set()
        time.sleep(0.5)  # meanwhile the other has come as far as it can
        audit.write(session, one, "test.act", "test:holding")

    def other() -> None:
        assert is_held.wait(30)
        db.write_now(audit.write, one, "test.act", "test:other")

    results = at_once([lambda: db.write_now(holding), other])

    assert [one for one in results if isinstance(one, Exception)] == []
    assert db.read_now(verifying.verify, one.company_id).is_whole
