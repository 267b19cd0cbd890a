"""회원가입 that nobody has proven: no operator counts it, after a month nothing is left of it."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, func, select
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.emails import is_email
from qnector.core.errors import Invalid
from qnector.domain.accounts import checking, directory, enrolling, forgetting, roster, verifying
from qnector.domain.accounts.directory import CompanyFilter
from qnector.domain.accounts.models import Company, Consent, OneTimeLink, User
from qnector.domain.accounts.roster import PersonFilter
from qnector.domain.audit import service as audit
from qnector.domain.audit import verifying as chains
from qnector.domain.audit.models import AuditEntry
from qnector.domain.messages.models import Message, State
from qnector.domain.reports import queries
from tests.domain.accounts.signup import (
    EMAIL,
    NOON,
    OTHER,
    TYPED,
    VISIT,
    mails,
    register,
    token_of,
    user_of,
)
from tests.world import World

MONTH = timedelta(days=30, seconds=1)


@pytest.fixture
def signed_up(session: Session, world: World) -> int:
    """The id of a user whose address nobody has proven yet."""
    with clock.frozen(NOON):
        register(session)
    user = user_of(session)
    assert user is not None
    return user.id or 0


def forget(session: Session, at: datetime) -> int:
    with clock.frozen(at):
        done = forgetting.forget_unproven(session, at)
    session.expire_all()
    return done


def count(session: Session, table: type, user_id: int) -> int:
    found = select(func.count()).select_from(table).where(table.user_id == user_id)
    return int(session.execute(found).scalar_one())


def test_it_leaves_nothing_of_the_person(session: Session, signed_up: int) -> None:
    assert forget(session, NOON + MONTH) == 1

    user = session.get_one(User, signed_up)
    company = session.get_one(Company, user.company_id)
    left = [str(getattr(row, name)) for row in (user, company) for name in type(row).model_fields]
    for told in (EMAIL, "김새싹", "새싹마트", "홍길동", "1208800767", "세종대로", "신선식품"):
        assert not [one for one in left if told in one], told
    assert (user.is_active, user.password_hash, company.opened_on) == (False, "", None)
    assert count(session, Consent, signed_up) == count(session, OneTimeLink, signed_up) == 0


def test_it_is_recorded_and_done_once(session: Session, signed_up: int) -> None:
    company_id = session.get_one(User, signed_up).company_id
    forget(session, NOON + MONTH)
    audit.settle(session)

    said = select(AuditEntry.action).where(AuditEntry.company_id == company_id)
    assert list(session.execute(said.order_by(AuditEntry.id)).scalars())[-1] == "company.forget"
    assert chains.verify(session, company_id or 0).is_whole
    assert forget(session, NOON + MONTH + MONTH) == 0


def test_the_address_is_free_again(session: Session, signed_up: int) -> None:
    forget(session, NOON + MONTH)
    with clock.frozen(NOON + MONTH + timedelta(minutes=2)):
        register(session, visit=f"{'ab' * 32}")
        verifying.verify_email(session, token_of(session), address="")
    user = user_of(session)
    assert user is not None
    assert user.id != signed_up
    assert user.email_verified_at is not None


def test_it_waits_a_month(session: Session, signed_up: int) -> None:
    assert forget(session, NOON + timedelta(days=29)) == 0
    assert user_of(session) is not None


def test_who_has_proven_the_address_stays(session: Session, signed_up: int) -> None:
    with clock.frozen(NOON):
        verifying.verify_email(session, token_of(session), address="")
    assert forget(session, NOON + MONTH) == 0
    assert user_of(session) is not None


def test_who_signed_up_once_more_lately_stays(session: Session, signed_up: int) -> None:
    with clock.frozen(NOON + timedelta(days=29)):
        register(session, visit=f"{'ab' * 32}")
    assert forget(session, NOON + MONTH) == 0
    assert forget(session, NOON + MONTH + MONTH) == 1


def test_what_a_visit_left_for_another_address_goes_too(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        register(session)
        left = user_of(session)
    assert left is not None
    with clock.frozen(NOON + timedelta(minutes=2)):
        # The address is somebody's: the visit goes on with a mail that says so.
        enrolling.change_address(session, VISIT, "owner@hanbit.test", address="")
    assert session.get_one(User, left.id).email.endswith("@left.invalid")

    assert forget(session, NOON + MONTH) == 1
    company = session.get_one(Company, session.get_one(User, left.id).company_id)
    assert "새싹" not in company.name
    assert mails(session, "owner@hanbit.test")


def test_the_rest_of_the_world_stays(session: Session, world: World) -> None:
    assert forget(session, clock.now() + timedelta(days=4000)) == 0
    assert session.get_one(Company, world.buyer.company_id).name == "한빛상회"


def test_no_operator_counts_it(session: Session, signed_up: int, world: World) -> None:
    def listed() -> set[str]:
        found = directory.companies(session, world.operator, CompanyFilter())
        assert found.total == len(found.rows)
        return {row.name for row in found.rows}

    def people(**wanted: str) -> set[str]:
        found = roster.people(session, world.operator, PersonFilter(**wanted))
        return {row.email for row in found.rows}

    counted = queries.overview(session, world.operator)
    assert "새싹마트" not in listed()
    assert directory.standings(session, world.operator)[""] == counted.companies == len(listed())
    assert directory.standings(session, world.operator)["unverified"] == counted.unverified
    assert EMAIL not in people() | people(text="sprout")
    assert people(state="unverified") == {EMAIL}, "who waits for the mail can be helped"

    with clock.frozen(NOON):
        verifying.verify_email(session, token_of(session), address="")
    now = queries.overview(session, world.operator)
    assert (now.companies, now.users) == (counted.companies + 1, counted.users + 1)
    assert "새싹마트" in listed()
    assert EMAIL in people()


def test_the_tax_office_is_not_asked_about_it(session: Session, signed_up: int) -> None:
    company = session.get_one(Company, session.get_one(User, signed_up).company_id)
    company.verification, company.verified_at, company.checked_at = "unverified", None, None
    session.add(company)
    session.flush()
    with clock.frozen(NOON):
        assert company.id not in [one.id for one in checking.unchecked(session, 100)]
        verifying.verify_email(session, token_of(session), address="")
        assert company.id in [one.id for one in checking.unchecked(session, 100)]


def test_its_mails_say_nothing_any_more(session: Session, signed_up: int) -> None:
    """Whichever address they went to; those of others stay."""
    with clock.frozen(NOON + timedelta(minutes=2)):
        enrolling.change_address(session, VISIT, "new@sprout.test", address="")
        register(session, TYPED | {"email": "other@sprout.test"}, visit=OTHER)
        verifying.verify_email(session, token_of(session, "other@sprout.test"), address="")
    forget(session, NOON + MONTH + timedelta(minutes=2))

    sent = list(session.execute(select(Message).order_by(Message.id)).scalars())
    theirs = [one for one in sent if one.ref == f"user:{signed_up}"]
    assert [(one.to_email, one.values, one.state) for one in theirs] == [
        (None, {}, State.FAILED)
    ] * 2
    assert [one.values["name"] for one in mails(session, "other@sprout.test")] == ["김새싹"]
    assert "new@sprout.test" not in str([one.model_dump() for one in theirs])


def test_no_mail_can_go_to_an_address_that_was_left() -> None:
    assert not is_email(forgetting.left_address(5))


def test_nobody_can_stand_in_the_way(session: Session, signed_up: int) -> None:
    """A stranger who signs up with an address such as those that were left before keeps nothing
    from being forgotten, and tells 다른 이메일 쓰기 of nobody."""
    for number, form in enumerate(("{}@left.invalid", "#{}@left.invalid")):
        with clock.frozen(NOON), suppress(Invalid):
            typed = TYPED | {"email": form.format(signed_up)}
            register(session, typed, visit=secrets.sha256_text(f"stranger {number}"))
    with clock.frozen(NOON + timedelta(minutes=2)):
        enrolling.change_address(session, VISIT, "owner@hanbit.test", address="")
    assert forget(session, NOON + MONTH) == 2
    assert user_of(session) is None


def test_an_account_that_was_left_before_is_forgotten_all_the_same(
    session: Session, signed_up: int
) -> None:
    user = session.get_one(User, signed_up)
    user.email, user.is_active = f"{signed_up}@left.invalid", False
    session.add(user)
    session.flush()
    with clock.frozen(NOON + timedelta(minutes=2)):
        register(session, TYPED | {"email": user.email}, visit=OTHER)
    assert forget(session, NOON + MONTH) == 0
    assert forget(session, NOON + MONTH + MONTH) == 1
    assert session.get_one(User, signed_up).email == forgetting.left_address(signed_up)


def test_two_hundred_are_forgotten_in_few_statements(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        for number in range(20):
            typed = TYPED | {"email": f"v{number}@sprout.test"}
            register(session, typed, visit=secrets.sha256_text(f"v{number}"))
    asked: list[str] = []
    connection = session.connection()
    event.listen(connection, "before_cursor_execute", lambda *args: asked.append(args[2]))
    assert forget(session, NOON + MONTH) == 20
    assert len(asked) <= 12, asked
