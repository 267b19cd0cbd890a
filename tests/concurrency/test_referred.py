"""Changes of one account take turns; meanwhile others may write what refers to it."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlmodel import Session

from qnector.core import db
from qnector.core.actor import Actor
from qnector.domain.accounts import changing, passwords, people, pictures, sessions, social
from qnector.domain.accounts.models import LoginSession, Provider, User
from qnector.domain.accounts.social import Person
from qnector.domain.accounts.throttle import Try
from qnector.domain.audit import service as audit
from tests.world import World

SOON = 5  # seconds within which whoever need not wait is done
PERSON = Person(Provider.GOOGLE, "g-1", "owner@hanbit.test", is_email_verified=True)
MORE = replace(PERSON, provider=Provider.KAKAO, subject="k-1")


def change_password(session: Session, actor: Actor) -> None:
    own = select(LoginSession.id).where(LoginSession.user_id == actor.user_id)
    here = replace(actor, session_id=session.execute(own).scalar_one())
    changing.change_password(session, here, Try(MORE.email), "x", "여섯 마리 고래", "y")


VERBS: dict[str, Callable[[Session, Actor], object]] = {
    "password": change_password,
    "picture": lambda s, actor: pictures.set_picture(s, actor, "a" * 64),
    "reset": lambda s, actor: passwords.ask_reset(s, MORE.email),
    "equal e-mail": lambda s, actor: social.find_user(s, MORE),
    "unlink": lambda s, actor: social.unlink(s, actor, Provider.GOOGLE),
}


def get_ready(session: Session, actor: Actor) -> None:
    user = session.get_one(User, actor.user_id)
    user.email_verified_at, user.password_hash = datetime(2026, 2, 13, tzinfo=UTC), "x"
    session.flush()
    social.link(session, actor, PERSON)
    sessions.start_session(session, user, device="", address="", is_remembered=False)


def is_done_beside(holding: Callable[[Session], object], actor: Actor) -> bool:
    """Whether an act of somebody's is written before a transaction ends that changes somebody."""
    thread = threading.Thread(
        target=db.write_now, args=(audit.write, actor, "test.act", "test:beside"), daemon=True
    )
    with db.begin() as session:
        holding(session)
        thread.start()
        thread.join(SOON)
        is_done = not thread.is_alive()
    thread.join(60)
    return is_done


@pytest.mark.postgres
@pytest.mark.parametrize("kind", ["postgres"], indirect=True)
@pytest.mark.parametrize("verb", VERBS)
def test_who_changes_an_account_lets_its_owner_go_on(committed: World, verb: str) -> None:
    owner = committed.buyer
    db.write_now(get_ready, owner)

    assert is_done_beside(lambda session: VERBS[verb](session, owner), owner)


@pytest.mark.postgres
@pytest.mark.parametrize("kind", ["postgres"], indirect=True)
def test_who_switches_an_operator_off_lets_the_others_go_on(committed: World) -> None:
    operator = committed.operator
    db.write_now(lambda s: setattr(s.get_one(User, operator.user_id), "password_hash", "x"))

    def switch_off(session: Session) -> None:
        people.deactivate(session, operator, committed.buyer.user_id)

    assert is_done_beside(switch_off, operator)
