"""What 공지사항 of the buyer remembers and asks."""

from typing import ClassVar

import reflex as rx

from qnector.web.board.notice_state import NoticeList
from qnector.web.guard import Screen, require


class NoticesState(NoticeList, Screen):
    """공지사항: what 큐넥터 and the buyer's sellers tell."""

    _path: ClassVar[str] = "/notices"

    @rx.event
    @require("notices.read")
    async def load(self):
        """Show what the address asks for, and listen."""
        return await self._arrive()

    @rx.event
    @require("notices.read")
    async def refresh(self):
        """Somebody published, changed or took down a notice."""
        await self._follow()
