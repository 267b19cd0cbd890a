"""What the public pages share: who visits, who runs this place, how one begins."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.core import settings
from qnector.web import urls
from qnector.web.guard import Screen, public, who_or_none

BEGIN = "/#start"


class Front(Screen):
    """공개 화면: the way to one's own screen, and who runs this place."""

    is_loaded: bool = False
    home: str = ""
    begin: str = BEGIN
    is_demo: bool = False
    host_name: str = ""
    host_number: str = ""
    host_note: str = ""
    host_email: str = ""

    @rx.event
    @public
    async def enter(self):
        """Say what the settings say; nothing here depends on a company."""
        config = settings.current()
        who = who_or_none()
        self.home = urls.home(who.actor.side) if who else ""
        self.begin = "/login" if config.is_demo else BEGIN
        self.is_demo = config.is_demo
        self.host_name = config.company_name
        self.host_number = config.company_number
        self.host_note = config.company_note
        self.host_email = config.contact_email
        self.is_loaded = True


def host() -> ui.Host:
    """Who runs this place, for the pieces that say it."""
    return ui.Host(Front.host_name, Front.host_number, Front.host_note, Front.host_email)


def framed(*children: Any, current: str, sticky: bool = False) -> rx.Component:
    """A public page inside its frame."""
    return ui.front_frame(
        *children,
        current=current,
        home=Front.home,
        begin=Front.begin,
        host=host(),
        sticky=sticky,
    )
