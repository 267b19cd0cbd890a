"""Mails leave here: claimed in one transaction, delivered outside, marked in another."""

import asyncio
import logging
from urllib.parse import urlsplit

from qnector.core import clock, db, secrets, settings
from qnector.core.actor import Side
from qnector.core.errors import NotAllowed
from qnector.domain.messages import letters, reasons, rules
from qnector.domain.messages import service as messages
from qnector.domain.messages.letters import Letter
from qnector.domain.messages.service import Due
from qnector.outside import mail
from qnector.outside.mail import Mail, NotDelivered
from qnector.ui.mail import mail_page
from qnector.web import services
from qnector.web.failures import places
from qnector.web.messages.rows import path_of

log = logging.getLogger(__name__)

AT_ONCE = 20


async def run() -> None:
    """Deliver every mail that is due, a few at a time."""
    while await db.read(messages.is_any_due) and (due := await db.write(messages.claim, AT_ONCE)):
        smtp_url = await services.smtp_url()
        down: NotDelivered | None = None
        for one in due:
            # Twenty waits for a server that is away would outlive the claim.
            failure = down or await _deliver(one, smtp_url)
            if failure is not None and failure.is_down:
                down = failure
            await _note(one, failure)


async def _deliver(due: Due, smtp_url: str) -> NotDelivered | None:
    """Try one mail; why it was not delivered, or nothing."""
    try:
        wanted = _mail(due)
        await asyncio.to_thread(_hand_over, wanted, smtp_url)
    except NotDelivered as failure:
        return failure
    except Exception as failure:  # whatever is wrong with one mail, the others go
        kind = type(failure).__name__
        log.error("mail %s could not be made: %s\n%s", due.id, kind, places(failure))
        return NotDelivered(reasons.BROKEN, may_retry=True)
    return None


async def _note(due: Due, failure: NotDelivered | None) -> None:
    if failure is None:
        await db.write(messages.mark_sent, due)
        return
    log.warning("mail %s was not delivered: %s", due.id, failure.reason)
    await db.write(messages.mark_failed, due, failure.reason, may_retry=failure.may_retry)


def _mail(due: Due) -> Mail:
    letter = letters.letter(due.kind, letters.unlinked(due.values), link=_link(due))
    html = _page(letter)
    return Mail(due.to_email, letter.subject, letter.body, html, due.message_id, clock.now())


def _page(letter: Letter) -> str:
    return mail_page(
        letter.title,
        letter.blocks,
        preheader=letter.preheader,
        sign=rules.SIGN,
        button=letter.button,
        link=letter.link,
    )


def _link(due: Due) -> str:
    """What the button opens: the one-time link, opened only here, or the screen it is about."""
    if due.kind in rules.LINK_LIVES:
        try:
            return secrets.unseal(due.values.get(rules.LINK, ""), place=rules.LINK_PLACE)
        except NotAllowed:
            raise NotDelivered(reasons.NO_LINK, may_retry=False) from None
    base = settings.current().address
    if path := rules.PATHS.get(due.kind):
        return base + path
    if due.kind not in rules.SCREENS:
        return ""
    return base + path_of(_side(due), due.ref, due.values)


def _side(due: Due) -> Side:
    """On which side of the counter the reader stands; operators belong to no company."""
    if due.to_company_id is None:
        return Side.OPERATOR
    sides = rules.SIDES[due.kind]
    said = due.values.get("side")
    return next((side for side in Side if side == said and side in sides), min(sides))


def _hand_over(wanted: Mail, smtp_url: str) -> None:
    now = settings.current()
    sender = f"no-reply@{_domain(now.public_url)}"
    if smtp_url:
        mail.send(smtp_url, wanted, sender=sender)
        return
    try:
        mail.save(now.data_dir / "mail", wanted, sender=sender)
    except OSError as failure:
        raise NotDelivered(reasons.DISK, may_retry=True) from failure


def _domain(public_url: str) -> str:
    return urlsplit(public_url).hostname or "localhost"
