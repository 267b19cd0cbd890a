"""Writing the audit log, in the transaction of what it records.

Every company has a chain of its own: an entry's hash covers the hash before it. Many transactions
extend the same chain, so its head is locked last: what a transaction records is collected and
appended just before it commits, chain by chain in one order.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, event, insert, select, update
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.core.db import insert_or_ignore, touch
from qnector.domain.audit.models import AuditEntry, AuditHead

WAITING = "audit_entries"
MARKS = "audit_marks"  # how much was recorded when a savepoint began
INSERT = insert(AuditEntry.__table__)
ENTRY = AuditEntry.__table__.c
HEAD = AuditHead.__table__.c
# Made once: every order passes here, and making a statement costs as much as running it.
HELD = (
    select(HEAD.count, HEAD.hash)
    .where(HEAD.company_id == bindparam("chain"))
    .with_for_update(key_share=True)
)
MOVED = (
    update(AuditHead.__table__)
    .where(HEAD.company_id == bindparam("chain"))
    .values(count=bindparam("number"), hash=bindparam("last"))
)
OWN = 0  # the chain of the installation itself
TOPIC = "audit"
# Actions whose first word is none of the areas that a list is narrowed by.
AREAS = {
    "logout": "login",
    "reauth": "login",
    "session": "login",
    "social": "user",
    "category": "product",
    "stock": "product",
    "act_as": "operator",
}
LOOK = "look"  # the area of every act by which somebody read personal data in bulk


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
        "area": area_of(action),
        "action": action,
        "ref": ref[:80],
        "detail": detail[:500],
        "address": (address or (actor.address if actor else ""))[:45],
        "at": clock.now(),
    }
    session.info.setdefault(WAITING, []).append(entry)


def looked(session: Session, actor: Actor, what: str, company_id: int | None = None) -> bool:
    """Record that somebody read personal data in bulk: a list of people, a file of an export.

    Call it in a write transaction of its own when the list is shown; `what` names the list
    ("users", "outbox", "orders.export"), and `look.<what>` must have a name in labels.AUDIT_ACTION.
    `company_id` is whose data it was: an operator names the company looked at, or none when the
    list shows everybody's; for anybody else it is the own company. Written once for each actor,
    `what` and clock hour of Seoul, so it may be called at every load and refresh, and a day's looks
    are among that day's entries. Tells whether it wrote.
    """
    action = f"{LOOK}.{what}"
    whose = (company_id if actor.is_operator else actor.company_id) or None
    since = clock.seoul(clock.now()).replace(minute=0, second=0, microsecond=0)
    if _has_looked(session, actor, action, whose, since):
        return False
    write(session, actor, action, f"company:{whose or OWN}", company_id=whose)
    return True


def area_of(action: str) -> str:
    """What an action is about: `order` of `order.place`. Lists are narrowed by it."""
    first = action.partition(".")[0]
    return AREAS.get(first, first)


def settle(session: Session) -> None:
    """Append what was recorded to its chains; called before every commit."""
    waiting: list[dict[str, Any]] = session.info.pop(WAITING, [])
    if waiting:
        # What is still to be written must not wait behind the heads, which are locked last.
        session.flush()
        touch(session, OWN, TOPIC)
    waiting.sort(key=_chain_of)  # stable: within a chain the order stays
    for chain, entries in groupby(waiting, key=_chain_of):
        _append(session, chain, list(entries))
        touch(session, chain, TOPIC)


def hash_of(before: str, number: int, entry: Mapping[str, Any]) -> str:
    """The hash of an entry: sha256 over the hash before it and all that the entry says."""
    said = [entry[name] for name in _SAID] + [_moment(entry["at"])]
    text = _JSON.encode([before, number, *said])
    return hashlib.sha256(text.encode()).hexdigest()


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_SAID = ("company_id", "user_id", "acting_operator_id", "action", "ref", "detail", "address")


def _moment(at: datetime) -> int:
    """Microseconds since 1970, the same on both databases."""
    return int(at.timestamp() * 1_000_000 + 0.5)


def _chain_of(entry: dict[str, Any]) -> int:
    return entry["company_id"] or OWN


def _has_looked(
    session: Session, actor: Actor, action: str, whose: int | None, since: datetime
) -> bool:
    said = (actor.user_id, actor.acting_operator_id, action, whose)
    waiting: list[dict[str, Any]] = session.info.get(WAITING, [])
    if any(entry["at"] >= since and tuple(entry[n] for n in _LOOK) == said for entry in waiting):
        return True
    known = (
        ENTRY[name].is_(None) if value is None else ENTRY[name] == value
        for name, value in zip(_LOOK, said, strict=True)
    )
    statement = select(ENTRY.id).where(ENTRY.area == LOOK, *known, ENTRY.at >= since).limit(1)
    return session.connection().execute(statement).first() is not None


_LOOK = ("user_id", "acting_operator_id", "action", "company_id")


def _append(session: Session, chain: int, entries: Iterable[dict[str, Any]]) -> None:
    run = session.connection().execute
    head = run(HELD, {"chain": chain}).first()
    if head is None:
        begun = {"company_id": chain, "count": 0, "hash": ""}
        run(insert_or_ignore(session, AuditHead, ["company_id"]), begun)
        head = run(HELD, {"chain": chain}).one()
    number, before = head
    rows = []
    for entry in entries:
        number += 1
        before = hash_of(before, number, entry)
        rows.append({**entry, "number": number, "hash": before})
    run(INSERT, rows)
    run(MOVED, {"chain": chain, "number": number, "last": before})


@event.listens_for(Session, "before_commit")
def _settle(session: Session) -> None:
    # A savepoint that is released commits nothing yet.
    if not session.in_nested_transaction():
        settle(session)


@event.listens_for(Session, "after_transaction_create")
def _mark(session: Session, begun: SessionTransaction) -> None:
    if begun.nested:
        marks = session.info.setdefault(MARKS, {})
        marks[begun] = len(session.info.get(WAITING, ()))


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, undone: SessionTransaction) -> None:
    """What was recorded within a savepoint goes with it, what was recorded before it stays."""
    if undone.parent is None:
        session.info.pop(WAITING, None)
    elif undone.nested and WAITING in session.info:
        del session.info[WAITING][session.info[MARKS].pop(undone, 0) :]
