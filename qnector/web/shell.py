"""The frame's own state: who is signed in, and where somebody who may not be here goes."""

from typing import Literal

import reflex as rx
from reflex_base.event.context import EventContext

from qnector.core.actor import Side
from qnector.web import live, urls
from qnector.web.guard import Screen, public, who_or_none

LOGIN = "/login"


class Shell(Screen):
    """화면 틀: names for the top bar, and the way out."""

    company_name: str = ""
    person_name: str = ""
    has_both_sides: bool = False

    @rx.event
    @public
    async def enter(self, side: Literal["buyer", "seller", "operator", ""]):
        """First of every page's events: let in, or lead away. What follows is guarded by itself."""
        live.forget(EventContext.get().token)
        who = who_or_none()
        address = self.router.url
        if not side:
            return self._skip_login(str(address))
        if who is None:
            return urls.go(urls.login(urls.own_part(address)))
        if who.actor.side != Side(side):
            return urls.go(urls.home(who.actor.side))
        self._side = side
        self.company_name = who.company_name or "운영자"
        self.person_name = who.user_name
        self.has_both_sides = who.is_buyer and who.is_seller
        live.watch(self, {"session": Shell.recheck})
        return None

    @rx.event
    @public
    async def recheck(self):
        """Somebody of this company signed out or switched sides; perhaps this browser.

        When the session is over the guard has led away before this runs.
        """
        who = who_or_none()
        if who is not None and self._side and who.actor.side != Side(self._side):
            return urls.go(urls.home(who.actor.side))
        return None

    _side: str = ""

    def _skip_login(self, address: str):
        who = who_or_none()
        if who is None or urls.path_of(address) != LOGIN:
            return None
        return urls.go(urls.safe_next(urls.Query(address).next(), urls.home(who.actor.side)))
