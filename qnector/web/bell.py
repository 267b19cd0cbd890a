"""The bell of every signed-in screen: how much is unread, and the last of it."""

import reflex as rx

from qnector import ui
from qnector.core import db
from qnector.core.actor import Side
from qnector.core.errors import Unavailable
from qnector.domain.notifications import queries
from qnector.domain.notifications import service as notifications
from qnector.domain.notifications.queries import Unread
from qnector.ui import labels
from qnector.web import live, urls
from qnector.web.args import MessageId, OpenFlag
from qnector.web.guard import Screen, actor, attempt, require, who_or_none
from qnector.web.messages.rows import BellText, bell_text

MOST = 99


class Bell(Screen):
    """알림 (종 모양): the count in the top bar; the list is read when it is opened."""

    unread: str = ""
    label: str = "알림"
    rung: str = ""
    rows: list[BellText] = []
    is_loaded: bool = False
    has_unread: bool = False
    other: str = ""
    other_side: str = ""
    other_path: str = ""
    other_button: str = ""

    _is_open: bool = False
    _unread: int = 0

    @rx.event
    @require("messages.read")
    async def enter(self):
        """Last of every page's events: count, and listen. The page itself never waits for it."""
        live.watch(self, {"messages": Bell.refresh})
        self._is_open = False
        await attempt(self._count(), Unavailable)

    @rx.event
    @require("messages.read")
    async def refresh(self):
        """Something was told to the company, or a colleague's own screens read it."""
        before = self._unread
        await self._count()
        if self._unread > before:
            self.rung = f"새 알림 {self._unread - before}건"
        if self._is_open:
            await self._show()

    @rx.event
    @require("messages.read")
    async def turn(self, is_open: OpenFlag):
        """The panel opens or closes."""
        self._is_open = is_open
        if is_open:
            await self._show()

    @rx.event
    @require("messages.read")
    async def read(self, message_id: MessageId):
        """An entry was opened; the link leads to the thing by itself."""
        self._is_open = False
        await db.write(notifications.read_one, actor(), message_id)
        await self._count()

    @rx.event
    @require("messages.read")
    async def read_all(self):
        """모두 읽음."""
        await db.write(notifications.read_all, actor())
        await self._count()
        await self._show()

    async def _count(self) -> None:
        asker = actor()
        found = await live.shared(("unread", asker.user_id), db.read, queries.unread, asker)
        self._unread = found.here
        self.has_unread = found.here > 0
        self.unread = _shown(found.here) if found.here else ""
        self.label = f"알림, 읽지 않음 {_shown(found.here)}건" if found.here else "알림"
        self._take_other(asker.side, found)

    def _take_other(self, side: Side, found: Unread) -> None:
        """A company with both sides hears of the other one, with the way there."""
        other = queries.OTHER[side]
        who = who_or_none()
        has_both = who is not None and who.is_buyer and who.is_seller
        word = labels.SIDE[other]
        self.other = f"{word} 화면에 새 알림 {_shown(found.there)}건" if found.there else ""
        self.other = self.other if has_both else ""
        self.other_side = other.value
        self.other_path = urls.home(other)
        self.other_button = f"{labels.josa(word, '으로/로')} 전환"

    async def _show(self) -> None:
        side = actor().side
        self.rows = [bell_text(one, side) for one in await db.read(queries.latest, actor())]
        self.is_loaded = True


@rx.memo
def bell(all_path: rx.Var[str]) -> rx.Component:
    """Drawn in the top bar of every framed screen; `all_path` leads to the whole list."""
    return ui.bell(
        rx.cond(Bell.other != "", _other_side()),
        rx.cond(
            Bell.is_loaded,
            rx.cond(
                Bell.rows,
                ui.bell_entries(rx.foreach(Bell.rows, _entry)),
                ui.empty("새 알림이 없어요", before="bell"),
            ),
            ui.skeleton_lines(6),
        ),
        count=Bell.unread,
        label=Bell.label,
        news=Bell.rung,
        on_turn=Bell.turn,
        action=ui.button(
            "모두 읽음",
            variant="ghost",
            size="sm",
            on_click=Bell.read_all,
            disabled=~Bell.has_unread,
        ),
        foot=ui.bell_link("전체 보기", to=all_path),
    )


def _entry(row: rx.Var[BellText]) -> rx.Component:
    return ui.bell_entry(
        row["title"],
        row["note"],
        row["at"],
        to=row["path"],
        is_read=row["is_read"],
        on_click=Bell.read(row["id"]),
        key=row["id"],
    )


def _other_side() -> rx.Component:
    return ui.bell_other_side(
        Bell.other,
        ui.post_form(
            ui.hidden_input("side", Bell.other_side),
            ui.hidden_input("next", Bell.other_path),
            ui.submit(Bell.other_button, variant="secondary", size="sm"),
            action="/auth/side",
            id="bell-side",
        ),
    )


def _shown(count: int) -> str:
    return str(count) if count <= MOST else f"{MOST}+"
