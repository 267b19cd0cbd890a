"""배송지: a user's address book."""

from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.errors import Conflict, Invalid
from qnector.domain.accounts import rules as who
from qnector.domain.audit import service as audit
from qnector.domain.orders import access
from qnector.domain.orders.models import Address

MOST = 50


@dataclass(frozen=True, slots=True)
class AddressInput:
    """Where goods go. Raises Invalid, with the field it belongs to."""

    recipient: str
    phone: str
    postal_code: str
    street: str
    detail: str = ""
    is_default: bool = False

    def __post_init__(self) -> None:
        for name in ("recipient", "phone", "postal_code", "street", "detail"):
            object.__setattr__(self, name, getattr(self, name).strip())
        object.__setattr__(self, "phone", "".join(c for c in self.phone if c not in "- ."))
        _need(
            self.recipient and len(self.recipient) <= 50, "받는 사람을 입력해 주세요.", "recipient"
        )
        _need(
            self.phone.isascii() and self.phone.isdecimal() and 8 <= len(self.phone) <= 12,
            "연락처를 다시 확인해 주세요. 예: 010-1234-5678",
            "phone",
        )
        _need(
            self.postal_code.isascii()
            and self.postal_code.isdecimal()
            and len(self.postal_code) == 5,
            "우편번호 다섯 자리를 입력해 주세요.",
            "postal_code",
        )
        _need(self.street and len(self.street) <= 200, "주소를 입력해 주세요.", "street")
        _need(len(self.detail) <= 100, "상세 주소는 100자까지 쓸 수 있어요.", "detail")


def addresses(session: Session, actor: Actor) -> list[Address]:
    """The whole book, the default first."""
    statement = (
        select(Address)
        .where(*access.own_addresses(actor))
        .order_by(Address.is_default.desc(), Address.id)
        .limit(MOST)
    )
    return list(session.execute(statement).scalars())


def default_address(session: Session, actor: Actor) -> Address | None:
    """Where goods go when nothing else is said."""
    found = addresses(session, actor)
    return found[0] if found else None


def add_address(session: Session, actor: Actor, given: AddressInput) -> int:
    """A new place; the first one is the default. Returns its id."""
    who.require_may(actor, "addresses.write")
    count = select(func.count()).where(*access.own_addresses(actor))
    held = session.execute(count).scalar_one()
    if held >= MOST:
        raise Conflict(f"배송지는 {MOST}개까지 저장할 수 있어요.")
    made = Address(user_id=actor.user_id, recipient="", phone="", postal_code="", street="")
    made_id = _store(session, actor, made, given, is_default=given.is_default or held == 0)
    audit.write(session, actor, "address.add", f"address:{made_id}")
    return made_id


def edit_address(session: Session, actor: Actor, address_id: int, given: AddressInput) -> None:
    """Change a place; orders keep the address they were placed with."""
    who.require_may(actor, "addresses.write")
    found = access.address(session, actor, address_id)
    _store(session, actor, found, given, is_default=given.is_default or found.is_default)
    audit.write(session, actor, "address.edit", f"address:{address_id}")


def set_default(session: Session, actor: Actor, address_id: int) -> None:
    """기본 배송지: from now on goods go here. Raises NotFound."""
    who.require_may(actor, "addresses.write")
    found = access.address(session, actor, address_id)
    session.execute(update(Address).where(*access.own_addresses(actor)).values(is_default=False))
    session.refresh(found)
    found.is_default = True
    session.add(found)
    session.flush()
    audit.write(session, actor, "address.default", f"address:{address_id}")


def remove_address(session: Session, actor: Actor, address_id: int) -> None:
    """Take a place out of the book; the next one becomes the default."""
    who.require_may(actor, "addresses.write")
    found = access.address(session, actor, address_id)
    found.retired_at = clock.now()
    was_default, found.is_default = found.is_default, False
    session.add(found)
    session.flush()
    rest = addresses(session, actor)
    if was_default and rest:
        rest[0].is_default = True
        session.add(rest[0])
    audit.write(session, actor, "address.remove", f"address:{address_id}")


def _store(
    session: Session, actor: Actor, address: Address, given: AddressInput, *, is_default: bool
) -> int:
    if is_default:
        session.execute(
            update(Address).where(*access.own_addresses(actor)).values(is_default=False)
        )
    for name in ("recipient", "phone", "postal_code", "street", "detail"):
        setattr(address, name, getattr(given, name))
    address.is_default = is_default
    session.add(address)
    session.flush()
    return address.id or 0


def _need(holds: object, sentence: str, field: str) -> None:
    if not holds:
        raise Invalid(sentence, field=field)
