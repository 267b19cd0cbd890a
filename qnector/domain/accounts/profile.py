"""계정 설정: one's own name, and on which sides of the counter the company stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlmodel import Session

from qnector.core.actor import Actor, Role, Side
from qnector.core.db import touch
from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound
from qnector.domain.accounts import access, registration, rules
from qnector.domain.accounts.models import Company, LoginSession, User
from qnector.domain.audit import service as audit

MOST_NAME = 50
ACCOUNT = "account"  # the topic of names and pictures; sessions are told of under "session"
WORDS = {Side.BUYER: "구매자", Side.SELLER: "판매자"}


@dataclass(frozen=True, slots=True)
class Profile:
    """Who somebody is. An operator has no company and no sides."""

    email: str
    name: str
    role: Role
    sides: frozenset[Side]
    is_managed: bool
    has_password: bool


def profile(session: Session, actor: Actor) -> Profile:
    """The actor's own account. Raises NotFound."""
    user = _own(session, actor)
    company = session.get(Company, user.company_id) if user.company_id else None
    return Profile(
        email=user.email,
        name=user.name,
        role=user.role,
        sides=sides_of(company) if company else frozenset(),
        is_managed=bool(company and company.managed_by),
        has_password=user.password_hash != "",
    )


def sides_of(company: Company) -> frozenset[Side]:
    """The sides that a company has."""
    has = {Side.BUYER: company.is_buyer, Side.SELLER: company.is_seller}
    return frozenset(side for side, is_there in has.items() if is_there)


def rename(session: Session, actor: Actor, name: str) -> bool:
    """성명; tells whether it changed. Raises Invalid."""
    rules.require_may(actor, "account.own")
    user, given = _own(session, actor), rules.one_line(name)
    if not 1 <= len(given) <= MOST_NAME:
        raise Invalid(f"성명을 {MOST_NAME}자까지 입력해 주세요.", field="person_name")
    if given == user.name:
        return False
    if problem := registration.person_problem(given):
        raise Invalid(problem, field="person_name")
    user.name = given
    session.add(user)
    touch(session, actor.company_id, ACCOUNT)
    touch(session, actor.company_id, "users")
    audit.write(session, actor, "user.rename", f"user:{user.id}")
    return True


def change_sides(
    session: Session,
    actor: Actor,
    sides: frozenset[Side],
    *,
    open_orders: Mapping[Side, int],
    buyers: int,
) -> bool:
    """유형: whether the company buys, sells or both; tells whether it changed.

    `open_orders` counts per side what is not finished, `buyers` who may order from the company:
    as long as there are some, that side stays. Hold the company (`access.lock`) while counting.
    Who works on a side that goes is led to the other. Raises Conflict, NotAllowed for who is no
    owner and for 전용 구매자.
    """
    rules.require_may(actor, "company.write")
    access.lock(session, actor)
    company = access.company(session, actor)
    session.refresh(company)
    before, wanted = sides_of(company), sides & {Side.BUYER, Side.SELLER}
    if not wanted:
        raise Invalid("구매자와 판매자 중 하나 이상을 골라 주세요.", field="sides")
    if wanted == before:
        return False
    if company.managed_by is not None:
        raise NotAllowed("전용구매자는 유형을 바꿀 수 없어요.")
    for gone in before - wanted:
        _refuse_to_drop(gone, open_orders.get(gone, 0), buyers)
    company.is_buyer, company.is_seller = Side.BUYER in wanted, Side.SELLER in wanted
    session.add(company)
    session.flush()
    _lead_over(session, actor, before - wanted, wanted)
    touch(session, actor.company_id, "session")
    touch(session, actor.company_id, "company")
    said = "·".join(WORDS[side] for side in WORDS if side in wanted)
    audit.write(session, actor, "company.sides", f"company:{company.id}", said)
    return True


def _refuse_to_drop(side: Side, orders: int, buyers: int) -> None:
    """Raises Conflict while somebody still counts on this side."""
    if orders:
        raise Conflict(
            f"{WORDS[side]}로 진행 중인 주문이 {orders:,}건 있어요. 모두 끝난 뒤에 바꿔 주세요.",
            field="sides",
        )
    if side is Side.SELLER and buyers:
        raise Conflict(
            f"거래 중인 구매자가 {buyers:,}곳 있어요. 구매자 관리에서 거래를 중지한 뒤에"
            " 바꿔 주세요.",
            field="sides",
        )


def _lead_over(
    session: Session, actor: Actor, gone: frozenset[Side], left: frozenset[Side]
) -> None:
    """Sessions on a side that is gone stand on the other from now on."""
    if not gone:
        return
    people = select(User.id).where(User.company_id == actor.company_id)
    session.execute(
        update(LoginSession)
        .where(LoginSession.user_id.in_(people), LoginSession.side.in_(gone))
        .values(side=next(iter(left)))
        .execution_options(synchronize_session=False)
    )


def _own(session: Session, actor: Actor) -> User:
    user = session.get(User, actor.user_id)
    if user is None:
        raise NotFound
    return user
