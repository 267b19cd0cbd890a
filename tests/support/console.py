"""What lies in the operator's console, as an older version may have taken it."""

from qnector.core import clock, db, secrets
from qnector.domain.services.models import ServiceKey


def keep(name: str, value: str) -> None:
    """Seal a value unjudged, in place of the one before."""
    sealed = secrets.seal(value, place=f"service:{name}")
    row = ServiceKey(name=name, sealed=sealed, updated_at=clock.now())
    db.write_now(lambda session: session.merge(row))
