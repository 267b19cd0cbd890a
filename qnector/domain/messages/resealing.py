"""One-time links in mails that wait, sealed anew when the secret changes."""

from sqlalchemy import select, update
from sqlmodel import Session

from qnector.core import secrets
from qnector.core.errors import NotAllowed
from qnector.domain.messages import rules
from qnector.domain.messages.models import Kind, Message, State

WAITING = (State.PENDING, State.CLAIMED, State.FAILED, State.UNKNOWN)


def reseal(session: Session) -> int:
    """Seal the links of undelivered mails under the newest secret; says how many.

    One that cannot be opened stays as it is: its mail cannot be sent anyway, and the person asks
    for a new link.
    """
    kinds: list[Kind] = list(rules.LINK_LIVES)
    held = select(Message.id, Message.values).where(
        Message.kind.in_(kinds), Message.state.in_(WAITING)
    )
    done = 0
    for row in session.execute(held.with_for_update(key_share=True)).all():
        anew = _anew(str(row.values.get(rules.LINK, "")))
        if anew:
            values = {**row.values, rules.LINK: anew}
            session.execute(update(Message).where(Message.id == row.id).values(values=values))
            done += 1
    return done


def _anew(sealed: str) -> str:
    try:
        link = secrets.unseal(sealed, place=rules.LINK_PLACE)
    except NotAllowed:
        return ""
    return secrets.seal(link, place=rules.LINK_PLACE)
