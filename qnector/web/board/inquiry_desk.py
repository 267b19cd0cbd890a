"""What the 문의 of those who answer remembers besides."""

from typing import Any

import reflex as rx

from qnector.core import db
from qnector.core.errors import Conflict, Invalid
from qnector.domain.board import rules
from qnector.domain.board import service as board
from qnector.domain.board.queries import InquiryDetail
from qnector.web.args import FieldText, TurnForm
from qnector.web.board.inquiry_state import NO_ERRORS, InquiryList
from qnector.web.guard import actor, attempt
from qnector.web.toasts import Toasts
from qnector.web.turns import Turns


class AnswerForm(TurnForm):
    """답변."""

    answer: FieldText = ""


class InquiryDesk(Turns, InquiryList, mixin=True):
    """문의 of who answers. Each side's handlers say who may; what they do stands here."""

    may_answer: bool = False
    is_answering: bool = False
    draft: str = ""

    _replaces: str = ""
    _shown_answer: str = ""

    async def _arrive(self) -> Any:
        self.is_answering = False
        answer = await super()._arrive()
        if self.is_open and self.may_answer and not self._shown_answer:
            self._begin()
        return answer

    def _take(self, inquiry: InquiryDetail) -> None:
        """A refresh leaves the form alone: a colleague's answer shows above what is typed."""
        self.may_answer = not inquiry.is_asked and rules.may(actor(), "inquiries.answer")
        self._shown_answer = inquiry.answer

    async def _correct(self) -> None:
        """답변 수정: start with the answer that is shown."""
        if self.is_open and self.may_answer:
            self._begin()

    async def _answer(self, form: AnswerForm) -> Any:
        if self._is_over(form.turn):
            return None
        said = actor(), self._number(), form.answer
        done = db.write(board.answer, *said, replaces=self._replaces)
        _, refusal = await attempt(done, Invalid, Conflict)
        if isinstance(refusal, Conflict):
            # Now that it has been shown, another press replaces it.
            await self._show_one()
            self._replaces = self._shown_answer
            self._next_turn()
        if refusal:
            self.errors = {**NO_ERRORS, "answer": refusal.sentence}
            return rx.set_focus("answer")
        self._next_turn()
        self.is_answering = False
        await self._show()
        await self._show_one()
        return Toasts.say("답변을 고쳤어요." if self._replaces else "답변을 보냈어요.")

    def _begin(self) -> None:
        self._replaces = self.draft = self._shown_answer
        self.errors = NO_ERRORS
        self._next_turn()
        self.epoch += 1
        self.is_answering = True
