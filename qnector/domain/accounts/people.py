"""What the operator does with logins: 사용 중지, 다시 사용, links, sessions, further operators."""

from sqlalchemy import select, update
from sqlmodel import Session

from qnector.core import secrets, settings
from qnector.core.actor import Actor, Role
from qnector.core.db import changed_one, touch
from qnector.core.errors import Conflict, NotAllowed, NotFound
from qnector.domain.accounts import access, passwords, roster, rules, service, sessions
from qnector.domain.accounts.models import LinkKind, User
from qnector.domain.audit import service as audit
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Kind

DESK = 0  # the operators' screens listen where the companies have their id
ONESELF = "자신의 계정은 중지할 수 없어요. 다른 운영자에게 부탁해 주세요."
LAST_OPERATOR = "마지막 운영자는 중지할 수 없어요. 먼저 다른 운영자를 초대해 주세요."
TEAM = "큐넥터 운영팀"


def deactivate(session: Session, actor: Actor, user_id: int) -> str:
    """사용 중지: the user is signed out everywhere and cannot sign in. Returns the name.

    Raises NotAllowed for oneself and for the last operator who can sign in.
    """
    rules.require_may(actor, "people.write")
    # Held together, so that two operators do not switch each other off at the same time.
    operators = _lock_operators(session)
    user = _user(session, user_id)
    if user.id == actor.user_id:
        raise NotAllowed(ONESELF)
    if user.is_operator and not operators - {user.id}:
        raise NotAllowed(LAST_OPERATOR)
    _set_active(session, actor, user, is_active=False)
    sessions.end_sessions_of(session, user_id)
    return user.name


def reactivate(session: Session, actor: Actor, user_id: int) -> str:
    """다시 사용: the user may sign in again. Returns the name."""
    rules.require_may(actor, "people.write")
    user = _user(session, user_id)
    _set_active(session, actor, user, is_active=True)
    return user.name


def end_sessions(session: Session, actor: Actor, user_id: int) -> str:
    """모든 기기 로그아웃, but for the operator's own device. Returns the name."""
    rules.require_may(actor, "people.write")
    user = _user(session, user_id)
    sessions.end_sessions_of(session, user_id, but=actor.session_id)
    audit.write(session, actor, "user.end_sessions", f"user:{user_id}", company_id=user.company_id)
    touch(session, user.company_id or DESK, "session")
    return user.name


def send_reset(session: Session, actor: Actor, user_id: int) -> str:
    """A mail with a link that sets a new password. Returns its address.

    The operator never sees the link. Raises NotAllowed for who is switched off, or was
    invited and has not come yet.
    """
    rules.require_may(actor, "people.write")
    user = access.hold_user(session, user_id)
    if not user.is_active:
        raise NotAllowed("사용을 중지한 계정이에요. 먼저 다시 사용하도록 바꿔 주세요.")
    if access.is_invited(user):
        raise NotAllowed(access.INVITED)
    token = passwords.make_reset_link(session, user)
    values = {"email": user.email, "link": _sealed(token)}
    messages.write_mail(session, user.email, Kind.RESET_PASSWORD, f"user:{user_id}", values)
    audit.write(session, actor, "user.send_reset", f"user:{user_id}", company_id=user.company_id)
    return user.email


def invite_operator(session: Session, actor: Actor, email: str, name: str) -> str:
    """Another operator, by a mail with a link that sets the password. Returns the address.

    Who was invited and has no password yet gets a new link. Raises Invalid for an address that
    is taken.
    """
    rules.require_may(actor, "people.write")
    inviter = session.get_one(User, actor.user_id)
    found = service.find_login(session, email)
    is_waiting = found is not None and found.is_operator and not found.password_hash
    user = found if found is not None and is_waiting else service.add_user(
        session, None, email=email, name=name, role=Role.OWNER, is_operator=True
    )  # fmt: skip
    token = service.make_link(session, LinkKind.SET_PASSWORD, user.id or 0)
    values = {"inviter": inviter.name, "company": TEAM, "link": _sealed(token)}
    messages.write_mail(session, user.email, Kind.INVITE, f"user:{user.id}", values)
    audit.write(session, actor, "operator.invite", f"user:{user.id}")
    touch(session, DESK, "people")
    return user.email


def _user(session: Session, user_id: int) -> User:
    found = session.get(User, user_id, populate_existing=True)
    if found is None:
        raise NotFound(roster.NO_PERSON)
    return found


def _lock_operators(session: Session) -> set[int]:
    """The operators who can sign in, held until the transaction ends."""
    statement = (
        select(User.id)
        .where(User.is_operator, User.is_active, User.password_hash != "")
        .order_by(User.id)
        .with_for_update(key_share=True)
    )
    return {one for one in session.execute(statement).scalars() if one is not None}


def _set_active(session: Session, actor: Actor, user: User, *, is_active: bool) -> None:
    statement = update(User).where(User.id == user.id, User.is_active.is_not(is_active))
    if not changed_one(session, statement.values(is_active=is_active)):
        raise Conflict("다른 사람이 먼저 바꿨어요. 바뀐 상태를 확인해 주세요.")
    session.expire(user)
    action = "user.reactivate" if is_active else "user.deactivate"
    audit.write(session, actor, action, f"user:{user.id}", company_id=user.company_id)
    touch(session, user.company_id or DESK, "session")
    touch(session, DESK, "people")


def _sealed(token: str) -> str:
    """The whole link, readable only for the job that delivers it."""
    link = f"{settings.current().address}/auth/set-password?token={token}"
    return secrets.seal(link, place=passwords.LINK_PLACE)
