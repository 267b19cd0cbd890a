"""What somebody with a hand in the database may do to a chain."""

from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session

from qnector.core.actor import Actor
from qnector.domain.audit import service as audit
from qnector.domain.audit.models import AuditEntry, AuditHead

TABLE = AuditEntry.__table__
HEADS = AuditHead.__table__


def fill(session: Session, actor: Actor, count: int) -> list[dict[str, Any]]:
    """A chain with exactly so many entries, as rows."""
    forget(session, actor.company_id)
    for number in range(count):
        audit.write(session, actor, f"order.act{number % 3}", f"order:{number}", f"사유 {number}")
    audit.settle(session)
    return entries(session, actor.company_id)


def entries(session: Session, company_id: int) -> list[dict[str, Any]]:
    mine = select(TABLE).where(TABLE.c.company_id == company_id).order_by(TABLE.c.number)
    return [dict(row) for row in session.connection().execute(mine).mappings()]


def forget(session: Session, company_id: int) -> None:
    run = session.connection().execute
    run(delete(TABLE).where(TABLE.c.company_id == company_id))
    run(delete(HEADS).where(HEADS.c.company_id == company_id))


def change(session: Session, row: dict[str, Any], **values: Any) -> None:
    session.connection().execute(update(TABLE).where(TABLE.c.id == row["id"]).values(**values))


def remove(session: Session, row: dict[str, Any]) -> None:
    session.connection().execute(delete(TABLE).where(TABLE.c.id == row["id"]))


def put_in(session: Session, row: dict[str, Any]) -> None:
    session.connection().execute(insert(TABLE).values(row))


def set_head(session: Session, company_id: int, **values: Any) -> None:
    session.connection().execute(
        update(HEADS).where(HEADS.c.company_id == company_id).values(**values)
    )
