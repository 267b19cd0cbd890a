"""Signing in: who gets in, what is told to whom, what is noted."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import Session

from qnector.core import clock
from qnector.domain.accounts import entering
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.entering import Entry
from qnector.domain.accounts.models import Company, LoginAttempt, LoginSession, Result, User
from qnector.domain.accounts.throttle import Throttled, Try
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from qnector.domain.messages.models import Kind, Message
from tests.world import World

NOON = datetime(2026, 2, 13, 3, tzinfo=UTC)
EMAIL = "owner@hanbit.test"
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/131.0.0.0 Safari/537.36"
)
HERE = Try(EMAIL, "203.0.113.1", CHROME)
HOME = Try(EMAIL, "203.0.113.1", CHROME, is_known_device=True)


def user_of(session: Session, email: str = EMAIL) -> User:
    found = accounts.find_login(session, email)
    assert found is not None
    return found


def enter(session: Session, one: Try = HERE, *, is_right: bool = True) -> Entry:
    proven = accounts.find_login(session, one.email) if is_right else None
    return entering.enter(session, one, proven).entry


def guess(session: Session, times: int, one: Try = HERE) -> None:
    """Wrong, each after the wait that the one before it brought."""
    for number in range(times):
        with clock.frozen(NOON + timedelta(minutes=16 * max(0, number - 4))):
            assert enter(session, one, is_right=False) is Entry.WRONG


def attempts(session: Session) -> list[LoginAttempt]:
    return list(session.execute(select(LoginAttempt).order_by(LoginAttempt.id)).scalars())


def mails(session: Session, kind: Kind) -> list[Message]:
    return list(session.execute(select(Message).where(Message.kind == kind)).scalars())


def acts(session: Session) -> list[str]:
    audit.settle(session)
    return list(session.execute(select(AuditEntry.action).order_by(AuditEntry.id)).scalars())


def test_it_signs_in_and_notes_from_where(session: Session, world: World) -> None:
    entered = entering.enter(session, HERE, user_of(session), is_remembered=True)

    assert entered.entry is Entry.IN
    (row,) = attempts(session)
    assert (row.result, row.device, row.provider) == (Result.SUCCESS, CHROME, "")
    assert (row.user_id, row.address) == (world.buyer.user_id, "203.0.113.1")
    signed_in = session.execute(select(LoginSession)).scalar_one()
    assert (signed_in.device, signed_in.is_remembered) == (CHROME, True)
    assert "login" in acts(session)


def test_the_reason_is_told_only_after_the_right_password(session: Session, world: World) -> None:
    for change, entry, result in (
        (update(User).values(email_verified_at=None), Entry.UNVERIFIED, Result.UNVERIFIED),
        (update(Company).values(suspended_at=NOON), Entry.SUSPENDED, Result.SUSPENDED),
        (update(User).values(is_active=False), Entry.SWITCHED_OFF, Result.SUSPENDED),
    ):
        session.execute(change)
        session.expire_all()
        assert enter(session, is_right=False) is Entry.WRONG
        assert enter(session) is entry
        assert attempts(session)[-1].result is result
    assert session.execute(select(LoginSession)).first() is None


def test_an_unknown_account_is_wrong(session: Session, world: World) -> None:
    assert enter(session, Try("nobody@hanbit.test")) is Entry.WRONG
    assert attempts(session)[0].user_id is None


def test_another_persons_proof_opens_nothing(session: Session, world: World) -> None:
    stranger = user_of(session, "owner@stranger.test")
    assert entering.enter(session, HERE, stranger).entry is Entry.WRONG


def test_a_password_that_changed_meanwhile_is_wrong(session: Session, world: World) -> None:
    before = User(**user_of(session).model_dump())
    session.execute(update(User).values(password_hash="new"))
    session.expire_all()

    assert entering.enter(session, HERE, before).entry is Entry.WRONG


def test_a_refusal_with_the_right_password_is_no_failed_guess(
    session: Session, world: World
) -> None:
    session.execute(update(User).values(email_verified_at=None))
    session.expire_all()
    for _ in range(9):
        assert enter(session) is Entry.UNVERIFIED


def test_strangers_who_guess_do_not_lock_out_who_is_at_home(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        for _ in range(5):
            enter(session, is_right=False)
        with pytest.raises(Throttled):
            enter(session)
        assert enter(session, HOME) is Entry.IN
        # and that does not give the strangers new tries
        with pytest.raises(Throttled):
            enter(session)


def test_a_known_browser_is_throttled_too(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        for _ in range(5):
            enter(session, HOME, is_right=False)
        with pytest.raises(Throttled):
            enter(session, HOME)
        assert enter(session, HERE) is Entry.IN


def test_an_address_full_of_failures_still_lets_a_known_browser_in(
    session: Session, world: World
) -> None:
    with clock.frozen(NOON):
        for number in range(50):
            enter(session, Try(f"{number}@hanbit.test", "203.0.113.1"), is_right=False)
        with pytest.raises(Throttled):
            enter(session)
        assert enter(session, HOME) is Entry.IN


def test_a_new_browser_is_told_by_mail_but_not_the_first(session: Session, world: World) -> None:
    enter(session)
    assert mails(session, Kind.NEW_DEVICE) == []
    enter(session, HOME)
    assert mails(session, Kind.NEW_DEVICE) == []
    enter(session, Try(EMAIL, "203.0.113.9", CHROME, place="부산, 대한민국"))
    (mail,) = mails(session, Kind.NEW_DEVICE)
    assert mail.to_email == EMAIL
    assert mail.values["device"] == "Windows · Chrome 브라우저"
    assert mail.values["place"] == "부산, 대한민국"


def test_a_failed_try_from_a_new_browser_is_told_to_nobody(session: Session, world: World) -> None:
    enter(session)
    enter(session, is_right=False)
    assert mails(session, Kind.NEW_DEVICE) == []


def test_who_is_guessed_at_is_warned_once_an_hour(session: Session, world: World) -> None:
    guess(session, 4)
    assert mails(session, Kind.LOGIN_BLOCKED) == []
    with clock.frozen(NOON):
        enter(session, is_right=False)
    audit.settle(session)
    assert len(mails(session, Kind.LOGIN_BLOCKED)) == 1
    # 61: only four of the last hour; 62: five again, and the warning is more than an hour ago.
    for minutes, count in ((2, 1), (20, 1), (40, 1), (61, 1), (62, 2)):
        with clock.frozen(NOON + timedelta(minutes=minutes)):
            enter(session, is_right=False)
        audit.settle(session)
        assert len(mails(session, Kind.LOGIN_BLOCKED)) == count, minutes
    entry = session.execute(
        select(AuditEntry).where(AuditEntry.action == "login.blocked").limit(1)
    ).scalar()
    assert entry.company_id == world.buyer.company_id
    assert entry.user_id is None


def test_nobody_is_warned_of_an_account_that_is_not(session: Session, world: World) -> None:
    guess(session, 6, Try("nobody@hanbit.test"))
    assert mails(session, Kind.LOGIN_BLOCKED) == []


def test_a_new_sign_in_ends_the_one_before(session: Session, world: World) -> None:
    from qnector.core.secrets import sha256_text

    first = entering.enter(session, HERE, user_of(session))
    entering.enter(session, HOME, user_of(session), old_owner=sha256_text(first.key))

    ended = session.execute(select(LoginSession.ended_at).order_by(LoginSession.id)).scalars().all()
    assert [moment is not None for moment in ended] == [True, False]


def test_a_wrong_proof_of_an_open_session_counts(session: Session, world: World) -> None:
    with clock.frozen(NOON):
        for _ in range(5):
            entering.refuse_proof(session, world.buyer, HOME)
        with pytest.raises(Throttled):
            entering.refuse_proof(session, world.buyer, HOME)


def test_the_reason_of_a_suspension(session: Session, world: World) -> None:
    assert entering.suspension_of(session, EMAIL) == ""
    session.execute(update(Company).values(suspended_at=NOON, suspended_reason="미납"))
    assert entering.suspension_of(session, EMAIL) == "미납"
    assert entering.suspension_of(session, "nobody@hanbit.test") == ""
