"""An operator's half hour as somebody ends by itself, and the company can read that it did."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from qnector.core import clock, db
from qnector.domain.accounts import acting
from qnector.domain.accounts.models import LoginSession
from qnector.domain.audit.models import AuditEntry
from qnector.jobs import end_borrowed
from tests.world import World


@pytest.fixture
def kind() -> str:
    return "sqlite"


def run() -> None:
    asyncio.run(end_borrowed.run())


def ends() -> list[AuditEntry]:
    said = select(AuditEntry).where(AuditEntry.action == "act_as.stop")
    return db.read_now(lambda s: list(s.execute(said).scalars()))


def test_it_writes_the_end_once(committed: World) -> None:
    buyer = committed.buyer
    db.write_now(
        lambda s: acting.start(s, committed.operator, buyer.user_id, "", device="", address="")
    )
    run()
    assert ends() == []

    with clock.frozen(clock.now() + timedelta(minutes=31)):
        run()
        run()

    assert [one.company_id for one in ends()] == [buyer.company_id]
    open_ones = select(LoginSession.id).where(
        LoginSession.acting_operator_id.is_not(None), LoginSession.ended_at.is_(None)
    )
    assert db.read_now(lambda s: s.execute(open_ones).first()) is None
