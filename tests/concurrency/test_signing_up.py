"""이메일 인증, 회원가입, links and forgetting of one account that cross: nobody takes it over,
nobody waits in a circle."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlmodel import Session

from qnector.core import clock, db, secrets
from qnector.core.actor import Role
from qnector.core.errors import Conflict, NotFound
from qnector.domain.accounts import (
    enrolling,
    forgetting,
    invites,
    passwords,
    registration,
    team,
    verifying,
)
from qnector.domain.accounts.invites import Answer
from qnector.domain.accounts.models import Company
from qnector.domain.messages.models import Kind
from tests.concurrency.buyers import at_once
from tests.concurrency.test_account import crossing
from tests.domain.accounts.signup import (
    CONFIRMED,
    EMAIL,
    HASH,
    OTHER,
    TYPED,
    VISIT,
    link_in,
    mails,
    register,
    token_of,
    user_of,
)
from tests.world import World

ROUNDS = 12
NEW = "new@sprout.test"
STRANGER = secrets.hash_password("a word of somebody else", cost=4)
GOOD = "바다에-뜬-달-07"


def sign_up(session: Session, visit: str = OTHER, email: str = EMAIL) -> None:
    """Somebody else, with the same address and another password."""
    typed = TYPED | {"email": email, "person": "남이름", "name": "남의회사"}
    registration.keep(session, visit, typed)
    claim = registration.claim_of(typed)
    enrolling.register(session, visit, STRANGER, CONFIRMED, claim, address="10.0.0.66")


def verify(token: str) -> Callable[[Session], str]:
    return lambda session: verifying.verify_email(session, token, address="")


def begun(email: str = EMAIL, visit: str = VISIT) -> str:
    """The link that went to somebody who signed up."""
    db.write_now(register, TYPED | {"email": email}, visit=visit)
    return db.read_now(token_of, email)


def is_whole(email: str = EMAIL) -> bool:
    """Whether a proven account is the one that its owner made."""

    def look(session: Session) -> bool:
        user = user_of(session, email)
        if user is None or user.email_verified_at is None:
            return True
        company = session.get_one(Company, user.company_id)
        return (user.password_hash, company.name) == (HASH, TYPED["name"])

    return db.read_now(look)


def test_who_signs_up_beside_the_proof_takes_nothing_over(committed: World) -> None:
    result = crossing(verify(begun()), sign_up)

    assert result is None, result
    assert is_whole()
    assert db.read_now(mails)[-1].kind is Kind.EMAIL_TAKEN


def test_a_link_proves_nothing_that_is_just_written_over(committed: World) -> None:
    token = begun()
    result = crossing(sign_up, verify(token))

    assert isinstance(result, NotFound), result
    assert db.read_now(user_of).email_verified_at is None


def test_proof_and_sign_up_at_once_never_wait_in_a_circle(committed: World) -> None:
    for number in range(ROUNDS):
        email, first, second = _three(number)
        token = begun(email, first)
        stranger = partial(db.write_now, sign_up, second, email)
        proven, written = at_once([partial(db.write_now, verify(token)), stranger])

        assert written is None, written
        assert proven == email or isinstance(proven, NotFound), proven
        assert is_whole(email)


def test_two_visits_that_change_places_never_wait_in_a_circle(committed: World) -> None:
    """Each takes the address of the other, and both still wait for their mail."""
    for number in range(ROUNDS):
        email, first, second = _three(number)
        begun(email, first)
        begun(f"x{email}", second)
        results = at_once([_change(first, f"x{email}"), _change(second, email)])

        assert [one for one in results if not isinstance(one, Conflict | None)] == []


def test_a_mail_that_is_sent_again_beside_it_never_waits_in_a_circle(committed: World) -> None:
    for number in range(ROUNDS):
        email, first, second = _three(number)
        with clock.frozen(clock.now() - timedelta(minutes=5)):
            begun(email, first)
        again = partial(db.write_now, verifying.send_again, first)
        away = _change(first, f"x{email}")
        results = at_once([again, away, partial(db.write_now, sign_up, second, email)])

        failures = (Conflict, NotFound, verifying.Wait)
        assert [one for one in results if one is not None and not isinstance(one, failures)] == []


def test_who_comes_second_to_a_free_address_learns_nothing_of_it(committed: World) -> None:
    begun()
    result = crossing(
        lambda session: register(session, TYPED | {"email": NEW}, visit=OTHER),
        lambda session: enrolling.change_address(session, VISIT, NEW, address=""),
    )
    # SQLite lets one in after the other: the second writes over what nobody has proven.
    assert result is None or isinstance(result, Conflict), result
    assert "이메일" not in getattr(result, "sentence", ""), "it says nothing of the address"


def test_who_is_just_signing_up_again_is_not_forgotten(committed: World) -> None:
    now = clock.now()
    with clock.frozen(now - timedelta(days=40)):
        begun()
    result = crossing(
        lambda session: register(session, visit=OTHER),
        lambda session: forgetting.forget_unproven(session, now),
    )
    assert result == 0, result
    assert db.write_now(verify(db.read_now(token_of))) == EMAIL


def test_who_signs_up_while_the_old_one_is_forgotten_begins_anew(committed: World) -> None:
    now = clock.now()
    with clock.frozen(now - timedelta(days=40)):
        begun()
    old = db.read_now(user_of).id
    result = crossing(
        lambda session: forgetting.forget_unproven(session, now),
        lambda session: register(session, visit=OTHER),
    )
    assert result is None, result
    assert db.write_now(verify(db.read_now(token_of))) == EMAIL
    assert db.read_now(user_of).id != old


def test_the_first_address_gets_no_link_to_an_account_that_is_just_leaving_it(
    committed: World,
) -> None:
    with clock.frozen(clock.now() - timedelta(minutes=5)):
        begun()
    before = len(db.read_now(mails))
    result = crossing(
        lambda session: enrolling.change_address(session, VISIT, NEW, address=""),
        lambda session: verifying.send_again_to(session, EMAIL),
    )
    assert result is None, result
    assert len(db.read_now(mails)) == before


def test_asking_for_a_new_password_while_one_is_set_never_waits_in_a_circle(
    committed: World,
) -> None:
    for number in range(ROUNDS):
        email, visit, _ = _three(number)
        begun(email, visit)
        db.write_now(passwords.ask_reset, email)
        token = link_in(db.read_now(mails, email)[-1]).partition("token=")[2]
        ask = partial(db.write_now, passwords.ask_reset, email)
        asked, done = at_once(
            [ask, partial(db.write_now, passwords.set_password, token, GOOD, HASH)]
        )

        assert asked is True, asked
        assert not isinstance(done, Exception) or isinstance(done, NotFound), done


@pytest.mark.parametrize("act", [team.resend, team.revoke])
def test_an_invitation_accepted_beside_it_never_waits_in_a_circle(
    committed: World, act: Callable[..., object]
) -> None:
    for number in range(ROUNDS):
        email = f"new{number}@hanbit.test"
        with clock.frozen(clock.now() - timedelta(minutes=5)):
            user_id = db.write_now(team.invite, committed.buyer, email, Role.STAFF)
        token = link_in(db.read_now(mails, email)[-1]).partition("token=")[2]
        answer = Answer("새 직원", GOOD, GOOD, has_agreed=True)
        results = at_once(
            [
                partial(db.write_now, invites.accept, token, answer, HASH),
                partial(db.write_now, act, committed.buyer, user_id),
            ]
        )
        failed = [one for one in results if isinstance(one, Exception)]
        assert len(failed) == 1, results
        assert isinstance(failed[0], Conflict | NotFound), failed


def _three(number: int) -> tuple[str, str, str]:
    names = (f"first {number}", f"second {number}")
    return (f"v{number}@sprout.test", *(secrets.sha256_text(one) for one in names))  # type: ignore[return-value]


def _change(visit: str, email: str) -> Callable[[], Any]:
    return partial(db.write_now, enrolling.change_address, visit, email, address="")
