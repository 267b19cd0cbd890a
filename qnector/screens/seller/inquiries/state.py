"""What 문의 of the seller remembers and asks."""

from collections.abc import Sequence
from typing import ClassVar

import reflex as rx

from qnector.domain.board.queries import PARTS
from qnector.web.board.inquiry_desk import AnswerForm, InquiryDesk
from qnector.web.board.inquiry_state import STATUSES, InquiryAsking
from qnector.web.guard import Screen, require


class SellerInquiriesState(InquiryDesk, InquiryAsking, Screen):
    """문의: what buyers ask the seller, and what it asks 큐넥터."""

    _path: ClassVar[str] = "/seller/inquiries"
    _choices: ClassVar[dict[str, Sequence[str] | None]] = {
        "status": STATUSES,
        "part": ("", *PARTS),
    }

    @rx.event
    @require("inquiries.read")
    async def load(self):
        """Show what the address asks for, and listen."""
        return await self._arrive()

    @rx.event
    @require("inquiries.read")
    async def refresh(self):
        """Somebody asked, answered or read."""
        await self._follow()

    @rx.event
    @require("inquiries.answer")
    async def correct(self):
        """답변 수정."""
        await self._correct()

    @rx.event
    @require("inquiries.answer")
    async def answer(self, form: AnswerForm):
        """답변 등록, 저장."""
        return await self._answer(form)
