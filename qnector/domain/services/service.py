"""Keeping the keys of outside services: sealed in the database, or from the environment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import Session

from qnector.core import clock, secrets, settings
from qnector.core.actor import Actor
from qnector.core.db import touch
from qnector.core.errors import Invalid, NotAllowed, NotFound
from qnector.domain.audit import service as audit
from qnector.domain.services.models import ServiceKey
from qnector.domain.services.rules import BY_NAME, PROBLEMS, SLOTS, problem

DESK = 0  # the operators' screens listen where the companies have their id
TOPIC = "services"


@dataclass(frozen=True, slots=True)
class KeyState:
    """Whether a value is there and where from ("console", "environment", ""), never the value.

    `is_readable` is False when it was sealed under a secret that is not known any more.
    """

    name: str
    source: str
    is_readable: bool = True
    updated_at: datetime | None = None
    updated_by: int | None = None
    shown: str = ""


def values(session: Session) -> dict[str, str]:
    """Every value by name, "" where there is none. The console's come before the environment's.

    What cannot be opened counts as missing; `states` says so to the operator.
    """
    config = settings.current()
    found = {slot.name: str(getattr(config, slot.setting)) for slot in SLOTS}
    for row in session.execute(select(ServiceKey)).scalars():
        opened = _opened(row)
        if opened and row.name in BY_NAME:
            found[row.name] = opened
    return found


def states(session: Session, actor: Actor) -> list[KeyState]:
    """What the operator's settings show of each value."""
    _require_operator(actor)
    config = settings.current()
    stored = {row.name: row for row in session.execute(select(ServiceKey)).scalars()}
    found = []
    for slot in SLOTS:
        row, given = stored.get(slot.name), str(getattr(config, slot.setting))
        opened = _opened(row) if row is not None else given
        found.append(
            KeyState(
                slot.name,
                "console" if row is not None else "environment" if given else "",
                bool(opened) or row is None,
                row.updated_at if row is not None else None,
                row.updated_by if row is not None else None,
                "" if slot.is_secret else opened,
            )
        )
    return found


def save(session: Session, actor: Actor, name: str, value: str) -> None:
    """Keep a value, sealed; "" takes it away, and the environment's counts again.

    Raises NotFound for a name that there is not, Invalid for one that is too long.
    """
    _require_operator(actor)
    if name not in BY_NAME:
        raise NotFound
    if why := problem(name, value):
        raise Invalid(PROBLEMS[why], field=name)
    session.execute(delete(ServiceKey).where(ServiceKey.name == name))
    if value:
        session.add(
            ServiceKey(
                name=name,
                sealed=secrets.seal(value, place=_place(name)),
                updated_at=clock.now(),
                updated_by=actor.user_id,
            )
        )
    audit.write(session, actor, "service.key", f"service:{name}", "등록" if value else "삭제")
    touch(session, DESK, TOPIC)


def forget(session: Session, actor: Actor, names: Sequence[str]) -> int:
    """Take values of the console away: the environment's count again. Says how many there were."""
    _require_operator(actor)
    held = session.execute(select(ServiceKey.name).where(ServiceKey.name.in_(names))).scalars()
    found = list(held)
    for name in found:
        save(session, actor, name, "")
    return len(found)


def reseal(session: Session) -> int:
    """Seal every value under the newest secret; says how many. Raises NotAllowed if one fails."""
    rows = list(session.execute(select(ServiceKey)).scalars())
    for row in rows:
        place = _place(row.name)
        row.sealed = secrets.seal(secrets.unseal(row.sealed, place=place), place=place)
        session.add(row)
    audit.write(session, None, "service.reseal", "service:all", f"{len(rows)}개")
    return len(rows)


def _opened(row: ServiceKey) -> str:
    try:
        return secrets.unseal(row.sealed, place=_place(row.name))
    except NotAllowed:
        return ""


def _place(name: str) -> str:
    return f"service:{name}"


def _require_operator(actor: Actor) -> None:
    if not actor.is_operator or actor.acting_operator_id is not None:
        raise NotAllowed
