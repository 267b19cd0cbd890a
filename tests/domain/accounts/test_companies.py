"""What the operator reads of companies, and 확인 by hand."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound
from qnector.domain.accounts import by_hand, checking, directory
from qnector.domain.accounts.directory import CompanyFilter
from qnector.domain.accounts.models import Company, Verification
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from qnector.domain.connections import standing
from qnector.domain.messages.models import Channel, Kind, Message
from tests.domain.accounts.signup import CONFIRMED, seen
from tests.world import World

ALL = {"한빛상회", "바다식품", "새벽사무", "남의회사"}


def names(session: Session, world: World, **wanted: object) -> set[str]:
    page = directory.companies(session, world.operator, CompanyFilter(**wanted))
    assert page.total == len(page.rows)
    return {row.name for row in page.rows}


def test_it_finds_by_name_number_and_address(session: Session, world: World) -> None:
    assert names(session, world) == ALL
    assert names(session, world, text="바다") == {"바다식품"}
    assert names(session, world, text="000-81-00028") == {"바다식품"}
    assert names(session, world, text="orders@hanbit") == {"한빛상회"}
    assert names(session, world, text="owner@saebyeok.test") == {"새벽사무"}
    assert names(session, world, text="%") == set()


def test_it_filters_by_side_and_standing(session: Session, world: World) -> None:
    by_hand.verify(session, world.operator, world.buyer.company_id, "등록증을 봤어요")
    standing.suspend_company(session, world.operator, world.seller.company_id, "확인 중")

    assert names(session, world, side="both") == {"남의회사"}
    assert names(session, world, side="seller") == {"바다식품", "새벽사무", "남의회사"}
    assert names(session, world, side="managed") == set()
    assert names(session, world, standing="verified") == {"한빛상회"}
    assert names(session, world, standing="unverified") == ALL - {"한빛상회"}
    assert names(session, world, standing="suspended") == {"바다식품"}
    assert directory.standings(session, world.operator) == {
        "": 4, "verified": 1, "unverified": 3, "suspended": 1,
    }  # fmt: skip


def test_who_never_proved_the_address_is_neither_listed_nor_counted(session, world) -> None:
    standing.suspend_company(session, world.operator, world.seller.company_id, "확인 중")
    session.get_one(Company, world.seller.company_id).is_confirmed = False
    session.flush()

    assert names(session, world, standing="suspended") == set()
    assert directory.standings(session, world.operator) == {
        "": 3, "verified": 0, "unverified": 3, "suspended": 0,
    }  # fmt: skip


def test_it_sorts_pages_and_counts_people(session: Session, world: World) -> None:
    by_name = directory.companies(session, world.operator, CompanyFilter(sort="name"))
    newest = directory.companies(session, world.operator, CompanyFilter(page=9, size=10))

    assert [row.name for row in by_name.rows] == sorted(ALL)
    assert (newest.number, newest.rows[0].name) == (1, "남의회사")
    assert {row.name: row.people for row in by_name.rows}["한빛상회"] == 2


def test_verifying_says_who_and_why(session: Session, world: World) -> None:
    by_hand.verify(session, world.operator, world.buyer.company_id, " 등록증을\n봤어요 ")
    audit.settle(session)

    found = session.get_one(Company, world.buyer.company_id)
    entry = session.execute(
        select(AuditEntry).where(AuditEntry.action == "company.verify")
    ).scalar_one()
    assert found.verification is Verification.VERIFIED
    assert found.verified_at is not None
    assert found.check_note == "운영자: 등록증을 봤어요"
    assert (entry.company_id, entry.detail) == (world.buyer.company_id, "등록증을 봤어요")


def test_it_goes_back_to_unverified(session: Session, world: World) -> None:
    by_hand.verify(session, world.operator, world.buyer.company_id, "봤어요")
    by_hand.unverify(session, world.operator, world.buyer.company_id, "폐업했어요")

    found = session.get_one(Company, world.buyer.company_id)
    assert (found.verification, found.verified_at) == (Verification.UNVERIFIED, None)
    assert found.check_note == "운영자: 폐업했어요"


def test_the_company_is_told_by_whom_and_what(session: Session, world: World) -> None:
    by_hand.verify(session, world.operator, world.buyer.company_id, "봤어요")
    by_hand.unverify(session, world.operator, world.buyer.company_id, "폐업했어요")

    told = session.execute(
        select(Message.values)
        .where(Message.kind == Kind.COMPANY_CHECKED, Message.channel == Channel.IN_APP)
        .where(Message.to_company_id == world.buyer.company_id)
        .order_by(Message.id)
    ).scalars()
    assert [(one["company"], one["result"], one["by"]) for one in told] == [
        ("한빛상회", "확인", "큐넥터 운영자"), ("한빛상회", "미확인", "큐넥터 운영자"),
    ]  # fmt: skip


def test_no_job_takes_back_what_an_operator_said(session: Session, world: World) -> None:
    mine = world.buyer.company_id
    by_hand.verify(session, world.operator, mine, "봤어요")
    by_hand.unverify(session, world.operator, mine, "도용한 번호예요")

    with clock.frozen(clock.now() + timedelta(days=2)):
        assert mine not in [one.id for one in checking.unchecked(session, 100)]
        assert not checking.recheck(session, seen(session, mine), CONFIRMED)
    assert session.get_one(Company, mine).verification is Verification.UNVERIFIED


def test_the_second_of_two_is_told(session: Session, world: World) -> None:
    with pytest.raises(Conflict):
        by_hand.unverify(session, world.operator, world.buyer.company_id, "x")
    by_hand.verify(session, world.operator, world.buyer.company_id, "봤어요")
    with pytest.raises(Conflict):
        by_hand.verify(session, world.operator, world.buyer.company_id, "봤어요")


@pytest.mark.parametrize("note", ["", " \n", "가" * 81])
def test_verifying_needs_a_short_note(session: Session, world: World, note: str) -> None:
    with pytest.raises(Invalid) as refusal:
        by_hand.verify(session, world.operator, world.buyer.company_id, note)
    assert refusal.value.field == "note"


@pytest.mark.parametrize("name", ["buyer", "seller", "stranger", "seller_staff"])
def test_it_is_the_operators_alone(session: Session, world: World, name: str) -> None:
    actor = getattr(world, name)
    with pytest.raises(NotAllowed):
        directory.companies(session, actor, CompanyFilter())
    with pytest.raises(NotAllowed):
        directory.standings(session, actor)
    with pytest.raises(NotAllowed):
        directory.company(session, actor, actor.company_id)
    with pytest.raises(NotAllowed):
        by_hand.verify(session, actor, actor.company_id, "봤어요")
    with pytest.raises(NotFound):
        directory.company(session, world.operator, 99_999)
