import threading
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import clock, db
from qnector.core.errors import Conflict, Invalid, NotFound, TooMany
from qnector.domain.accounts import enrolling, passwords, registration, verifying
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import Company, LinkKind, Registration
from qnector.domain.accounts.verifying import Wait
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from qnector.domain.messages.models import Kind
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

TAKEN = "owner@hanbit.test"
NEW = "new@sprout.test"
LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def token(session: Session, world: World) -> str:
    with clock.frozen(NOON):
        register(session)
        return token_of(session)


def verify(session: Session, token: str) -> str:
    return verifying.verify_email(session, token, address="10.0.0.9")


def test_it_opens_account_and_company(session: Session, token: str) -> None:
    with clock.frozen(LATER):
        assert verify(session, token) == EMAIL

    user = user_of(session)
    assert user.email_verified_at == LATER
    assert session.get(Company, user.company_id).is_confirmed is True


def test_looking_uses_nothing_up_and_says_what_it_is_for(session: Session, token: str) -> None:
    with clock.frozen(LATER):
        for _ in range(3):
            found = verifying.look_at_link(session, token)
        assert (found.email, found.person, found.company) == (EMAIL, "김새싹", "새싹마트")
        verify(session, token)


def test_it_works_once(session: Session, token: str) -> None:
    with clock.frozen(LATER):
        verify(session, token)
        with pytest.raises(NotFound):
            verify(session, token)
        with pytest.raises(NotFound):
            verifying.look_at_link(session, token)


def test_it_works_for_a_day(session: Session, token: str) -> None:
    with clock.frozen(NOON + timedelta(hours=24)), pytest.raises(NotFound):
        verify(session, token)
    assert user_of(session).email_verified_at is None


@pytest.mark.parametrize("made_up", ["", "x", "' OR 1=1 --", "a" * 43])
def test_it_knows_no_made_up_token(session: Session, token: str, made_up: str) -> None:
    with clock.frozen(LATER), pytest.raises(NotFound):
        verify(session, made_up)


def test_it_takes_no_link_of_another_kind(session: Session, token: str) -> None:
    with clock.frozen(LATER):
        other = accounts.make_link(session, LinkKind.SET_PASSWORD, user_of(session).id)
        with pytest.raises(NotFound):
            verify(session, other)


def test_what_was_typed_is_forgotten_then(session: Session, token: str) -> None:
    with clock.frozen(LATER):
        verify(session, token)
        session.expire_all()
        row = session.execute(select(Registration)).scalar_one()
        draft = registration.look(session, VISIT)

    assert row.values == {"is_verified": True, "sent_to": EMAIL}
    assert draft.is_verified
    assert draft.values == {}


def test_it_is_audited(session: Session, token: str) -> None:
    with clock.frozen(LATER):
        verify(session, token)
    audit.settle(session)

    entry = session.execute(
        select(AuditEntry).where(AuditEntry.action == "user.verify_email")
    ).scalar_one()
    assert (entry.company_id, entry.address) == (user_of(session).company_id, "10.0.0.9")


def test_one_of_many_uses_it(committed: World) -> None:
    db.write_now(register)
    token = db.read_now(token_of)
    used: list[bool] = []

    def use() -> None:
        try:
            db.write_now(verifying.verify_email, token, address="")
        except NotFound:
            used.append(False)
        else:
            used.append(True)

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(used) == [False] * 3 + [True]


def test_a_new_mail_may_go_after_a_minute(session: Session, token: str) -> None:
    with clock.frozen(NOON + timedelta(seconds=59)), pytest.raises(Wait) as refusal:
        verifying.send_again(session, VISIT)
    assert refusal.value.seconds == 1
    with clock.frozen(NOON + timedelta(seconds=60)):
        verifying.send_again(session, VISIT)
        with pytest.raises(NotFound):
            verify(session, token)
        verify(session, token_of(session))


def test_a_taken_address_gets_its_word_again(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        register(session, TYPED | {"email": TAKEN})
    with clock.frozen(LATER):
        verifying.send_again(session, VISIT)

    assert [one.kind for one in mails(session, TAKEN)] == [Kind.EMAIL_TAKEN] * 2


def test_five_mails_an_hour_are_enough(session: Session, token: str) -> None:
    for minutes in range(2, 10, 2):
        with clock.frozen(NOON + timedelta(minutes=minutes)):
            verifying.send_again(session, VISIT)
    with clock.frozen(NOON + timedelta(minutes=20)), pytest.raises(TooMany):
        verifying.send_again(session, VISIT)
    assert len(mails(session)) == 5


@pytest.mark.parametrize("visit", [OTHER, "", "x"])
def test_who_has_sent_nothing_sends_nothing_again(session: Session, token: str, visit) -> None:
    with clock.frozen(LATER):
        with pytest.raises(NotFound):
            verifying.send_again(session, visit)
        with pytest.raises(NotFound):
            enrolling.change_address(session, visit, NEW, address="")


def test_another_address_takes_the_place_of_the_first(session: Session, token: str) -> None:
    with clock.frozen(LATER):
        enrolling.change_address(session, VISIT, f" {NEW.upper()} ", address="10.0.0.9")
        with pytest.raises(NotFound):
            verify(session, token)
        assert verify(session, token_of(session, NEW)) == NEW

    assert user_of(session) is None
    assert user_of(session, NEW).name == "김새싹"


def test_from_a_taken_address_to_a_free_one(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        register(session, TYPED | {"email": TAKEN})
        enrolling.change_address(session, VISIT, NEW, address="10.0.0.9")
        assert verify(session, token_of(session, NEW)) == NEW

    assert user_of(session, NEW).password_hash
    assert user_of(session, TAKEN).company_id == world.buyer.company_id


def test_from_a_free_address_to_a_taken_one(session: Session, token: str) -> None:
    with clock.frozen(LATER):
        enrolling.change_address(session, VISIT, TAKEN, address="10.0.0.9")
        assert registration.look(session, VISIT).sent_to == TAKEN
        with pytest.raises(NotFound):
            verify(session, token)

    assert [one.kind for one in mails(session, TAKEN)] == [Kind.EMAIL_TAKEN]


@pytest.mark.parametrize("email", ["", "nobody", "a@", EMAIL])
def test_it_refuses_an_address_that_is_none_or_the_same(session, token, email) -> None:
    with clock.frozen(LATER), pytest.raises(Invalid) as refusal:
        enrolling.change_address(session, VISIT, email, address="")
    assert refusal.value.field == "new_email"


def test_nothing_is_changed_after_it_was_proven(session: Session, token: str) -> None:
    with clock.frozen(LATER):
        verify(session, token)
        session.expire_all()
        with pytest.raises(Conflict):
            enrolling.change_address(session, VISIT, NEW, address="")
        with pytest.raises(Conflict):
            verifying.send_again(session, VISIT)


def test_the_login_page_sends_again_to_who_waits(session: Session, token: str) -> None:
    with clock.frozen(LATER):
        verifying.send_again_to(session, EMAIL.upper())
        assert len(mails(session)) == 2
        with pytest.raises(Wait):
            verifying.send_again_to(session, EMAIL)


@pytest.mark.parametrize("email", [TAKEN, "nobody@sprout.test", ""])
def test_it_sends_nothing_to_anybody_else(session: Session, token: str, email: str) -> None:
    verifying.send_again_to(session, email)

    assert mails(session, email) == []


def test_a_dead_link_still_says_whose_it_was(session: Session, token: str) -> None:
    with clock.frozen(NOON + timedelta(days=3)):
        assert verifying.owner_of_link(session, token).email == EMAIL
    assert verifying.owner_of_link(session, "made up") is None


def test_a_new_password_over_its_mail_proves_the_address_too(session, token) -> None:
    with clock.frozen(LATER):
        reset = passwords.make_reset_link(session, user_of(session))
        passwords.set_password(session, reset, "quiet evening bakery", "hash")

    user = user_of(session)
    assert user.email_verified_at == LATER
    assert session.get(Company, user.company_id).is_confirmed is True
