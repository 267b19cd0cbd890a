"""Reports of mails that came back, as mail servers write them."""

FAILED = """\
Final-Recipient: rfc822; sales@bada.test
Original-Recipient: rfc822;sales@bada.test
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.bada.test
Diagnostic-Code: smtp; 550 5.1.1 <sales@bada.test>: Recipient address rejected
"""
ORIGINAL = """\
From: =?utf-8?b?7YGQ64Sl7YSw?= <no-reply@qnector.test>
To: sales@bada.test
Subject: order
Message-ID: <abc@qnector>
"""


def report(told: str = FAILED, *, original: str = ORIGINAL, kind: str = "message/rfc822") -> bytes:
    """A multipart/report with what is told of the recipients, and the mail itself."""
    return f"""\
Return-Path: <>
From: MAILER-DAEMON@mx.qnector.test (Mail Delivery System)
To: no-reply@qnector.test
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4F1C2.1770952000/mx.qnector.test"

This is a MIME-encapsulated message.

--4F1C2.1770952000/mx.qnector.test
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.qnector.test.

--4F1C2.1770952000/mx.qnector.test
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.qnector.test
X-Postfix-Queue-ID: 4F1C2
Arrival-Date: Fri, 13 Feb 2026 12:00:00 +0900 (KST)

{told}
--4F1C2.1770952000/mx.qnector.test
Content-Description: Undelivered Message
Content-Type: {kind}

{original}
body

--4F1C2.1770952000/mx.qnector.test--
""".encode()


POSTFIX = report()
EXCHANGE = report(
    "Final-Recipient: rfc822;sales@bada.test\nAction: failed\nStatus: 5.2.2\n",
    kind="text/rfc822-headers",
)
LATE = report(FAILED.replace("Action: failed", "Action: delayed").replace("5.1.1", "4.4.1"))
