import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlmodel import Session

from qnector.core import clock, db
from qnector.core.actor import Role, Side
from qnector.core.errors import Conflict, Invalid, NotFound, TooMany
from qnector.domain.accounts import access, enrolling, holding, registration, verifying
from qnector.domain.accounts.checking import Check, Standing
from qnector.domain.accounts.models import (
    Company,
    Consent,
    Document,
    OneTimeLink,
    Registration,
    User,
    Verification,
)
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from qnector.domain.connections import queries
from qnector.domain.connections.queries import SellerFilter
from qnector.domain.messages.models import Kind
from tests.domain.accounts.signup import (
    CONFIRMED,
    EMAIL,
    HASH,
    NOON,
    NUMBER,
    OTHER,
    SILENT,
    TYPED,
    VISIT,
    link_in,
    mails,
    register,
    token_of,
    user_of,
)
from tests.world import World

TAKEN = "owner@hanbit.test"


def company_of(session: Session, user: User) -> Company:
    found = session.get(Company, user.company_id)
    assert found is not None
    return found


def test_it_makes_company_owner_consents_and_one_mail(session: Session, world: World) -> None:
    register(session)

    user = user_of(session)
    company = company_of(session, user)
    assert (user.name, user.role, user.email_verified_at) == ("김새싹", Role.OWNER, None)
    assert user.password_hash == HASH
    assert (company.name, company.business_number) == ("새싹마트", NUMBER)
    assert (company.opened_on, company.is_buyer, company.is_seller) == (
        date(2020, 1, 1),
        True,
        True,
    )
    assert company.contact_email == ""
    assert company.is_confirmed is False
    assert [one.kind for one in mails(session)] == [Kind.VERIFY_EMAIL]


def test_it_stores_what_was_agreed_to_with_its_version(session: Session, world: World) -> None:
    register(session)

    rows = session.execute(select(Consent).order_by(Consent.id)).scalars().all()
    assert [(one.document, one.version, one.address) for one in rows] == [
        (Document.TERMS, "1.0", "10.0.0.9"),
        (Document.PRIVACY, "1.0", "10.0.0.9"),
    ]


def test_the_token_lies_nowhere_open(session: Session, world: World) -> None:
    register(session)

    token = token_of(session)
    assert link_in(mails(session)[0]).startswith("http://127.0.0.1:3000/auth/verify?token=")
    assert len(token) == 43
    assert token not in str(mails(session)[0].model_dump())
    assert token not in str(session.execute(select(OneTimeLink)).scalar_one().model_dump())


def test_no_password_lies_in_the_draft(session: Session, world: World) -> None:
    register(session)

    row = session.execute(select(Registration)).scalar_one()
    assert HASH not in str(row.values)
    assert "password" not in row.values


@pytest.mark.parametrize(
    ("check", "verification", "note"),
    [
        (CONFIRMED, Verification.VERIFIED, ""),
        (SILENT, Verification.UNVERIFIED, ""),
        (Check(Standing.NOT_ASKED), Verification.UNVERIFIED, ""),
    ],
)
def test_who_could_not_be_checked_is_unverified(session, world, check, verification, note) -> None:
    with clock.frozen(NOON):
        register(session, check=check)

    company = company_of(session, user_of(session))
    assert (company.verification, company.check_note) == (verification, note)
    assert company.verified_at == (NOON if check is CONFIRMED else None)
    assert company.checked_at == (NOON if check is CONFIRMED else None)


@pytest.mark.parametrize(
    ("check", "field", "word"),
    [
        (Check(Standing.SUSPENDED, True, "휴업자"), "business_number", "휴업"),
        (Check(Standing.CLOSED, True, "폐업자 (2024-06-30)"), "business_number", "2024-06-30"),
        (Check(Standing.UNKNOWN, False), "business_number", "확인불가"),
        (Check(Standing.ACTIVE, False), "opened_on", "확인할 수 없습니다"),
    ],
)
def test_it_refuses_whom_the_tax_office_refuses(session, world, check, field, word) -> None:
    with pytest.raises(Invalid) as refusal:
        register(session, check=check)

    assert refusal.value.field == field
    assert word in refusal.value.sentence
    assert user_of(session) is None
    assert mails(session) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": ""}, "email"),
        ({"person": ""}, "person"),
        ({"person": "http://evil.test"}, "person"),
        ({"person": "무료쿠폰 evil.com 에서"}, "person"),
        ({"person": "김\u0000새싹"}, "person"),
        ({"side": ""}, "side"),
        ({"terms": ""}, "terms"),
        ({"privacy": ""}, "privacy"),
        ({"business_number": "1234567890"}, "business_number"),
    ],
)
def test_it_refuses_what_is_missing_or_wrong(session, world, changes, field) -> None:
    with pytest.raises(Invalid) as refusal:
        register(session, TYPED | changes)

    assert refusal.value.field == field
    assert session.execute(select(func.count()).select_from(Consent)).scalar_one() == 0


@pytest.mark.parametrize("name", ["김새싹", "J. P. Kim", "Anne-Marie O'Neil", "남궁 민수"])
def test_it_takes_names_of_people(session: Session, world: World, name: str) -> None:
    register(session, TYPED | {"person": name})

    assert user_of(session).name == name


def test_a_checked_claim_cannot_be_swapped_for_another(session: Session, world: World) -> None:
    registration.keep(session, VISIT, TYPED)
    claim = registration.claim_of(TYPED)
    registration.keep(session, VISIT, {"name": "남의 가게"})

    with pytest.raises(Conflict):
        enrolling.register(session, VISIT, HASH, CONFIRMED, claim, address="10.0.0.9")
    assert user_of(session) is None


def test_without_a_visit_nothing_is_made(session: Session, world: World) -> None:
    with pytest.raises(NotFound):
        enrolling.register(session, "", HASH, CONFIRMED, [], address="10.0.0.9")


def test_a_taken_address_is_told_only_by_mail(session: Session, world: World) -> None:
    before = session.execute(select(func.count()).select_from(Company)).scalar_one()
    register(session, TYPED | {"email": TAKEN.upper()})

    draft = registration.look(session, VISIT)
    assert (draft.sent_to, draft.problem) == (TAKEN, ("", ""))
    assert [one.kind for one in mails(session, TAKEN)] == [Kind.EMAIL_TAKEN]
    assert mails(session, TAKEN)[0].values == {"email": TAKEN}
    assert session.execute(select(func.count()).select_from(Company)).scalar_one() == before
    assert user_of(session, TAKEN).password_hash != HASH


def test_a_taken_address_looks_like_a_free_one(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        register(session)
        register(session, TYPED | {"email": TAKEN}, visit=OTHER)
        free, taken = (registration.look(session, visit) for visit in (VISIT, OTHER))

    assert (free.wait, free.problem, free.is_verified) == (60, ("", ""), False)
    assert (taken.wait, taken.problem, taken.is_verified) == (60, ("", ""), False)
    assert free.check == taken.check
    assert free.values.keys() == taken.values.keys()


def test_an_address_that_is_not_proven_is_nobodys(session: Session, world: World) -> None:
    register(session, TYPED | {"name": "먼저 온 가게"})
    first = user_of(session)
    old = token_of(session)
    register(session, TYPED | {"name": "나중 가게", "person": "박나중"}, visit=OTHER, hashed="x")

    user = user_of(session)
    assert (user.id, user.name, user.password_hash) == (first.id, "박나중", "x")
    assert company_of(session, user).name == "나중 가게"
    with pytest.raises(NotFound):
        verifying.verify_email(session, old, address="")


def test_who_came_first_cannot_lead_on_what_came_later(session: Session, world: World) -> None:
    register(session, TYPED | {"name": "먼저 온 가게"})
    register(session, TYPED | {"name": "나중 가게"}, visit=OTHER)

    enrolling.change_address(session, VISIT, "thief@evil.test", address="10.0.0.9")
    assert company_of(session, user_of(session, "thief@evil.test")).name == "먼저 온 가게"
    assert company_of(session, user_of(session)).name == "나중 가게"


def test_who_was_invited_is_not_written_over(session: Session, world: World) -> None:
    session.execute(update(User).where(User.email == TAKEN).values(email_verified_at=None))
    register(session, TYPED | {"email": TAKEN})

    assert user_of(session, TAKEN).company_id == world.buyer.company_id
    assert [one.kind for one in mails(session, TAKEN)] == [Kind.EMAIL_TAKEN]


def test_going_back_and_on_again_makes_no_second_company(session: Session, world: World) -> None:
    register(session)
    first = user_of(session)
    register(session, TYPED | {"email": "other@sprout.test", "detail": "5층"})

    user = user_of(session, "other@sprout.test")
    assert user.id == first.id
    assert company_of(session, user).detail == "5층"
    assert user_of(session) is None


def test_it_writes_no_more_than_five_mails_an_hour(session: Session, world: World) -> None:
    for count in range(5):
        with clock.frozen(NOON + timedelta(minutes=count)):
            register(session)
    with clock.frozen(NOON + timedelta(minutes=30)), pytest.raises(TooMany):
        register(session, visit=OTHER)
    with clock.frozen(NOON + timedelta(minutes=61)):
        register(session, visit=OTHER)

    assert len(mails(session)) == 6


def test_nobody_finds_a_seller_that_is_not_confirmed(session: Session, world: World) -> None:
    register(session)
    made = user_of(session).company_id
    assert [row.name for row in queries.sellers(session, world.buyer, SellerFilter()).rows] == [
        "남의회사", "바다식품", "새벽사무",
    ]  # fmt: skip
    with pytest.raises(NotFound):
        access.seller(session, made)

    verifying.verify_email(session, token_of(session), address="")
    names = [row.name for row in queries.sellers(session, world.buyer, SellerFilter()).rows]
    assert "새싹마트" in names
    assert world.buyer.side is Side.BUYER


def test_it_is_audited_in_the_companys_own_chain(session: Session, world: World) -> None:
    register(session)
    company_id = user_of(session).company_id
    audit.settle(session)

    rows = session.execute(
        select(AuditEntry).where(AuditEntry.company_id == company_id).order_by(AuditEntry.number)
    ).scalars().all()  # fmt: skip
    assert [one.action for one in rows] == ["company.register", "user.add", "user.register"]
    assert rows[-1].address == "10.0.0.9"


def test_two_at_once_make_one_account(committed: World) -> None:
    failures: list[str] = []

    def come(visit: str) -> None:
        try:
            db.write_now(register, visit=visit)
        except Conflict as refusal:
            failures.append(refusal.sentence)

    threads = [threading.Thread(target=come, args=(visit,)) for visit in (VISIT, OTHER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures in ([], [holding.MOVED]), "it does not say that the address is taken"
    users = db.read_now(
        lambda s: s.execute(select(User).where(User.email == EMAIL)).scalars().all()
    )
    assert len(users) == 1
