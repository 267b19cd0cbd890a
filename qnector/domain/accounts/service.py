"""Companies and users: made, signed in, let in by a link."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.actor import Actor, Role, Side
from qnector.core.db import changed_one
from qnector.core.errors import Invalid, NotAllowed, NotFound
from qnector.core.money import VatMode
from qnector.domain.accounts import rules
from qnector.domain.accounts.models import (
    Company,
    LinkKind,
    LoginAttempt,
    LoginSession,
    OneTimeLink,
    User,
)
from qnector.domain.audit import service as audit

LINK_LIVES = {
    LinkKind.SET_PASSWORD: timedelta(hours=24),
    LinkKind.VERIFY_EMAIL: timedelta(hours=24),
    LinkKind.INVITE: timedelta(hours=24),
}


@dataclass(frozen=True, slots=True)
class CompanyInput:
    """What a company says of itself. Raises Invalid for a wrong business number or no name."""

    name: str
    business_number: str
    is_buyer: bool = False
    is_seller: bool = False
    representative_name: str = ""
    business_type: str = ""
    business_item: str = ""
    postal_code: str = ""
    street: str = ""
    detail: str = ""
    phone: str = ""
    contact_email: str = ""
    managed_by: int | None = None
    vat_mode: VatMode = VatMode.INCLUDED
    shows_stock: bool = False

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise Invalid("상호를 입력해 주세요.", field="name")
        if not rules.is_business_number(self.business_number):
            raise Invalid("사업자등록번호를 다시 확인해 주세요.", field="business_number")
        if not (self.is_buyer or self.is_seller):
            raise Invalid("구매자와 판매자 중 하나 이상을 골라 주세요.", field="is_buyer")


def register_company(session: Session, given: CompanyInput) -> Company:
    """Make a company; it is 미확인 until the tax office is asked."""
    made = Company(
        **{name: getattr(given, name) for name in CompanyInput.__dataclass_fields__},
        created_at=clock.now(),
    )
    session.add(made)
    session.flush()
    audit.write(session, None, "company.register", f"company:{made.id}")
    return made


def add_user(
    session: Session,
    company: Company | None,
    *,
    email: str,
    name: str,
    role: Role = Role.STAFF,
    password_hash: str = "",
    is_operator: bool = False,
) -> User:
    """Make a login. Raises Invalid when the address is taken or is none."""
    address = email.strip().lower()
    if "@" not in address[1:-1] or len(address) > 254:
        raise Invalid("이메일 형식으로 입력해 주세요. 예: name@company.co.kr", field="email")
    if find_login(session, address) is not None:
        raise Invalid("이미 쓰고 있는 이메일이에요.", field="email")
    made = User(
        company_id=company.id if company else None,
        email=address,
        name=name,
        role=role,
        password_hash=password_hash,
        is_operator=is_operator,
        created_at=clock.now(),
        email_verified_at=clock.now(),
    )
    session.add(made)
    session.flush()
    audit.write(session, None, "user.add", f"user:{made.id}")
    return made


def find_login(session: Session, email: str) -> User | None:
    """The user of an address, for signing in only."""
    return session.execute(select(User).where(User.email == email.strip().lower())).scalar()


def home_side(session: Session, user: User) -> Side:
    """Where somebody starts: operators at theirs, buyers before sellers."""
    if user.is_operator:
        return Side.OPERATOR
    company = session.get(Company, user.company_id)
    return Side.BUYER if company is not None and company.is_buyer else Side.SELLER


def start_session(
    session: Session,
    user: User,
    *,
    device: str,
    address: str,
    is_remembered: bool,
    side: Side | None = None,
) -> str:
    """Sign somebody in; returns the key for the cookie. An operator is never remembered."""
    now, key = clock.now(), secrets.new_key()
    session.add(
        LoginSession(
            key_hash=secrets.sha256_text(key),
            user_id=user.id or 0,
            side=side or home_side(session, user),
            is_remembered=is_remembered and not user.is_operator,
            device=device[:300],
            address=address[:45],
            created_at=now,
            last_seen_at=now,
            reauthenticated_at=now,
        )
    )
    session.flush()
    return key


def end_session(session: Session, session_id: int) -> bool:
    """Sign a device out; tells whether it was signed in."""
    return changed_one(
        session,
        update(LoginSession)
        .where(LoginSession.id == session_id, LoginSession.ended_at.is_(None))
        .values(ended_at=clock.now()),
    )


def end_sessions_of(session: Session, user_id: int, *, but: int | None = None) -> None:
    """Sign out every device of a user, except one."""
    session.execute(
        update(LoginSession)
        .where(
            LoginSession.user_id == user_id,
            LoginSession.ended_at.is_(None),
            LoginSession.id != (but or 0),
        )
        .values(ended_at=clock.now())
    )


def switch_side(session: Session, actor: Actor, side: Side) -> None:
    """Go to the other side of the counter. Raises NotAllowed when the company has no such side."""
    company = session.get(Company, actor.company_id)
    has = {Side.BUYER: company and company.is_buyer, Side.SELLER: company and company.is_seller}
    if not has.get(side):
        raise NotAllowed("이 회사는 그 화면을 쓰지 않아요.")
    session.execute(
        update(LoginSession).where(LoginSession.id == actor.session_id).values(side=side)
    )


def touch_sessions(session: Session, session_ids: list[int], now: datetime) -> None:
    """Remember that these sessions were in use."""
    session.execute(
        update(LoginSession).where(LoginSession.id.in_(session_ids)).values(last_seen_at=now)
    )


def make_link(session: Session, kind: LinkKind, user_id: int) -> str:
    """A token that works once, until its time is over. Older ones of the kind stop working."""
    now, token = clock.now(), secrets.new_key()
    session.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.user_id == user_id,
            OneTimeLink.kind == kind,
            OneTimeLink.used_at.is_(None),
        )
        .values(used_at=now)
    )
    session.add(
        OneTimeLink(
            kind=kind,
            token_hash=secrets.sha256_text(token),
            user_id=user_id,
            created_at=now,
            expires_at=now + LINK_LIVES[kind],
        )
    )
    session.flush()
    return token


def look_at_link(session: Session, kind: LinkKind, token: str) -> User:
    """Whom a link is for, without using it. Raises NotFound when used, over or never made."""
    statement = (
        select(User)
        .join(OneTimeLink, OneTimeLink.user_id == User.id)
        .where(
            OneTimeLink.token_hash == secrets.sha256_text(token),
            OneTimeLink.kind == kind,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > clock.now(),
            User.is_active,
        )
    )
    user = session.execute(statement).scalar()
    if user is None:
        raise NotFound("링크를 이미 썼거나 시간이 지났어요. 새 링크를 받아 주세요.")
    return user


def set_password(session: Session, token: str, password: str, password_hash: str) -> User:
    """Use a set-password link. `password_hash` is of `password`; hashing is slow, do it before.

    Ends every session of the user. Raises NotFound for a dead link, Invalid for a bad password.
    """
    user = look_at_link(session, LinkKind.SET_PASSWORD, token)
    rules.check_password(password, email=user.email, name=user.name)
    used = update(OneTimeLink).where(
        OneTimeLink.token_hash == secrets.sha256_text(token), OneTimeLink.used_at.is_(None)
    )
    if not changed_one(session, used.values(used_at=clock.now())):
        raise NotFound
    user.password_hash = password_hash
    session.add(user)
    end_sessions_of(session, user.id or 0)
    audit.write(session, None, "user.set_password", f"user:{user.id}")
    return user


def has_operator(session: Session) -> bool:
    """Whether somebody can run this server: an active operator with a password."""
    statement = select(User.id).where(User.is_operator, User.is_active, User.password_hash != "")
    return session.execute(statement.limit(1)).first() is not None


def create_operator(session: Session, email: str) -> str:
    """Make an operator, or take one that has no password yet; returns a set-password token."""
    user = find_login(session, email)
    if user is not None and not user.is_operator:
        raise Invalid("이미 회사의 사용자로 쓰고 있는 이메일이에요.", field="email")
    if user is None:
        user = add_user(
            session, None, email=email, name="운영자", role=Role.OWNER, is_operator=True
        )
    return make_link(session, LinkKind.SET_PASSWORD, user.id or 0)


def prune(session: Session, now: datetime) -> int:
    """Forget sessions over for 30 days, attempts of 90 days ago, links past their end."""
    over = now - timedelta(days=30)
    doomed = (
        delete(LoginSession).where(
            or_(
                LoginSession.ended_at < over,
                LoginSession.created_at < now - rules.REMEMBERED_LONGEST - timedelta(days=30),
            )
        ),
        delete(LoginAttempt).where(LoginAttempt.at < now - timedelta(days=90)),
        delete(OneTimeLink).where(OneTimeLink.expires_at < over),
    )
    return sum(getattr(session.execute(one), "rowcount", 0) for one in doomed)
