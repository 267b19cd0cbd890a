"""The person who runs the server."""

from sqlmodel import Session

from qnector.core import db
from qnector.domain.accounts import service as accounts

FIRST = "operator@localhost"


def first_operator_link(address: str) -> str | None:
    """A one-time link that makes the first operator, or None when there is one."""
    token = db.write_now(_first)
    return f"{address}/auth/set-password?token={token}" if token else None


def create(email: str, address: str) -> str:
    """Make an operator without password; the link sets it, once, within 24 hours."""
    token = db.write_now(accounts.create_operator, email)
    return f"{address}/auth/set-password?token={token}"


def _first(session: Session) -> str | None:
    if accounts.has_operator(session):
        return None
    return accounts.create_operator(session, FIRST)
