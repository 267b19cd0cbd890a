"""Messages for the tests of what people see of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.domain.messages import service as messages
from qnector.domain.messages.models import (
    Channel,
    Kind,
    Message,
    NotificationMark,
    NotificationRead,
    State,
)

VALUES = {"number": "20260213-000001", "buyer": "한빛상회", "seller": "바다식품"}


def nothing(session: Session) -> None:
    """Forget every message that building the market wrote."""
    for table in (NotificationRead, NotificationMark, Message):
        session.execute(delete(table))


def tell(
    session: Session,
    to: Actor,
    sender: Actor,
    kind: Kind = Kind.NEW_ORDER,
    *,
    at: datetime | None = None,
) -> int:
    """A message, inside and by mail; the id of the one inside."""
    with clock.frozen(at or clock.now()):
        messages.write(session, to.company_id, kind, "order:20260213-000001", VALUES,
                       sender=sender.company_id)  # fmt: skip
    newest = select(Message.id).where(Message.channel == Channel.IN_APP)
    return int(session.execute(newest.order_by(Message.id.desc()).limit(1)).scalar_one())


def fill(session: Session, count: int, **columns: Any) -> None:
    """So many rows at once."""
    now = clock.now()
    row = {
        "kind": Kind.NEW_ORDER, "channel": Channel.IN_APP, "ref": "order:1", "values": VALUES,
        "state": State.SENT, "next_at": now, "created_at": now, **columns,
    }  # fmt: skip
    session.connection().execute(insert(Message), [row] * count)
