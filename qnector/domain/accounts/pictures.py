"""프로필 사진 and 직인: one each, kept under the hash of its file."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.db import touch
from qnector.core.errors import NotFound
from qnector.domain.accounts import access, rules
from qnector.domain.accounts.models import AccountPicture, User
from qnector.domain.accounts.profile import ACCOUNT
from qnector.domain.audit import service as audit


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as an address names it. SQLite gives the number of a row that is gone to the next
    one, and browsers keep a picture for ever: `version` tells them apart."""

    id: int
    version: str


def set_picture(session: Session, actor: Actor, sha256: str) -> None:
    """프로필 사진: the file under this hash is the actor's picture now."""
    rules.require_may(actor, "account.own")
    _lock_user(session, actor)
    _replace(session, AccountPicture.user_id == actor.user_id, sha256, user_id=actor.user_id)
    _tell(session, actor, "user.picture", f"user:{actor.user_id}")


def remove_picture(session: Session, actor: Actor) -> None:
    """No 프로필 사진 any more."""
    rules.require_may(actor, "account.own")
    _lock_user(session, actor)
    _replace(session, AccountPicture.user_id == actor.user_id)
    _tell(session, actor, "user.picture", f"user:{actor.user_id}", "삭제")


def set_seal(session: Session, actor: Actor, sha256: str) -> None:
    """직인: the file under this hash is the company's seal now."""
    rules.require_may(actor, "company.write")
    access.lock(session, actor)
    company_id = actor.company_id
    _replace(session, AccountPicture.company_id == company_id, sha256, company_id=company_id)
    _tell(session, actor, "company.seal", f"company:{company_id}")


def remove_seal(session: Session, actor: Actor) -> None:
    """No 직인 any more."""
    rules.require_may(actor, "company.write")
    access.lock(session, actor)
    _replace(session, AccountPicture.company_id == actor.company_id)
    _tell(session, actor, "company.seal", f"company:{actor.company_id}", "삭제")


def own_picture(session: Session, actor: Actor) -> Shown | None:
    """The actor's 프로필 사진, if there is one."""
    return _shown(session, AccountPicture.user_id == actor.user_id)


def own_seal(session: Session, actor: Actor) -> Shown | None:
    """The company's 직인, if there is one."""
    if not actor.company_id:
        return None
    return _shown(session, AccountPicture.company_id == actor.company_id)


def picture(
    session: Session, actor: Actor, picture_id: int, *, partners: Collection[int] = ()
) -> str:
    """The hash of a picture that the actor may look at. Raises NotFound.

    Its own, those of colleagues, the company's seal and those of `partners` in trade.
    """
    mine = AccountPicture.user_id == actor.user_id
    if actor.company_id:
        colleagues = select(User.id).where(User.company_id == actor.company_id)
        mine = mine | AccountPicture.user_id.in_(colleagues)
        mine = mine | AccountPicture.company_id.in_({actor.company_id, *partners})
    statement = select(AccountPicture.sha256).where(AccountPicture.id == picture_id, mine)
    found = session.execute(statement).scalar()
    if found is None:
        raise NotFound
    return found


def unknown(session: Session, hashes: Collection[str]) -> set[str]:
    """Which of these hashes (at most 500) belong to no person and no company."""
    statement = select(AccountPicture.sha256).where(AccountPicture.sha256.in_(hashes)).distinct()
    return set(hashes) - set(session.connection().execute(statement).scalars())


def _lock_user(session: Session, actor: Actor) -> None:
    """Two pictures sent at once take turns; each person has one."""
    session.execute(select(User.id).where(User.id == actor.user_id).with_for_update(key_share=True))


def _replace(session: Session, whose: ColumnElement[bool], sha256: str = "", **owner: int) -> None:
    session.execute(delete(AccountPicture).where(whose))
    if sha256:
        session.add(AccountPicture(sha256=sha256, created_at=clock.now(), **owner))
        session.flush()


def _shown(session: Session, whose: ColumnElement[bool]) -> Shown | None:
    found = session.execute(select(AccountPicture.id, AccountPicture.sha256).where(whose)).first()
    return Shown(found.id, found.sha256[:12]) if found else None


def _tell(session: Session, actor: Actor, action: str, ref: str, detail: str = "") -> None:
    touch(session, actor.company_id, ACCOUNT)
    audit.write(session, actor, action, ref, detail)
