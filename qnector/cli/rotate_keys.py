"""Sealing everything anew under the newest secret, so that an older one can be thrown away."""

from collections.abc import Callable

from sqlmodel import Session

from qnector.cli import serve
from qnector.core import db, settings
from qnector.core.errors import NotAllowed
from qnector.domain.accounts import bank
from qnector.domain.messages import resealing as mails
from qnector.domain.services import service as services

HELP = """
To change the secret of a server:
  1. Set QNECTOR_SECRET_KEY to the new secret (or change the file that QNECTOR_SECRET_KEY_FILE
     or data/secret.key is) and QNECTOR_OLD_SECRET_KEYS to the old one; restart the server.
     What the old secret sealed can still be opened.
  2. Run this command. It seals everything anew, in one transaction, or nothing.
  3. Unset QNECTOR_OLD_SECRET_KEYS and restart. The old secret opens nothing any more.
Nobody is signed out. Who is on the way to Google or Kakao at that moment starts again, and so
does who has signed up, waits for the mail and wants it at another address.
"""
LOST = (
    "Nothing was changed: not all of the {name} can be opened. Give the secret that sealed them in"
    " QNECTOR_OLD_SECRET_KEYS too, or have them entered anew."
)
LOST_ACCOUNTS = (
    "Nothing was changed: the bank account of company {whose} cannot be opened. Give the secret"
    " that sealed it in QNECTOR_OLD_SECRET_KEYS too, or let an owner of the company enter it anew,"
    " or empty it, at 회사 설정, and run this again."
)
MOST_NAMED = 10
WHAT = (
    ("keys of outside services", services.reseal),
    ("bank accounts", bank.reseal),
    ("links in mails that wait", mails.reseal),
)


def rotate() -> list[tuple[str, int]]:
    """What was sealed anew, and how many of each. Raises NotAllowed when one cannot be opened."""
    serve.ensure_key(settings.current())
    return db.write_now(_rotate)


def lost_accounts(whose: list[tuple[int, str]]) -> str:
    """Which companies' accounts stop it, and what to do."""
    named = ", ".join(f"{number} ({name})" for number, name in whose[:MOST_NAMED])
    more = len(whose) - MOST_NAMED
    return LOST_ACCOUNTS.format(whose=f"{named} and of {more} more" if more > 0 else named)


def _rotate(session: Session) -> list[tuple[str, int]]:
    return [(name, _sealed_anew(session, name, reseal)) for name, reseal in WHAT]


def _sealed_anew(session: Session, name: str, reseal: Callable[[Session], int]) -> int:
    try:
        return reseal(session)
    except bank.Unreadable as refusal:
        raise NotAllowed(lost_accounts(refusal.whose)) from None
    except NotAllowed:
        raise NotAllowed(LOST.format(name=name)) from None
