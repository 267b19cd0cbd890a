"""What 문의 of the buyer remembers and asks."""

from typing import ClassVar

import reflex as rx

from qnector.web.board.inquiry_state import InquiryAsking
from qnector.web.guard import Screen, require


class InquiriesState(InquiryAsking, Screen):
    """문의: what the buyer asks 큐넥터 and its sellers."""

    _path: ClassVar[str] = "/inquiries"

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
