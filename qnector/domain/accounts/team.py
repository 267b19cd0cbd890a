"""사용자 관리: the owner lets colleagues in, gives them roles, and hands the company over.

Exactly one owner, always: nobody is made one but by `transfer`, and the owner is neither switched
off nor given another role. The company's row is held meanwhile, and who asks is looked at anew
under it: two who do this at once take turns.
"""

from datetime import timedelta

from sqlalchemy import delete, func, select, update
from sqlmodel import Session

from qnector.core import clock, secrets, settings
from qnector.core.actor import Actor, Role
from qnector.core.db import changed_one, touch
from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany
from qnector.domain.accounts import access, rules, service
from qnector.domain.accounts.models import LinkKind, LoginAttempt, OneTimeLink, User
from qnector.domain.accounts.sessions import end_sessions_of
from qnector.domain.audit import service as audit
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import Kind

TOPIC = "users"
MOST_INVITES = 20  # that wait at the same time
RESEND_AFTER = timedelta(minutes=1)
MOST_MAILS = 5  # to one address in an hour, whoever invites
HOUR = timedelta(hours=1)
GIVEN = (Role.MANAGER, Role.STAFF)
ROLE_WORDS = {Role.OWNER: "대표", Role.MANAGER: "관리자", Role.STAFF: "직원"}
GONE = "사용자를 찾을 수 없어요."
MANAGED = "전용구매자는 다른 사용자를 초대할 수 없어요."
ONLY_BY_TRANSFER = "대표는 한 명이에요. 대표를 바꾸려면 대표 넘기기를 써 주세요."


def invite(session: Session, actor: Actor, email: str, role: Role) -> int:
    """초대: a mail with a link for 24 hours and one use. Returns the user's id.

    Raises Invalid for an address that is taken or is none, NotAllowed for 전용 구매자, TooMany
    while too many invitations wait or after five mails an hour to the address.
    """
    _require_owner(session, actor)
    company = access.company(session, actor)
    if company.managed_by is not None:
        raise NotAllowed(MANAGED)
    _require_given(role)
    if _waiting(session, actor) >= MOST_INVITES:
        raise TooMany(f"기다리는 초대가 {MOST_INVITES}건이에요. 먼저 초대를 취소해 주세요.")
    address = email.strip().lower()
    # The name is theirs to say; until then the address stands for it.
    user = service.add_user(
        session, company, email=address, name=address.partition("@")[0][:50] or "?", role=role
    )
    user.email_verified_at = None
    session.add(user)
    session.flush()
    _send(session, actor, user)
    audit.write(session, actor, "user.invite", f"user:{user.id}", ROLE_WORDS[role])
    return user.id or 0


def resend(session: Session, actor: Actor, user_id: int) -> str:
    """다시 보내기: a new link; the one before stops working. Returns the address. TooMany."""
    _require_owner(session, actor)
    user = _invited(session, actor, user_id)
    last = select(func.max(OneTimeLink.created_at)).where(
        OneTimeLink.user_id == user_id, OneTimeLink.kind == LinkKind.INVITE
    )
    sent_at = session.execute(last).scalar()
    if sent_at is not None and sent_at > clock.now() - RESEND_AFTER:
        raise TooMany("방금 초대 메일을 보냈어요. 1분 뒤에 다시 보내 주세요.")
    _send(session, actor, user)
    audit.write(session, actor, "user.invite_again", f"user:{user_id}")
    return user.email


def revoke(session: Session, actor: Actor, user_id: int) -> str:
    """초대 취소: the link opens nothing, and the address is free again. Returns the address."""
    _require_owner(session, actor)
    user = _invited(session, actor, user_id)
    session.execute(delete(OneTimeLink).where(OneTimeLink.user_id == user_id))
    # Somebody may have tried to sign in with the address; the tries stay for the throttle.
    session.execute(
        update(LoginAttempt).where(LoginAttempt.user_id == user_id).values(user_id=None)
    )
    session.delete(user)
    session.flush()
    audit.write(session, actor, "user.revoke_invite", f"user:{user_id}", user.email)
    touch(session, actor.company_id, TOPIC)
    return user.email


def change_role(session: Session, actor: Actor, user_id: int, role: Role) -> str:
    """관리자 or 직원, from the next thing they do on. Returns the name."""
    _require_owner(session, actor)
    _require_given(role)
    user = _member(session, actor, user_id)
    if user.role is role:
        return user.name
    said = f"{ROLE_WORDS[user.role]} → {ROLE_WORDS[role]}"
    _set(session, user, role=role)
    _tell(session, actor, "user.role", user, said)
    return user.name


def deactivate(session: Session, actor: Actor, user_id: int) -> str:
    """사용 중지: signed out everywhere at once. Returns the name."""
    _require_owner(session, actor)
    user = _member(session, actor, user_id)
    _set(session, user, is_active=False)
    end_sessions_of(session, user_id)
    _tell(session, actor, "user.deactivate", user)
    return user.name


def reactivate(session: Session, actor: Actor, user_id: int) -> str:
    """다시 사용. Returns the name."""
    _require_owner(session, actor)
    user = _member(session, actor, user_id)
    _set(session, user, is_active=True)
    _tell(session, actor, "user.reactivate", user)
    return user.name


def transfer(session: Session, actor: Actor, user_id: int) -> str:
    """대표 넘기기: the actor is 관리자 from now on, the other the owner. Returns the name."""
    _require_owner(session, actor)
    user = _member(session, actor, user_id)
    if not user.is_active or user.email_verified_at is None:
        raise Conflict("지금 로그인할 수 있는 사용자에게만 대표를 넘길 수 있어요.")
    mine = session.get_one(User, actor.user_id)
    _set(session, mine, role=Role.MANAGER)
    _set(session, user, role=Role.OWNER)
    _tell(session, actor, "user.transfer", user, f"{mine.name} → {user.name}"[:200])
    return user.name


def _require_owner(session: Session, actor: Actor) -> None:
    """Raises NotAllowed unless the actor owns the company now, under its lock."""
    rules.require_may(actor, "users.write")
    access.lock(session, actor)
    role = select(User.role).where(
        User.id == actor.user_id, User.company_id == actor.company_id, User.is_active
    )
    if session.execute(role).scalar() is not Role.OWNER:
        raise NotAllowed


def _require_given(role: Role) -> None:
    if role not in GIVEN:
        raise Invalid(ONLY_BY_TRANSFER, field="role")


def _member(session: Session, actor: Actor, user_id: int) -> User:
    """A colleague who is not the owner. Raises NotFound, Conflict."""
    user = access.hold_user(session, user_id)
    if user.company_id != actor.company_id or not actor.company_id:
        raise NotFound(GONE)
    if user.role is Role.OWNER:
        raise Conflict(ONLY_BY_TRANSFER)
    return user


def _invited(session: Session, actor: Actor, user_id: int) -> User:
    """Somebody who was invited and has not come yet. Raises NotFound, Conflict."""
    user = _member(session, actor, user_id)
    if not access.is_invited(user):
        raise Conflict("이미 초대를 받아 들어온 사용자예요.")
    return user


def _waiting(session: Session, actor: Actor) -> int:
    statement = select(func.count()).where(
        User.company_id == actor.company_id,
        User.password_hash == "",
        User.email_verified_at.is_(None),
    )
    return int(session.execute(statement).scalar_one())


def _set(session: Session, user: User, **values: object) -> None:
    """Raises Conflict when it is so already: somebody was first."""
    is_other = [getattr(User, name).is_distinct_from(value) for name, value in values.items()]
    statement = update(User).where(User.id == user.id, *is_other).values(**values)
    if not changed_one(session, statement):
        raise Conflict("다른 사람이 먼저 바꿨어요. 바뀐 상태를 확인해 주세요.")
    session.refresh(user)


def _send(session: Session, actor: Actor, user: User) -> None:
    """Raises TooMany: whoever is invited may not even know this company."""
    sent = messages.count_to_person(session, user.email, [Kind.INVITE], clock.now() - HOUR)
    if sent >= MOST_MAILS:
        raise TooMany("이 주소로 초대 메일을 여러 번 보냈어요. 한 시간 뒤에 다시 보내 주세요.")
    inviter = session.get_one(User, actor.user_id)
    token = service.make_link(session, LinkKind.INVITE, user.id or 0)
    link = f"{settings.current().address}/auth/invite?token={token}"
    values = {
        "inviter": inviter.name,
        "company": access.company(session, actor).name,
        "link": secrets.seal(link, place="message:link"),
    }
    messages.write_mail(session, user.email, Kind.INVITE, f"user:{user.id}", values)
    touch(session, actor.company_id, TOPIC)


def _tell(session: Session, actor: Actor, action: str, user: User, said: str = "") -> None:
    audit.write(session, actor, action, f"user:{user.id}", said)
    touch(session, actor.company_id, TOPIC)
    touch(session, actor.company_id, "session")
