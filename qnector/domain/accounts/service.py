"""Companies and users: made, signed in, let in by a link."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from qnector.core import clock, secrets
from qnector.core.actor import Actor, Role, Side
from qnector.core.db import touch
from qnector.core.emails import is_email
from qnector.core.errors import Invalid, NotFound
from qnector.core.money import VatMode
from qnector.domain.accounts import access, rules
from qnector.domain.accounts.models import (
    Company,
    LinkKind,
    LoginAttempt,
    LoginSession,
    OneTimeLink,
    SocialErrand,
    User,
)
from qnector.domain.accounts.passwords import look_at_password_link, set_password
from qnector.domain.accounts.sessions import (
    end_other_sessions,
    end_session,
    end_sessions_of,
    home_side,
    rotate_session,
    session_of,
    start_session,
    switch_side,
    touch_sessions,
)
from qnector.domain.audit import service as audit

__all__ = [
    "CompanyInput",
    "add_user",
    "create_operator",
    "end_other_sessions",
    "end_session",
    "end_sessions_of",
    "find_login",
    "has_operator",
    "home_side",
    "look_at_link",
    "look_at_password_link",
    "make_link",
    "prune",
    "register_company",
    "rotate_session",
    "seller_by_email",
    "session_of",
    "set_password",
    "start_session",
    "switch_side",
    "touch_sessions",
]

LINK_LIVES = {
    LinkKind.SET_PASSWORD: timedelta(hours=24),
    LinkKind.VERIFY_EMAIL: timedelta(hours=24),
    LinkKind.INVITE: timedelta(hours=24),
}
DESK = 0  # the operators' screens listen where the companies have their id
LENGTHS = {
    "name": 100,
    "representative_name": 50,
    "business_type": 100,
    "business_item": 100,
    "postal_code": 5,
    "street": 200,
    "detail": 100,
    "phone": 20,
    "contact_email": 254,
}


@dataclass(frozen=True, slots=True)
class CompanyInput:
    """What a company says of itself; the number with or without hyphens. Raises Invalid."""

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
    opened_on: date | None = None
    managed_by: int | None = None
    vat_mode: VatMode = VatMode.INCLUDED
    shows_stock: bool = False

    def __post_init__(self) -> None:
        digits = self.business_number.strip().replace("-", "")
        object.__setattr__(self, "business_number", digits)
        object.__setattr__(self, "name", self.name.strip())
        if not self.name:
            raise Invalid("상호를 입력해 주세요.", field="name")
        if why := rules.company_name_problem(self.name):
            raise Invalid(why, field="name")
        for name, most in LENGTHS.items():
            if len(getattr(self, name)) > most:
                raise Invalid(f"{most}자까지 쓸 수 있어요.", field=name)
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
    audit.write(session, None, "company.register", f"company:{made.id}", company_id=made.id)
    touch(session, DESK, "companies")
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
    is_verified: bool = True,
) -> User:
    """Make a login; one that is not verified cannot be used yet.

    Raises Invalid when the address is taken or is none.
    """
    address = email.strip().lower()
    if not is_email(address):
        raise Invalid("이메일 형식으로 입력해 주세요. 예: name@company.co.kr", field="email")
    if not 1 <= len(name.strip()) <= 50:
        raise Invalid("이름을 50자까지 입력해 주세요.", field="name")
    made = User(
        company_id=company.id if company else None,
        email=address,
        name=name.strip(),
        role=role,
        password_hash=password_hash,
        is_operator=is_operator,
        created_at=clock.now(),
        email_verified_at=clock.now() if is_verified else None,
    )
    try:
        # UNIQUE is the judge: two who register at once must not both be told that it is free.
        with session.begin_nested():
            session.add(made)
    except IntegrityError:
        raise Invalid("이미 쓰고 있는 이메일이에요.", field="email") from None
    audit.write(session, None, "user.add", f"user:{made.id}", company_id=made.company_id)
    touch(session, DESK, "people")
    return made


def find_login(session: Session, email: str) -> User | None:
    """The user of an address, for signing in only."""
    return session.execute(select(User).where(User.email == email.strip().lower())).scalar()


def seller_by_email(session: Session, email: str) -> Actor:
    """Who acts for a seller without signing in: whoever runs the server says so.

    Raises NotFound unless the address is of an active user of a company that sells.
    """
    user = find_login(session, email)
    company = session.get(Company, user.company_id) if user and user.company_id else None
    if user is None or not user.is_active or company is None or not company.is_seller:
        raise NotFound("이 이메일의 판매자 사용자를 찾을 수 없어요.")
    return Actor(user.id or 0, company.id or 0, Side.SELLER, user.role)


def make_link(session: Session, kind: LinkKind, user_id: int) -> str:
    """A token that works once, until its time is over. Older ones of the kind stop working.

    Raises NotFound for nobody.
    """
    now, token = clock.now(), secrets.new_key()
    access.hold_user(session, user_id)
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
        raise NotFound(rules.DEAD_LINK)
    return user


def has_operator(session: Session) -> bool:
    """Whether somebody can run this server: an active operator with a password."""
    statement = select(User.id).where(User.is_operator, User.is_active, User.password_hash != "")
    return session.execute(statement.limit(1)).first() is not None


def create_operator(session: Session, email: str) -> str:
    """Make an operator, or let one that is there set a new password; returns the link's token."""
    user = find_login(session, email)
    if user is not None and not user.is_operator:
        raise Invalid("이미 회사의 사용자로 쓰고 있는 이메일이에요.", field="email")
    if user is None:
        user = add_user(
            session, None, email=email, name="운영자", role=Role.OWNER, is_operator=True
        )
    return make_link(session, LinkKind.SET_PASSWORD, user.id or 0)


def prune(session: Session, now: datetime) -> int:
    """Forget sessions over for 30 days, attempts of 90 days ago, dead links and errands."""
    over = now - timedelta(days=30)
    row = LoginSession
    doomed = (
        delete(row).where(
            or_(
                row.ended_at < over,
                # A borrowed one stays until its end is written.
                and_(
                    row.acting_from_id.is_(None),
                    or_(
                        and_(~row.is_remembered, row.created_at < over - rules.LONGEST),
                        row.created_at < over - rules.REMEMBERED_LONGEST,
                    ),
                ),
            )
        ),
        delete(LoginAttempt).where(LoginAttempt.at < now - timedelta(days=90)),
        # A link that is over still says who may have a new one.
        delete(OneTimeLink).where(OneTimeLink.expires_at < over),
        delete(SocialErrand).where(SocialErrand.expires_at < now),
    )
    return sum(
        getattr(session.execute(one.execution_options(synchronize_session=False)), "rowcount", 0)
        for one in doomed
    )
