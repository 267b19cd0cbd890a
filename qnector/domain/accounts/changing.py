"""비밀번호 변경 by who is signed in: the other devices leave, this one gets a new key."""

from sqlmodel import Session

from qnector.core.actor import Actor
from qnector.core.db import touch
from qnector.core.errors import Conflict, NotFound
from qnector.domain.accounts import access, passwords, rules, throttle
from qnector.domain.accounts.models import User
from qnector.domain.accounts.sessions import Renewed, end_sessions_of, rotate_session
from qnector.domain.accounts.throttle import Try
from qnector.domain.audit import service as audit


def own_user(session: Session, actor: Actor) -> User:
    """Whose password it is. Raises NotFound, NotAllowed for an operator who acts as somebody."""
    rules.require_may(actor, "account.own")
    user = session.get(User, actor.user_id)
    if user is None:
        raise NotFound
    return user


def change_password(
    session: Session, actor: Actor, one: Try, before: str, password: str, password_hash: str
) -> Renewed:
    """A new password, and a new key for this session.

    `before` is the hash that the old password was compared with ("" where there was none),
    `password_hash` is of `password`: both are slow, do them before. Ends every other session, uses
    up links that set a password, tells the owner by mail. Raises Throttled, Invalid, Conflict when
    the password is another one meanwhile.
    """
    rules.require_may(actor, "account.own")
    # Asked again under the lock: guesses sent side by side count one after the other.
    throttle.refuse_if_throttled(
        session, one.email, one.address, is_known_device=one.is_known_device
    )
    user = access.hold_user(session, actor.user_id)
    if user.password_hash != before:
        raise Conflict("비밀번호가 방금 다른 곳에서 바뀌었어요. 다시 로그인해 주세요.")
    rules.check_password(password, email=user.email, name=user.name)
    user.password_hash = password_hash
    session.add(user)
    session.flush()
    passwords.use_up(session, actor.user_id)
    end_sessions_of(session, actor.user_id, but=actor.session_id)
    renewed = rotate_session(session, actor.session_id)
    passwords.tell_changed(session, user, device=one.device)
    audit.write(session, actor, "user.change_password", f"user:{actor.user_id}")
    touch(session, actor.company_id, "session")
    return renewed
