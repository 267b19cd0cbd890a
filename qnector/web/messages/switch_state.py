"""What 알림 설정 of both sides remembers: which kinds reach the company over which channels."""

import reflex as rx

from qnector.core import db
from qnector.core.errors import Unavailable
from qnector.domain.accounts import rules
from qnector.domain.messages.models import Channel, Kind
from qnector.domain.notifications import queries
from qnector.domain.notifications import service as notifications
from qnector.ui import josa, labels
from qnector.web import live
from qnector.web.args import Flag
from qnector.web.guard import actor, attempt, require
from qnector.web.messages.rows import SwitchText, switch_text
from qnector.web.toasts import Toasts

NO_ADDRESS = "회사에 등록한 이메일 주소가 없어서 지금은 메일을 보내지 않아요."


class MessageSwitches(rx.State, mixin=True):
    """알림 설정: one row for each kind that concerns this side."""

    rows: list[SwitchText] = []
    mail_note: str = ""
    has_address: bool = True
    may_switch: bool = True
    is_loaded: bool = False
    has_failed: bool = False

    @rx.event
    @require("messages.read")
    async def load(self):
        """Show what is on, and listen: a colleague may switch too."""
        live.watch(self, {"messages": type(self).refresh})
        _, failure = await attempt(self._show(), Unavailable)
        self.has_failed = failure is not None

    @rx.event
    @require("messages.read")
    async def refresh(self):
        """Somebody switched something."""
        await self._show()

    @rx.event
    @require("messages.switch")
    async def turn(self, kind: Kind, channel: Channel, is_on: Flag):
        """On or off, saved at once."""
        await db.write(notifications.switch, actor(), kind, channel, is_on=is_on)
        await self._show()
        told = f"{labels.MESSAGE_KIND[kind]} 알림"
        way = josa(labels.CHANNEL[channel], "으로/로")
        return Toasts.say(f"{josa(told, '을/를')} {way} {'받아요' if is_on else '받지 않아요'}.")

    async def _show(self) -> None:
        found = await db.read(queries.switches, actor())
        self.rows = [switch_text(row) for row in found.rows]
        self.has_address = found.email != ""
        self.mail_note = f"메일 받는 주소 {found.email}" if found.email else NO_ADDRESS
        self.may_switch = rules.may(actor(), "messages.switch")
        self.is_loaded = True
