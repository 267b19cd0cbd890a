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
from qnector.web.args import CompanyId, LongText, OpenFlag, ReasonForm, Turn, TurnForm
from qnector.web.audit import looks
from qnector.web.guard import actor, attempt, require
from qnector.web.operator import rows as printed
from qnector.web.operator.rows import CompanyDetailText, PersonText
from qnector.web.toasts import Toasts
from qnector.web.turns import Turns

NO_ERRORS = {"note": "", "reason": ""}
LOOK = "company"


class NoteForm(TurnForm):
    """What was looked at."""

    note: LongText = ""


class CompanyWindow(Turns, mixin=True):
    """회사 상세: mixed into the list, whose address says which company is open."""

    is_open: bool = False
    detail: CompanyDetailText = printed.NO_COMPANY
    people: list[PersonText] = []

    is_checking: bool = False
    is_to_verify: bool = True
    is_suspending: bool = False
    errors: dict[str, str] = NO_ERRORS

    _wanted_id: int = 0

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
            return await self._act(form.turn, by_hand.verify, "확인으로 바꿨어요.", form.note)
        return await self._act(form.turn, by_hand.unverify, "미확인으로 바꿨어요.", form.note)

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
        doing = form.turn, standing.suspend_company, "이용을 중지했어요."
        return await self._act(*doing, form.reason)

    @rx.event
    @require("companies.write")
    async def resume(self, turn: Turn):
        """이용 재개."""
        return await self._act(turn, standing.resume_company, "다시 이용할 수 있게 했어요.")

    def _ask(self) -> None:
        self.errors = NO_ERRORS
        self._next_turn()

    async def _act(self, turn: str, verb: Callable[..., None], said: str, *words: str) -> Any:
        """Wrong words are said at their field; when somebody was first the question is over."""
        if self._is_over(turn):
            return None
        doing = db.write(verb, actor(), self._wanted_id, *words)
        _, refusal = await attempt(doing, Invalid, Conflict, NotFound)
        if isinstance(refusal, Invalid) and refusal.field:
            self.errors = {**NO_ERRORS, refusal.field: refusal.sentence}
            return rx.set_focus(refusal.field)
        self._next_turn()
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
