"""회사 설정: what the owner changes, what makes the company 미확인 again, who was first."""

import dataclasses
from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core.errors import Invalid, NotAllowed, NotFound
from qnector.domain.accounts import checking, company, registration
from qnector.domain.accounts.checking import Check, Standing
from qnector.domain.accounts.company import CompanyFields, Edited
from qnector.domain.accounts.models import Company, Verification
from qnector.domain.accounts.service import CompanyInput
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from tests.domain.accounts.signup import BUSINESS
from tests.world import World

YES = Check(Standing.ACTIVE, True, "계속사업자")
NO = Check(Standing.ACTIVE, False, "계속사업자")


def now(session: Session, world: World) -> CompanyFields:
    return company.fields(session, world.buyer)[0]


def verified(session: Session, world: World) -> Company:
    found = session.get(Company, world.buyer.company_id)
    checking.note(found, YES)
    session.flush()
    return found


def test_it_saves_what_is_said(session: Session, world: World) -> None:
    given = dataclasses.replace(
        now(session, world), phone="02-123-4567", contact_name="이담당", detail=" 3층  301호 "
    )
    assert company.edit(session, world.buyer, given)

    assert now(session, world) == dataclasses.replace(given, detail="3층 301호")
    assert (world.buyer.company_id, "company") in world.touched()


def test_the_audit_log_says_what_changed(session: Session, world: World) -> None:
    company.edit(session, world.buyer, dataclasses.replace(now(session, world), phone="02-1-2345"))
    audit.settle(session)

    last = session.execute(select(AuditEntry).order_by(AuditEntry.id.desc())).scalars().first()
    assert (last.action, last.detail) == ("company.edit", "전화 없음 → 02-1-2345")


def test_the_same_again_changes_nothing(session: Session, world: World) -> None:
    assert not company.edit(session, world.buyer, now(session, world))
    assert world.touched() == set()


def test_what_is_not_registered_leaves_the_check_alone(session: Session, world: World) -> None:
    found = verified(session, world)
    company.edit(session, world.buyer, dataclasses.replace(now(session, world), phone="02-1-2345"))

    assert found.verification is Verification.VERIFIED


@pytest.mark.parametrize(
    "change",
    [
        {"business_number": "0008100028"},
        {"name": "한빛상회 주식회사"},
        {"representative_name": "김한빛"},
        {"opened_on": date(2020, 1, 2)},
    ],
)
def test_what_is_registered_makes_it_unverified(session: Session, world: World, change) -> None:
    found = verified(session, world)
    company.edit(session, world.buyer, dataclasses.replace(now(session, world), **change))

    assert found.verification is Verification.UNVERIFIED
    assert found.verified_at is None


def test_a_confirmation_keeps_it_verified(session: Session, world: World) -> None:
    given = dataclasses.replace(now(session, world), name="한빛상회 주식회사")
    company.edit(session, world.buyer, given, check=YES)

    _, standing = company.fields(session, world.buyer)
    assert standing.is_verified


@pytest.mark.parametrize(
    ("check", "field"),
    [
        (NO, "opened_on"),
        (Check(Standing.SUSPENDED, True, "휴업자"), "business_number"),
        (Check(Standing.CLOSED, False, "폐업자"), "business_number"),
        (Check(Standing.UNKNOWN), "business_number"),
    ],
)
def test_a_clear_no_is_refused(session: Session, world: World, check: Check, field: str) -> None:
    before = now(session, world)
    given = dataclasses.replace(before, name="다른 이름")
    with pytest.raises(Invalid) as refused:
        company.edit(session, world.buyer, given, check=check)

    assert refused.value.field == field
    assert now(session, world) == before


def test_who_was_second_is_told_what_the_first_changed(session: Session, world: World) -> None:
    seen = now(session, world)
    company.edit(session, world.buyer, dataclasses.replace(seen, phone="02-1-2345"))
    mine = dataclasses.replace(seen, contact_name="이담당")

    with pytest.raises(Edited) as refused:
        company.edit(session, world.buyer, mine, seen)
    assert [change.sentence for change in refused.value.changes] == ["전화 없음 → 02-1-2345"]

    merged = dataclasses.replace(refused.value.now, contact_name="이담당")
    assert company.edit(session, world.buyer, merged, refused.value.now)
    assert now(session, world).phone == "02-1-2345"


def test_two_who_changed_the_same_to_the_same_both_succeed(session: Session, world: World) -> None:
    seen = now(session, world)
    given = dataclasses.replace(seen, phone="02-1-2345")
    company.edit(session, world.buyer, given, seen)

    assert not company.edit(session, world.buyer, given, seen)


@pytest.mark.parametrize("name", ["한빛\x00상회", "\u200b한빛\x07 상회", "한빛\ud800상회\ufeff"])
def test_what_cannot_be_printed_is_left_out(session: Session, world: World, name: str) -> None:
    given = dataclasses.replace(now(session, world), name=name)
    company.edit(session, world.buyer, given)

    assert now(session, world).name == "한빛 상회"


LEADS_SOMEWHERE = [
    "환급금 http://evil.example/win 확인",
    "환급금 HTTPS://evil.example",
    "WWW.evil.example",
    "환급금 evil.example/win",
    "환급금 이블.한국/확인",
]


@pytest.mark.parametrize("name", LEADS_SOMEWHERE)
def test_no_name_may_lead_somewhere(session: Session, world: World, name: str) -> None:
    """It stands in mails to strangers, in our name."""
    with pytest.raises(Invalid, match="인터넷 주소") as refused:
        dataclasses.replace(now(session, world), name=name)
    assert refused.value.field == "name"
    with pytest.raises(Invalid, match="인터넷 주소") as refused:
        CompanyInput(name, "0008100066", is_buyer=True)
    assert refused.value.field == "name"
    assert list(registration.company_problems(BUSINESS | {"name": name})) == ["name"]


@pytest.mark.parametrize(
    "name",
    ["(주)에이.비.씨", "A.B.C 상사", "11번가.com", "가/나 상사", "A/S 센터", "월드와이드www"],
)
def test_a_name_with_signs_is_a_name(session: Session, world: World, name: str) -> None:
    company.edit(session, world.buyer, dataclasses.replace(now(session, world), name=name))

    assert now(session, world).name == name


def test_a_day_that_signs_up_can_stay(session: Session, world: World) -> None:
    """A brewery of 1896 must be able to change its phone."""
    old = date(1896, 8, 1)
    assert registration.day_of("18960801") == old
    assert dataclasses.replace(now(session, world), opened_on=old).opened_on == old


def test_a_number_is_taken_as_people_write_it(session: Session, world: World) -> None:
    given = dataclasses.replace(now(session, world), business_number=" 000-81 00028 ")
    assert given.business_number == "0008100028"


def test_staff_and_operators_may_not(session: Session, world: World) -> None:
    given = dataclasses.replace(now(session, world), phone="02-1-2345")
    for other in (world.buyer_staff, world.operator):
        with pytest.raises(NotAllowed):
            company.edit(session, other, given)
    acting = dataclasses.replace(world.buyer, acting_operator_id=world.operator.user_id)
    with pytest.raises(NotAllowed):
        company.edit(session, acting, given)


def test_staff_read_and_operators_do_not(session: Session, world: World) -> None:
    assert company.fields(session, world.buyer_staff)[0].name == "한빛상회"
    with pytest.raises(NotAllowed):
        company.fields(session, world.operator)


def test_a_company_that_is_gone_is_not_found(session: Session, world: World) -> None:
    with pytest.raises(NotFound):
        company.fields(session, dataclasses.replace(world.buyer, company_id=10**6))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("business_number", "1234567890"),
        ("business_number", ""),
        ("name", "  "),
        ("name", "가" * 101),
        ("representative_name", "가" * 51),
        ("opened_on", date(1850, 1, 1)),
        ("opened_on", date(2999, 1, 1)),
        ("postal_code", "1234"),
        ("postal_code", "١٢٣٤٥"),
        ("street", "가" * 201),
        ("contact_email", "주소 아님"),
        ("phone", "전화"),
        ("contact_phone", "=1+1"),
    ],
)
def test_a_field_that_cannot_be_so_is_named(session, world: World, field: str, value) -> None:
    with pytest.raises(Invalid) as refused:
        dataclasses.replace(now(session, world), **{field: value})
    assert refused.value.field == field
