"""Mails leave here: claimed in one transaction, delivered outside, marked in another."""

import asyncio
import logging
from urllib.parse import urlsplit

from qnector.core import clock, db, settings
from qnector.domain.messages import rules
from qnector.domain.messages import service as messages
from qnector.domain.messages.service import Due
from qnector.outside import mail
from qnector.outside.mail import Mail, NotDelivered

log = logging.getLogger(__name__)

AT_ONCE = 20


async def run() -> None:
    """Deliver every mail that is due, a few at a time."""
    while await db.read(messages.is_any_due) and (due := await db.write(messages.claim, AT_ONCE)):
        for one in due:
            await _deliver(one)


async def _deliver(due: Due) -> None:
    letter = rules.letter(due.kind, due.values)
    wanted = Mail(due.to_email, letter.subject, letter.body, due.message_id, clock.now())
    try:
        await asyncio.to_thread(_hand_over, wanted)
    except NotDelivered as failure:
        log.warning("mail %s was not delivered: %s", due.id, failure.reason)
        await db.write(messages.mark_failed, due, failure.reason, may_retry=failure.may_retry)
        return
    await db.write(messages.mark_sent, due)


def _hand_over(wanted: Mail) -> None:
    now = settings.current()
    sender = f"no-reply@{_domain(now.public_url)}"
    if now.smtp_url:
        mail.send(now.smtp_url, wanted, sender=sender)
        return
    try:
        mail.save(now.data_dir / "mail", wanted, sender=sender)
    except OSError as failure:
        raise NotDelivered(failure.strerror or "disk", may_retry=True) from failure


def _domain(public_url: str) -> str:
    return urlsplit(public_url).hostname or "localhost"
