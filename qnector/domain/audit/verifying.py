"""Verifying the audit log: whether each chain is whole, and where it is first broken.

A chain proves itself against its head. Against somebody who computes every hash anew, the head
included, only a backup that is kept elsewhere helps: its end must still be in the chain.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select, union
from sqlmodel import Session

from qnector.domain.audit.models import AuditEntry
from qnector.domain.audit.service import ENTRY, HEAD, OWN, area_of, hash_of

PAGE = 1000  # entries that are held at once


class Fault(StrEnum):
    """How a chain is broken."""

    NONE = ""
    CHANGED = "changed"  # an entry says something else than when it was written
    MISSING = "missing"  # entries were deleted, in the middle or at the end
    ADDED = "added"  # an entry was put in that the chain does not know


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far a chain was verified: `count` whole entries, and what is wrong with the next one.

    `number` and `entry_id` name the first broken entry; one that is missing has no id.
    """

    chain: int
    count: int = 0
    hash: str = ""
    last_id: int = 0
    fault: Fault = Fault.NONE
    number: int = 0
    entry_id: int | None = None
    is_done: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all of it was read and nothing is wrong."""
        return self.is_done and self.fault is Fault.NONE


def verify(session: Session, chain: int) -> Verdict:
    """Read a whole chain, some entries at a time; 0 is the installation's own. Slow."""
    found = Verdict(chain)
    while not found.is_done:
        found = step(session, found)
    return found


def verify_all(session: Session) -> Iterator[Verdict]:
    """Every chain there is, also one whose head is gone. Slow."""
    for chain in chains(session):
        yield verify(session, chain)


def step(session: Session, so_far: Verdict) -> Verdict:
    """Verify the next thousand entries; done at the end of the chain or at the first fault.

    Others may append meanwhile: what they add is verified too.
    """
    rows = session.connection().execute(_next(so_far)).all()
    if not rows:
        return _at_the_end(session, so_far)
    found = so_far
    for row in rows:
        found = _checked(found, row)
        if found.is_done:
            break
    return found


def length(session: Session, chain: int) -> int:
    """How many entries a chain has by its head."""
    counted = select(HEAD.count).where(HEAD.company_id == chain)
    return int(session.connection().execute(counted).scalar() or 0)


def chains(session: Session) -> list[int]:
    """The company of every chain, 0 for the installation's own."""
    known = union(select(HEAD.company_id), select(ENTRY.company_id))
    return sorted({company_id or OWN for (company_id,) in session.connection().execute(known)})


def of_chain(chain: int) -> ColumnElement[bool]:
    """The entries of one chain."""
    return ENTRY.company_id.is_(None) if chain == OWN else ENTRY.company_id == chain


def _next(so_far: Verdict) -> Any:
    # Two entries may carry one number, when somebody put one in: by number alone the second
    # could hide at a page's edge.
    after = or_(ENTRY.number > so_far.count, ENTRY.id > so_far.last_id)
    is_first = so_far.last_id == 0
    return (
        select(AuditEntry.__table__)
        .where(of_chain(so_far.chain))
        .where(*([] if is_first else [ENTRY.number >= so_far.count, after]))
        .order_by(ENTRY.number, ENTRY.id)
        .limit(PAGE)
    )


def _checked(so_far: Verdict, row: Row[Any]) -> Verdict:
    expected = so_far.count + 1
    if row.number > expected:
        return _broken(so_far, Fault.MISSING, expected)
    if row.number < expected:
        return _broken(so_far, Fault.ADDED, row.number, row.id)
    is_right = row.hash == hash_of(so_far.hash, expected, row._mapping)
    if not is_right or row.area != area_of(row.action):
        return _broken(so_far, Fault.CHANGED, expected, row.id)
    return replace(so_far, count=expected, hash=row.hash, last_id=row.id)


def _at_the_end(session: Session, so_far: Verdict) -> Verdict:
    head = (
        session.connection()
        .execute(select(HEAD.count, HEAD.hash).where(HEAD.company_id == so_far.chain))
        .first()
    )
    count, last = head or (0, "")
    if count > so_far.count:
        # Just appended by somebody, or cut off.
        if session.connection().execute(_next(so_far)).first() is not None:
            return so_far
        return _broken(so_far, Fault.MISSING, so_far.count + 1)
    if count < so_far.count:
        return _broken(so_far, Fault.ADDED, count + 1)
    if last != so_far.hash:
        return _broken(so_far, Fault.CHANGED, count, so_far.last_id or None)
    return replace(so_far, is_done=True)


def _broken(so_far: Verdict, fault: Fault, number: int, entry_id: int | None = None) -> Verdict:
    return replace(so_far, fault=fault, number=number, entry_id=entry_id, is_done=True)
