"""What 공지사항 and 문의 have in common: a list that follows, and the window of one text."""

from collections.abc import Sequence
from typing import Any, ClassVar

import reflex as rx

from qnector.core.errors import NotFound
from qnector.web import live
from qnector.web.args import MOST_ID, OpenFlag
from qnector.web.guard import attempt, require
from qnector.web.listing import ListState
from qnector.web.toasts import Toasts


class BoardList(ListState, mixin=True):
    """게시판: the window of one text has an address of its own, beside the filter's.

    A screen says its topics, reads in `_show` (rows; beyond page 1 `_newest_id`), `_newer` and
    `_show_one`.
    """

    news_count: int = 0
    news: str = ""
    is_open: bool = False

    _extras: ClassVar[Sequence[str]] = ("no",)
    _topics: ClassVar[Sequence[str]] = ()
    _new: ClassVar[str] = "새 글"
    _newest_id: int = 0

    @rx.event
    @require("session.own")
    async def show_news(self):
        """새 글 보기: back to the first page."""
        self._go(page=1)

    @rx.event
    @require("session.own")
    async def close(self, is_open: OpenFlag):
        """확인: close the window."""
        if not is_open:
            self._go(no="")

    async def _arrive(self) -> Any:
        """Show what the address asks for, and listen."""
        live.watch(self, dict.fromkeys(self._topics, type(self).refresh))
        if not await self._load_list():
            return None
        self.news_count = 0
        if not self._number():
            self.is_open = False
            return None
        _, refusal = await attempt(self._show_one(), NotFound)
        self.is_open = refusal is None
        return Toasts.say(refusal.sentence, kind="error") if refusal else None

    async def _follow(self) -> None:
        """Somebody wrote: read again, unless that would move what is being read.

        A text that was taken down stays on the screen of who is reading it.
        """
        self.news_count = await self._newer() if self.page_number > 1 else 0
        self.news = f"{self._new} {self.news_count}건 보기"
        if not self.news_count:
            await self._show()
        if self.is_open:
            await attempt(self._show_one(), NotFound)

    async def _newer(self) -> int:
        """How many matching texts are newer than `_newest_id`."""
        return 0

    async def _show_one(self) -> None:
        """Show the text that the address names. Raises NotFound."""

    def _number(self) -> int:
        """The text that the address names, 0 for none."""
        said = self._said.get("no", "")
        is_number = said.isascii() and said.isdecimal() and len(said) < 16
        return int(said) if is_number and int(said) <= MOST_ID else 0
