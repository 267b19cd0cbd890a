"""What 공지사항 of the operator remembers and asks."""

from typing import ClassVar

import reflex as rx

from qnector.web.args import NoticeId, Turn
from qnector.web.board.notice_desk import NoticeDesk, NoticeForm
from qnector.web.guard import Screen, require


class OperatorNoticesState(NoticeDesk, Screen):
    """공지사항: what 큐넥터 tells everybody."""

    _path: ClassVar[str] = "/operator/notices"

    @rx.event
    @require("desk.read")
    async def load(self):
        """Show what the address asks for, and listen."""
        return await self._arrive()

    @rx.event
    @require("desk.read")
    async def refresh(self):
        """Somebody published, changed or took down a notice."""
        await self._follow()

    @rx.event
    @require("desk.write")
    async def compose(self):
        """공지 등록."""
        await self._compose()

    @rx.event
    @require("desk.write")
    async def edit(self, notice_id: NoticeId):
        """수정."""
        await self._edit(notice_id)

    @rx.event
    @require("desk.write")
    async def save(self, form: NoticeForm):
        """등록, 저장."""
        return await self._save(form)

    @rx.event
    @require("desk.write")
    async def retire(self, notice_id: NoticeId, turn: Turn):
        """내리기."""
        return await self._retire(notice_id, turn)

    @rx.event
    @require("desk.write")
    async def restore(self, notice_id: NoticeId, turn: Turn):
        """다시 올리기."""
        return await self._restore(notice_id, turn)
