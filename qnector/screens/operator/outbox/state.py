"""What 보낼 메일 remembers and asks: mails that wait or failed, and one of them in full."""

from collections.abc import Sequence
from typing import ClassVar

import reflex as rx
from sqlmodel import Session

from qnector.core import db
from qnector.core.actor import Actor
from qnector.core.errors import Conflict, NotFound, QnectorError, TooMany
from qnector.core.paging import Page
from qnector.domain.accounts import roster
from qnector.domain.messages.models import Kind
from qnector.domain.notifications import outbox
from qnector.domain.notifications.outbox import OutboxFilter, OutboxRow
from qnector.web import live, services, urls
from qnector.web.args import MOST_ID, MessageId, OpenFlag
from qnector.web.audit import looks
from qnector.web.busy import busy
from qnector.web.guard import Screen, actor, attempt, require
from qnector.web.listing import ListState
from qnector.web.operator import mailing
from qnector.web.operator import mails as printed
from qnector.web.operator.mails import LetterText, MailText
from qnector.web.pace import Pace
from qnector.web.toasts import Toasts

NO_COUNTS = dict.fromkeys(outbox.STATES, "")
pace = Pace(burst=5, rate=0.1)


class OutboxState(ListState, Screen):
    """보낼 메일: what was not delivered, and what went last."""

    rows: list[MailText] = []
    counts: dict[str, str] = NO_COUNTS
    has_failures: bool = False
    mails_go: str = ""
    letter: LetterText = printed.NO_MAIL
    is_open: bool = False
    is_testing: bool = False

    _path: ClassVar[str] = "/operator/outbox"
    _sorts: ClassVar[Sequence[str]] = outbox.SORTS
    _choices: ClassVar[dict[str, Sequence[str] | None]] = {
        "state": outbox.STATES,
        "kind": ("", *(kind.value for kind in Kind)),
    }
    _open: ClassVar[dict[str, str]] = {"state": "open"}
    _extras: ClassVar[Sequence[str]] = ("mail",)
    _wanted_id: int = 0

    @rx.event
    @require("outbox.read")
    async def load(self):
        """Show what the address asks for, and listen."""
        live.watch(self, {"deliveries": OutboxState.refresh, "services": OutboxState.refresh})
        self._wanted_id = urls.Query(self.router.url).number("mail", most=MOST_ID)
        if not await self._load_list():
            return None
        if not self._wanted_id:
            self.is_open = False
            return None
        _, refusal = await attempt(self._show_letter(), NotFound)
        self.is_open = refusal is None
        return Toasts.say(refusal.sentence, kind="error") if refusal else None

    @rx.event
    @require("outbox.read")
    async def refresh(self):
        """A mail was written, delivered or given up."""
        await self._follow()

    @rx.event
    @require("outbox.read")
    async def open_mail(self, message_id: MessageId):
        """내용: the window has an address of its own."""
        self._go(mail=message_id)

    @rx.event
    @require("outbox.read")
    async def close_mail(self, is_open: OpenFlag):
        """Close the window."""
        if not is_open:
            self._go(mail="")

    @rx.event
    @require("outbox.write")
    async def send_again(self, message_id: MessageId):
        """다시 보내기."""
        sending = db.write(outbox.send_again, actor(), message_id)
        _, refusal = await attempt(sending, Conflict, NotFound)
        await self._follow()
        if isinstance(refusal, QnectorError):
            return Toasts.say(refusal.sentence, kind="error")
        return Toasts.say("메일을 다시 보낼게요.")

    @rx.event
    @require("outbox.write")
    async def send_failed(self):
        """실패한 메일 모두 다시 보내기."""
        count = await db.write(outbox.send_failed, actor())
        await self._show()
        if not count:
            return Toasts.say("다시 보낼 수 있는 메일이 없어요.", kind="info")
        return Toasts.say(f"메일 {count:,}통을 다시 보낼게요.")

    @rx.event
    @require("outbox.write")
    async def test(self):
        """테스트 메일: to oneself, at once and past the queue."""
        asker = actor()
        if not pace.allows(str(asker.user_id)):
            raise TooMany
        with busy(self, "is_testing", True):
            yield
            person = await db.read(roster.person, asker, asker.user_id)
            outcome = await mailing.test(person.email)
        yield Toasts.say(outcome.sentence, kind="success" if outcome.is_fine else "error")

    async def _follow(self) -> None:
        await self._show()
        if self.is_open:
            await attempt(self._show_letter(), NotFound)

    async def _show(self) -> None:
        wanted = self._filter()
        page, counts = await db.read(_found, actor(), wanted, slow=True)
        await looks.note("outbox")
        self.rows = [printed.mail_text(row) for row in page.rows]
        self._took("메일 목록", page)
        self.counts = {name: f"{count:,}" for name, count in counts.items()} | {"sent": ""}
        self.has_failures = counts["failed"] > 0
        self.mails_go = mailing.where_mails_go(await services.smtp_url())

    async def _show_letter(self) -> None:
        row = await db.read(outbox.mail, actor(), self._wanted_id)
        if row.company_id:
            await looks.note("outbox", row.company_id)
        self.letter = printed.letter_text(row)

    def _filter(self) -> OutboxFilter:
        kind = self.filters["kind"]
        return OutboxFilter(
            text=self.text,
            state=self.filters["state"],
            kind=Kind(kind) if kind else None,
            sort=self.sort,
            page=self.page_number,
            size=int(self.size),
        )


def _found(
    session: Session, asker: Actor, wanted: OutboxFilter
) -> tuple[Page[OutboxRow], dict[str, int]]:
    return outbox.outbox(session, asker, wanted), outbox.counts(session, asker)
