"""회원가입 under way and the accounts it is about, held together.

Users first, then what was typed: who proves an address holds its account and then every visit that
waits for it.
"""

from typing import NamedTuple

from sqlmodel import Session

from qnector.core.errors import Conflict
from qnector.domain.accounts import access, registration
from qnector.domain.accounts.models import Registration, User

MOVED = "방금 다른 곳에서 바뀌었어요. 다시 한번 눌러 주세요."


class Held(NamedTuple):
    """A visit's row, who has the address it asks for, and the account it has made before."""

    row: Registration
    holder: User | None
    mine: User | None


def hold(session: Session, key_hash: str, email: str = "") -> Held:
    """Lock them until the transaction ends. Raises Conflict when the visit went on to another
    account meanwhile, NotFound without a visit."""
    made = registration.account_of(session, key_hash)
    users = User.__table__.c
    people = access.hold_people(session, users.email == email, users.id == made)
    row = registration.held(session, key_hash)
    if row.user_id not in (None, made):
        raise Conflict(MOVED)
    holder = next((one for one in people if one.email == email), None)
    mine = next((one for one in people if one.id == row.user_id), None)
    return Held(row, holder, mine)
