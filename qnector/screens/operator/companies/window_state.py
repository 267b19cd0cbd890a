"""What the window of one company remembers: its facts and people, and acts that need words."""

from collections.abc import Callable
from typing import Any

import reflex as rx
from sqlmodel import Session

from qnector.core import db
from qnector.core.actor import Actor
from qnector.core.errors import Conflict, Invalid, NotFound, QnectorError
from qnector.domain.accounts import by_hand, directory, roster
from qnector.domain.accounts.models import Company
from qnector.domain.accounts.roster import PersonRow
from qnector.domain.connections import standing
from qnector.domain.reports import companies as figures
from qnector.domain.reports.companies import Doings
from qnector.web.args import CompanyId, Form, LongText, OpenFlag
from qnector.web.audit import looks
from qnector.web.guard import actor, attempt, require
from qnector.web.operator import rows as printed
from qnector.web.operator.rows import CompanyDetailText, PersonText
from qnector.web.toasts import Toasts

NO_ERRORS = {"note": "", "reason": ""}
LOOK = "company"
NOTHING = ("", 0)


class NoteForm(Form):
    """What was looked at."""

    note: LongText = ""


class ReasonForm(Form):
    """Why."""

    reason: LongText = ""


class CompanyWindow(rx.State, mixin=True):
    """회사 상세: mixed into the list, whose address says which company is open."""

    is_open: bool = False
    detail: CompanyDetailText = printed.NO_COMPANY
    people: list[PersonText] = []

    is_checking: bool = False
    is_to_verify: bool = True
    is_suspending: bool = False
    words_epoch: int = 0
    errors: dict[str, str] = NO_ERRORS

    _wanted_id: int = 0
    _done: tuple[str, int] = NOTHING  # what this tab did last, to which company

    @rx.event
    @require("companies.read")
    async def open_company(self, company_id: CompanyId):
        """상세: the window has an address of its own."""
        self._go(company=company_id)

    @rx.event
    @require("companies.read")
    async def close_company(self, is_open: OpenFlag):
        """Close the window."""
        if not is_open:
            self._go(company="")

    @rx.event
    @require("companies.write")
    async def ask_check(self):
        """확인, 미확인으로: ask what was looked at."""
        self._ask()
        self.is_to_verify = not self.detail["is_verified"]
        self.is_checking = True

    @rx.event
    @require("companies.write")
    async def close_check(self, is_open: OpenFlag):
        """Not now."""
        self.is_checking = is_open

    @rx.event
    @require("companies.write")
    async def check(self, form: NoteForm):
        """확인으로 바꾸기, 미확인으로 바꾸기: what was asked, whatever it became meanwhile."""
        if self.is_to_verify:
            return await self._act(by_hand.verify, form.note, "확인으로 바꿨어요.")
        return await self._act(by_hand.unverify, form.note, "미확인으로 바꿨어요.")

    @rx.event
    @require("companies.write")
    async def ask_suspend(self):
        """이용 중지: ask for the reason."""
        self._ask()
        self.is_suspending = True

    @rx.event
    @require("companies.write")
    async def close_suspend(self, is_open: OpenFlag):
        """Not now."""
        self.is_suspending = is_open

    @rx.event
    @require("companies.write")
    async def suspend(self, form: ReasonForm):
        """이용 중지하기."""
        return await self._act(standing.suspend_company, form.reason, "이용을 중지했어요.")

    @rx.event
    @require("companies.write")
    async def resume(self):
        """이용 재개."""
        return await self._act(standing.resume_company, None, "다시 이용할 수 있게 했어요.")

    def _ask(self) -> None:
        self.errors = NO_ERRORS
        self.words_epoch += 1
        self._done = NOTHING

    async def _act(self, verb: Callable[..., None], words: str | None, said: str) -> Any:
        """Wrong words are said at their field; when somebody was first the question is over.

        A button that was pressed twice finds its own work done: nobody else was first.
        """
        given = () if words is None else (words,)
        doing = db.write(verb, actor(), self._wanted_id, *given)
        _, refusal = await attempt(doing, Invalid, Conflict, NotFound)
        wanted = (verb.__name__, self._wanted_id)
        if isinstance(refusal, Conflict) and self._done == wanted:
            return None
        self._done = wanted if refusal is None else NOTHING
        if isinstance(refusal, Invalid) and refusal.field:
            self.errors = {**NO_ERRORS, refusal.field: refusal.sentence}
            return rx.set_focus(refusal.field)
        self.is_checking = self.is_suspending = False
        await self._show()
        await self._follow()
        if isinstance(refusal, QnectorError):
            return Toasts.say(refusal.sentence, kind="error")
        return Toasts.say(f"{self.detail['name']}: {said}")

    async def _open_window(self) -> Any:
        """The window that the address names; one that is not there is said, the list stays."""
        self.is_checking = self.is_suspending = False
        if not self._wanted_id:
            self.is_open = False
            return None
        _, refusal = await attempt(self._show_company(), NotFound)
        self.is_open = refusal is None
        if refusal is not None:
            return Toasts.say(refusal.sentence, kind="error")
        return None

    async def _follow(self) -> None:
        if self.is_open:
            await attempt(self._show_company(), NotFound)

    async def _show_company(self) -> None:
        asker = actor()
        company, doings, people = await db.read(_one, asker, self._wanted_id)
        await looks.note(LOOK, self._wanted_id)
        self.detail = printed.detail_text(company, doings)
        self.people = [printed.person_text(row, asker.user_id) for row in people]


def _one(
    session: Session, asker: Actor, company_id: int
) -> tuple[Company, Doings, list[PersonRow]]:
    company = directory.company(session, asker, company_id)
    doings = figures.doings(session, asker, company_id)
    return company, doings, roster.colleagues(session, asker, company_id)
