"""Writing the audit log, in the transaction of what it records.

Every company has a chain of its own: an entry's hash covers the hash before it. Many transactions
extend the same chain, so its head is locked last: what a transaction records is collected and
appended just before it commits, chain by chain in one order.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import event, insert, select, update
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.db import insert_or_ignore
from qnector.domain.audit.models import AuditEntry, AuditHead

WAITING = "audit_entries"
INSERT = insert(AuditEntry.__table__)
HEAD = AuditHead.__table__.c
OWN = 0  # the chain of the installation itself


def write(
    session: Session,
    actor: Actor | None,
    action: str,
    ref: str,
    detail: str = "",
    *,
    company_id: int | None = None,
    address: str = "",
) -> None:
    """Record an act. `actor` is None for somebody who is not signed in. No secrets in `detail`.

    It goes into the chain of `company_id`, by default the actor's company: what an operator does
    to a company is written where that company's owner reads it.
    """
    entry = {
        "company_id": company_id or ((actor.company_id or None) if actor else None),
        "user_id": actor.user_id if actor else None,
        "acting_operator_id": actor.acting_operator_id if actor else None,
        "action": action,
        "ref": ref,
        "detail": detail[:500],
        "address": (address or (actor.address if actor else ""))[:45],
        "at": clock.now(),
    }
    session.info.setdefault(WAITING, []).append(entry)


def settle(session: Session) -> None:
    """Append what was recorded to its chains; called before every commit."""
    waiting: list[dict[str, Any]] = session.info.pop(WAITING, [])
    waiting.sort(key=_chain_of)  # stable: within a chain the order stays
    for chain, entries in groupby(waiting, key=_chain_of):
        _append(session, chain, list(entries))


def hash_of(before: str, number: int, entry: dict[str, Any]) -> str:
    """The hash of an entry: sha256 over the hash before it and all that the entry says."""
    said = [entry[name] for name in _SAID] + [_moment(entry["at"])]
    text = json.dumps([before, number, *said], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


_SAID = ("company_id", "user_id", "acting_operator_id", "action", "ref", "detail", "address")


def _moment(at: datetime) -> int:
    """Microseconds since 1970, the same on both databases."""
    return int(at.timestamp() * 1_000_000 + 0.5)


def _chain_of(entry: dict[str, Any]) -> int:
    return entry["company_id"] or OWN


def _append(session: Session, chain: int, entries: Iterable[dict[str, Any]]) -> None:
    run = session.connection().execute
    held = select(HEAD.count, HEAD.hash).where(HEAD.company_id == chain).with_for_update()
    head = run(held).first()
    if head is None:
        begun = {"company_id": chain, "count": 0, "hash": ""}
        run(insert_or_ignore(session, AuditHead, ["company_id"]), begun)
        head = run(held).one()
    number, before = head
    rows = []
    for entry in entries:
        number += 1
        before = hash_of(before, number, entry)
        rows.append({**entry, "number": number, "hash": before})
    run(INSERT, rows)
    run(
        update(AuditHead.__table__)
        .where(HEAD.company_id == chain)
        .values(count=number, hash=before)
    )


@event.listens_for(Session, "before_commit")
def _settle(session: Session) -> None:
    settle(session)


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, undone: SessionTransaction) -> None:
    # A savepoint that is undone leaves the transaction, and what it has recorded, as they were.
    if not undone.nested:
        session.info.pop(WAITING, None)
