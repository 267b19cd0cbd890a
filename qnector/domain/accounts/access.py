"""Reaching companies, users and sessions."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, or_, select, type_coerce
from sqlalchemy.orm import aliased
from sqlmodel import Session

from qnector.core.actor import Actor
from qnector.core.errors import NotFound
from qnector.domain.accounts.models import Company, LoginSession, User

INVITED = "초대를 받고 아직 들어오지 않은 사용자예요. 초대한 회사에서 초대를 다시 보낼 수 있어요."
# Asked as a range, "is suspended" is found in its index on both databases.
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What the guard asks before every event: everything about who is asking, in one row.
_ASKER: tuple[Any, ...] = (
    LoginSession.id,
    LoginSession.user_id,
    LoginSession.acting_operator_id,
    LoginSession.acting_reason,
    LoginSession.address,
    LoginSession.side,
    LoginSession.is_remembered,
    LoginSession.created_at,
    LoginSession.last_seen_at,
    LoginSession.reauthenticated_at,
    LoginSession.ended_at,
    User.company_id,
    User.role,
    User.is_operator,
    User.is_active,
    User.name.label("user_name"),
    Company.name.label("company_name"),
    Company.is_buyer,
    Company.is_seller,
    Company.suspended_at,
)
SESSION_BY_KEY: Select[Any] = (
    select(*_ASKER)
    .join(User, User.id == LoginSession.user_id)
    .outerjoin(Company, Company.id == User.company_id)
    .where(LoginSession.key_hash == bindparam("key_hash"))
)


def lock(session: Session, actor: Actor) -> None:
    """Hold the actor's company row until the transaction ends: what counts or names within a
    company (limits, codes) is then decided one after the other. SQLite has one writer anyway.

    The weaker lock lets orders refer to the company meanwhile: an order holds products and then
    refers to the company, an edit holds the company and then a product, and neither waits.
    """
    held = select(Company.id).where(Company.id == actor.company_id)
    session.execute(held.with_for_update(key_share=True))


def hold_people(session: Session, *which: ColumnElement[bool]) -> list[User]:
    """Users, as they are now, locked until the transaction ends.

    Everybody locks in one order, so that nobody waits in a circle: users, the lowest id first,
    then what is theirs (회원가입 under way, links, sessions). Who is to change one of these holds
    the user before.
    """
    held = select(User).where(or_(*which)).order_by(User.id).with_for_update(key_share=True)
    return list(session.execute(held, execution_options={"populate_existing": True}).scalars())


def hold_user(session: Session, user_id: int | None) -> User:
    """One of them. Raises NotFound."""
    for user in hold_people(session, User.__table__.c.id == user_id):
        return user
    raise NotFound("사용자를 찾을 수 없어요.")


def is_invited(user: User) -> bool:
    """Whether somebody was invited and has not come: their only way in asks for consent."""
    return not user.password_hash and user.email_verified_at is None


def signed_in_companies(among: Select[tuple[int]] | None = None) -> Select[tuple[int]]:
    """A select of the companies with somebody signed in: whom to wake when it concerns many."""
    found = (
        select(User.company_id)
        .join(LoginSession, LoginSession.user_id == User.id)
        .where(LoginSession.ended_at.is_(None), User.company_id.is_not(None))
        .distinct()
    )
    return found if among is None else found.where(User.company_id.in_(among))


def is_open(company_id: Any) -> ColumnElement[bool]:
    """Whether the operator has not suspended a company; `company_id` is a column or an id."""
    asked: Any = aliased(Company)
    return type_coerce(company_id, Integer).not_in(
        select(asked.id).where(asked.suspended_at > EPOCH)
    )


def company(session: Session, actor: Actor) -> Company:
    """The actor's own company. Raises NotFound."""
    found = session.get(Company, actor.company_id)
    if found is None:
        raise NotFound
    return found


def seller(session: Session, company_id: int) -> Company:
    """A company that sells: buyers may know of it before they trade. Raises NotFound.

    One that the operator suspended, or whose owner never confirmed it, is as good as not there.
    """
    found = session.get(Company, company_id)
    if found is None or not found.is_seller or found.suspended_at is not None:
        raise NotFound("판매자를 찾을 수 없어요.")
    if not found.is_confirmed:
        raise NotFound("판매자를 찾을 수 없어요.")
    return found
