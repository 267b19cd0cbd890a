from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import Session

from qnector.core import clock
from qnector.domain.accounts import checking, company
from qnector.domain.accounts.checking import Check, Standing
from qnector.domain.accounts.models import Company, Verification
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from qnector.domain.messages.models import Kind, Message
from tests.domain.accounts.signup import CONFIRMED, NOON, SILENT, seen
from tests.world import World

FALSE = Check(Standing.ACTIVE, False, "계속사업자")


def state(session: Session, company_id: int) -> tuple[Verification, str]:
    session.expire_all()
    found = session.get(Company, company_id)
    return found.verification, found.check_note


def told(session: Session, company_id: int) -> list[str]:
    rows = session.execute(
        select(Message).where(Message.to_company_id == company_id, Message.channel == "in_app")
    ).scalars()
    return [one.values["result"] for one in rows if one.kind is Kind.COMPANY_CHECKED]


def test_it_confirms_tells_and_wakes(session: Session, world: World) -> None:
    mine = world.buyer.company_id
    with clock.frozen(NOON):
        assert checking.recheck(session, seen(session, mine), CONFIRMED)

    assert state(session, mine) == (Verification.VERIFIED, "")
    assert session.get(Company, mine).verified_at == NOON
    assert told(session, mine) == ["확인"]
    assert {(mine, "company"), (0, "companies")} <= world.touched()


def test_a_no_is_noted_and_told_once(session: Session, world: World) -> None:
    mine = world.buyer.company_id
    before = seen(session, mine)
    checking.recheck(session, before, FALSE)
    checking.recheck(session, before, FALSE)

    assert state(session, mine) == (Verification.UNVERIFIED, "확인할 수 없습니다")
    assert told(session, mine) == ["확인할 수 없습니다"]


def test_the_job_and_the_owner_who_ask_at_once_tell_it_once(session: Session, world: World) -> None:
    """The owner asks while the job is asking: both read the company before either wrote."""
    mine = world.buyer.company_id
    due = seen(session, mine)
    said = {"name": due.name, "representative_name": "김한빛", "opened_on": date(2020, 1, 1)}
    session.execute(update(Company).where(Company.id == mine).values(**said))
    due = seen(session, mine)

    company.take_answer(session, world.buyer, FALSE, business_number=due.number, **said)
    checking.recheck(session, due, FALSE)

    assert told(session, mine) == ["확인할 수 없습니다"]


@pytest.mark.parametrize("word", ["계속사업자", ""])
def test_an_end_that_confirms_nothing_is_no_news(session: Session, world: World, word) -> None:
    """It was 휴업자 and goes on again, but nobody can say whether the claim is true."""
    mine = world.buyer.company_id
    checking.recheck(session, seen(session, mine), Check(Standing.SUSPENDED, None, "휴업자"))
    world.touched()

    assert checking.recheck(session, seen(session, mine), Check(Standing.ACTIVE, None, word))

    assert state(session, mine) == (Verification.UNVERIFIED, "")
    assert told(session, mine) == ["휴업자"]
    assert {(mine, "company"), (0, "companies")} <= world.touched(), "the screens show it"
    audit.settle(session)
    entries = select(AuditEntry.detail).where(AuditEntry.action == "company.check")
    assert list(session.execute(entries.order_by(AuditEntry.id)).scalars()) == [
        "휴업자",
        "미확인",
    ]


def test_silence_changes_nothing(session: Session, world: World) -> None:
    mine = world.buyer.company_id
    assert not checking.recheck(session, seen(session, mine), SILENT)
    assert session.get(Company, mine).checked_at is None


def test_it_never_overrides_what_was_confirmed_by_hand(session: Session, world: World) -> None:
    mine = world.buyer.company_id
    session.execute(
        update(Company)
        .where(Company.id == mine)
        .values(verification=Verification.VERIFIED, verified_at=NOON)
    )

    assert not checking.recheck(session, seen(session, mine), FALSE)
    assert state(session, mine) == (Verification.VERIFIED, "")
    assert told(session, mine) == []


@pytest.mark.parametrize(
    "before",
    [
        {"number": "1208800767"},
        {"opened_on": date(1999, 9, 9)},
        {"representative_name": "남의대표"},
        {"name": "남의회사"},
    ],
)
def test_an_answer_about_something_else_confirms_nobody(session, world, before) -> None:
    """The company was changed while the tax office was being asked."""
    mine = world.buyer.company_id
    asked = replace(seen(session, mine), **before)

    assert not checking.recheck(session, asked, CONFIRMED)
    assert state(session, mine) == (Verification.UNVERIFIED, "")
    assert session.get(Company, mine).checked_at is None
    assert told(session, mine) == []


def test_who_got_an_answer_is_asked_about_again_after_a_day(session, world) -> None:
    mine = world.buyer.company_id
    with clock.frozen(NOON):
        every = [one.id for one in checking.unchecked(session, 100)]
        assert mine in every
        checking.recheck(session, seen(session, mine), FALSE)
        assert mine not in [one.id for one in checking.unchecked(session, 100)]
    with clock.frozen(NOON + timedelta(days=1, seconds=1)):
        assert checking.unchecked(session, 100)[-1].id == mine, "the others come first"


@pytest.mark.parametrize(
    "values",
    [
        {"verification": Verification.VERIFIED},
        {"suspended_at": NOON},
    ],
)
def test_it_leaves_out_whom_nobody_need_ask_about(session, world, values) -> None:
    mine = world.buyer.company_id
    session.execute(update(Company).where(Company.id == mine).values(**values))

    assert mine not in [one.id for one in checking.unchecked(session, 100)]
    assert len(checking.unchecked(session, 2)) == 2
