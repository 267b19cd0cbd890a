"""Marks a mail that came back as failed: what a mail server's pipe calls."""

import os
import sys

from sqlalchemy.exc import DBAPIError

from qnector.core import db
from qnector.core.settings import Misconfigured
from qnector.domain.messages import service as messages
from qnector.outside import bounce
from qnector.outside.bounce import NoBounce

HELP = """\
Give it one mail on its standard input, as a mail server's pipe does:

  python -m qnector record-bounce < mail.eml

It reads delivery status notifications (RFC 3464), finds the mail by its
Message-ID and shows the reason in 알림 관리 and in the operator's 보낼 메일.
Let mails to the sender of SMTP_URL (?from=) be piped here, in Postfix for
example with a line of an alias file:

  no-reply: "|cd /srv/qnector && .venv/bin/python -m qnector record-bounce"

The command must run as the user that the server runs as, and with the same
QNECTOR_DATA_DIR or DATABASE_URL. Postfix runs it as the owner of the alias
file, and as nobody where that is root: keep the line in a file of its own that
the server's user owns, and name that file in alias_maps and alias_database.

Exit code 0 when it was noted, or when the mail is only late; 2 when the mail
is no such notification, or names a mail that was not sent from here; 75 when
the database does not answer, so that the mail server tries again later.
"""


def record() -> int:
    """Read one report from the standard input. Raises Misconfigured when it is none of ours."""
    try:
        found = bounce.read(sys.stdin.buffer.read(bounce.MOST_BYTES + 1))
    except NoBounce as refusal:
        raise Misconfigured(f"Nothing was noted: {refusal}.") from None
    if not found.has_failed:
        print(f"Nothing to note: {found.message_id} has not failed.")
        return 0
    try:
        is_ours = db.write_now(messages.record_bounce, found.message_id, found.code)
    except DBAPIError:
        # Whoever wrote the mail may be sent what is printed here: nothing of the database.
        print("Nothing was noted: the database does not answer.", file=sys.stderr)
        return os.EX_TEMPFAIL
    if not is_ours:
        raise Misconfigured("Nothing was noted: the mail was not sent from here.")
    print(f"Noted: {found.message_id} came back ({found.code}).")
    return 0
