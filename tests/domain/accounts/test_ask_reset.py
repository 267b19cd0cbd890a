"""비밀번호 재설정: one use, 30 minutes, stored as a hash, all sessions end."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.actor import Role
from qnector.core.errors import Invalid, NotAllowed, NotFound
from qnector.domain.accounts import passwords, people, team
from qnector.domain.accounts import service as accounts
from qnector.domain.accounts.models import LinkKind, OneTimeLink, User
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry
from qnector.domain.messages.models import Kind, Message
from tests.world import World

NOON = datetime(2026, 2, 13, 3, tzinfo=UTC)
EMAIL = "owner@hanbit.test"
GOOD = "바다에-뜬-달-07"
HASH = "$2b$12$" + "x" * 53
RESETS = select(Message).where(Message.kind == Kind.RESET_PASSWORD)


def ask(session: Session, email: str = EMAIL, at: datetime = NOON) -> str:
    """The token that stands in the mail, or nothing."""
    with clock.frozen(at):
        if not passwords.ask_reset(session, email, address="203.0.113.1"):
            return ""
    row = session.execute(select(Message).order_by(Message.id.desc()).limit(1)).scalar_one()
    link = secrets.unseal(row.values["link"], place="message:link")
    return link.partition("token=")[2]


def test_36_a_link_is_good_once_and_ends_every_session(session: Session, world: World) -> None:
    user = session.get(User, world.buyer.user_id)
    keys = [
        accounts.start_session(session, user, device="", address="", is_remembered=True)
        for _ in range(2)
    ]
    token = ask(session, " OWNER@hanbit.test ")

    with clock.frozen(NOON + timedelta(minutes=29)):
        assert passwords.set_password(session, token, GOOD, HASH).password_hash == HASH
        with pytest.raises(NotFound):
            passwords.set_password(session, token, GOOD, HASH)
    for key in keys:
        assert accounts.session_of(session, secrets.sha256_text(key)).ended_at is not None
    audit.settle(session)
    assert {"user.ask_reset", "user.reset_password"} <= set(
        session.execute(
            select(AuditEntry.action).where(AuditEntry.company_id == world.buyer.company_id)
        ).scalars()
    )


def test_36_a_link_is_over_after_30_minutes(session: Session, world: World) -> None:
    token = ask(session)
    with clock.frozen(NOON + timedelta(minutes=30)), pytest.raises(NotFound):
        passwords.set_password(session, token, GOOD, HASH)


def test_36_no_usable_token_stands_in_the_database(session: Session, world: World) -> None:
    token = ask(session)
    link = session.execute(select(OneTimeLink)).scalar_one()
    mail = session.execute(RESETS).scalar_one()
    assert link.token_hash == secrets.sha256_text(token)
    assert token not in str(link.model_dump()) + str(mail.model_dump())


@pytest.mark.parametrize("email", ["nobody@hanbit.test", "", "x" * 300, "'; --"])
def test_an_unknown_address_gets_nothing(session: Session, world: World, email: str) -> None:
    assert ask(session, email) == ""
    assert session.execute(RESETS).first() is None


def test_who_was_switched_off_gets_nothing(session: Session, world: World) -> None:
    session.execute(update(User).values(is_active=False))
    assert ask(session) == ""


def test_who_was_invited_comes_in_by_the_invitation_only(session: Session, world: World) -> None:
    """It asks for name and consent; a new password would ask for neither."""
    with clock.frozen(NOON):
        user_id = team.invite(session, world.buyer, "new@hanbit.test", Role.STAFF)
    assert ask(session, "new@hanbit.test") == ""
    with pytest.raises(NotAllowed, match="초대"):
        people.send_reset(session, world.operator, user_id)
    assert session.execute(RESETS).first() is None


def test_an_account_gets_three_mails_an_hour(session: Session, world: World) -> None:
    tokens = [ask(session, at=NOON + timedelta(minutes=number)) for number in range(5)]
    assert [bool(token) for token in tokens] == [True] * 3 + [False] * 2
    assert ask(session, "owner@bada.test")
    assert ask(session, at=NOON + timedelta(minutes=61))


def test_a_new_link_replaces_those_before(session: Session, world: World) -> None:
    operator_made = accounts.make_link(session, LinkKind.SET_PASSWORD, world.buyer.user_id)
    old, new = ask(session), ask(session)
    with clock.frozen(NOON):
        for dead in (old, operator_made):
            with pytest.raises(NotFound):
                passwords.look_at_password_link(session, dead)
        assert passwords.look_at_password_link(session, new).email == EMAIL


def test_a_bad_password_leaves_the_link_unused(session: Session, world: World) -> None:
    token = ask(session)
    with clock.frozen(NOON):
        with pytest.raises(Invalid):
            passwords.set_password(session, token, "short", HASH)
        passwords.set_password(session, token, GOOD, HASH)


def test_a_link_that_came_by_mail_proves_the_address(session: Session, world: World) -> None:
    session.execute(update(User).values(email_verified_at=None, password_hash=HASH))
    session.expire_all()
    token = ask(session)
    with clock.frozen(NOON):
        passwords.set_password(session, token, GOOD, HASH)
    assert session.get(User, world.buyer.user_id).email_verified_at == NOON
    assert session.get(User, world.seller.user_id).email_verified_at is None


def test_the_owner_learns_of_a_change_but_not_of_a_first_password(
    session: Session, world: World
) -> None:
    def told() -> int:
        found = select(Message).where(Message.kind == Kind.PASSWORD_CHANGED)
        return len(session.execute(found).all())

    token = ask(session)
    with clock.frozen(NOON):
        passwords.set_password(session, token, GOOD, HASH)
    assert told() == 0
    token = ask(session)
    with clock.frozen(NOON):
        passwords.set_password(session, token, GOOD, HASH, device="curl")
    assert told() == 1


@pytest.mark.parametrize("kind", [LinkKind.VERIFY_EMAIL, LinkKind.INVITE])
def test_a_link_for_something_else_sets_no_password(
    session: Session, world: World, kind: LinkKind
) -> None:
    token = accounts.make_link(session, kind, world.buyer.user_id)
    with pytest.raises(NotFound):
        passwords.set_password(session, token, GOOD, HASH)


def test_33_a_long_password_with_spaces_is_taken(session: Session, world: World) -> None:
    token = ask(session)
    with clock.frozen(NOON):
        passwords.set_password(session, token, "긴 문장도 비밀번호가 되고 " * 7, HASH)
