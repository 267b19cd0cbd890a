"""What 문의 of the operator remembers and asks."""

from typing import ClassVar

import reflex as rx

from qnector.web.board.inquiry_desk import AnswerForm, InquiryDesk
from qnector.web.guard import Screen, require


class OperatorInquiriesState(InquiryDesk, Screen):
    """문의: what companies ask 큐넥터."""

    _path: ClassVar[str] = "/operator/inquiries"

    @rx.event
    @require("desk.read")
    async def load(self):
        """Show what the address asks for, and listen."""
        return await self._arrive()

    @rx.event
    @require("desk.read")
    async def refresh(self):
        """Somebody asked, answered or read."""
        await self._follow()

    @rx.event
    @require("desk.write")
    async def correct(self):
        """답변 수정."""
        await self._correct()

    @rx.event
    @require("desk.write")
    async def answer(self, form: AnswerForm):
        """답변 등록, 저장."""
        return await self._answer(form)
