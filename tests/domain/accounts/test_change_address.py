"""다른 이메일 쓰기: another address, and nothing else, in the place of the first."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.errors import Conflict, Invalid, NotFound
from qnector.domain.accounts import enrolling, passwords, registration, verifying
from qnector.domain.accounts.checking import Check, Standing
from qnector.domain.accounts.models import Company, Verification
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from tests.domain.accounts.signup import (
    EMAIL,
    HASH,
    NOON,
    TYPED,
    VISIT,
    link_in,
    mails,
    register,
    user_of,
)
from tests.domain.accounts.signup import token_of as newest
from tests.world import World

NEW, TAKEN = "new@sprout.test", "owner@hanbit.test"
LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def token(session: Session, world: World) -> str:
    """The link that went to the first address."""
    with clock.frozen(NOON):
        register(session)
        return newest(session)


def keep(session: Session, **typed: str) -> None:
    with clock.frozen(LATER):
        registration.keep(session, VISIT, typed)


def change(session: Session, to: str = NEW) -> None:
    with clock.frozen(LATER):
        enrolling.change_address(session, VISIT, to, address="10.0.0.9")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "남의회사"),
        ("business_number", "2208162517"),
        ("representative_name", "남의대표"),
        ("opened_on", "20210101"),
    ],
)
def test_no_other_company_is_confirmed_by_the_first_ones_answer(
    session: Session, token: str, field: str, value: str
) -> None:
    keep(session, **{field: value})

    with pytest.raises((Conflict, Invalid)):
        change(session)
    assert user_of(session, NEW) is None
    company = session.get_one(Company, user_of(session).company_id)
    assert company.name == TYPED["name"]
    assert company.verification is Verification.VERIFIED


def test_a_business_that_has_closed_since_is_refused(session: Session, token: str) -> None:
    with clock.frozen(LATER):
        registration.keep_check(session, VISIT, Check(Standing.CLOSED, None, "폐업자"))

    with pytest.raises(Invalid, match="폐업"):
        change(session)


@pytest.mark.parametrize(
    ("field", "value"),
    [("person", "당첨! evil.example/win"), ("person", ""), ("terms", ""), ("side", "operator")],
)
def test_what_the_first_sign_up_asks_for_is_asked_again(
    session: Session, token: str, field: str, value: str
) -> None:
    keep(session, **{field: value})

    with pytest.raises(Invalid):
        change(session)
    assert mails(session, NEW) == []


@pytest.mark.parametrize("to", [NEW, TAKEN])
def test_the_first_address_says_nothing_of_the_second(
    session: Session, token: str, to: str
) -> None:
    """Whoever reads the first mailbox, a stranger or the one who asks, learns neither the new
    address nor whether it has an account."""
    change(session, to)

    assert user_of(session) is None
    assert verifying.owner_of_link(session, token) is None
    with clock.frozen(LATER):
        assert not passwords.ask_reset(session, EMAIL)
        with pytest.raises(NotFound):
            verifying.verify_email(session, token, address="")


@pytest.mark.parametrize("to", [NEW, TAKEN])
def test_the_first_address_can_sign_up_anew(session: Session, token: str, to: str) -> None:
    change(session, to)
    with clock.frozen(LATER):
        register(session, visit="b" * 64)
        assert verifying.verify_email(session, newest(session), address="") == EMAIL


def test_a_new_password_asked_for_at_the_first_address_proves_no_other(
    session: Session, token: str
) -> None:
    with clock.frozen(LATER):
        assert passwords.ask_reset(session, EMAIL)
    reset = link_in(mails(session)[-1]).partition("token=")[2]
    change(session)

    with clock.frozen(LATER), pytest.raises(NotFound):
        passwords.set_password(session, reset, "바다에-뜬-달-07", HASH)
    assert user_of(session, NEW).email_verified_at is None


def test_a_stranger_at_the_left_address_does_not_tell_who_has_an_account(
    session: Session, token: str
) -> None:
    left = f"{user_of(session).id}@left.invalid"
    with clock.frozen(NOON):
        register(session, TYPED | {"email": left}, visit="c" * 64)

    change(session, TAKEN)
    assert mails(session, TAKEN)


def test_an_account_that_a_visit_leaves_is_recorded(session: Session, token: str) -> None:
    left = user_of(session)
    change(session, TAKEN)
    audit.settle(session)

    said = select(AuditEntry).where(AuditEntry.action == "user.abandon")
    entry = session.execute(said).scalar_one()
    assert (entry.ref, entry.company_id) == (f"user:{left.id}", left.company_id)
    assert entry.address == "10.0.0.9"
    assert TAKEN not in entry.detail
