"""Marks a mail that came back as failed: what a mail server's pipe calls."""

import sys

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
example with a line of /etc/aliases:

  no-reply: "|cd /srv/qnector && .venv/bin/python -m qnector record-bounce"

Exit code 0 when it was noted, or when the mail is only late; 2 when the mail
is no such notification, or names a mail that was not sent from here.
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
    if not db.write_now(messages.record_bounce, found.message_id, found.code):
        raise Misconfigured("Nothing was noted: the mail was not sent from here.")
    print(f"Noted: {found.message_id} came back ({found.code}).")
    return 0
