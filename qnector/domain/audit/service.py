"""Writing the audit log, in the transaction of what it records."""

from sqlalchemy import insert
from sqlmodel import Session

from qnector.core import clock
from qnector.core.actor import Actor
from qnector.domain.audit.models import AuditEntry

INSERT = insert(AuditEntry.__table__)


def write(session: Session, actor: Actor | None, action: str, ref: str, detail: str = "") -> None:
    """Record an act. `actor` is None for somebody who is not signed in. No secrets in `detail`."""
    session.connection().execute(
        INSERT,
        {
            "company_id": (actor.company_id or None) if actor else None,
            "user_id": actor.user_id if actor else None,
            "acting_operator_id": actor.acting_operator_id if actor else None,
            "action": action,
            "ref": ref,
            "detail": detail[:500],
            "at": clock.now(),
        },
    )
