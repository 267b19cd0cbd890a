"""The frame's own state: who is signed in, and where somebody who may not be here goes."""

from typing import Literal

import reflex as rx
from reflex_base.event.context import EventContext

from qnector.core import db
from qnector.core.actor import Actor, Role, Side
from qnector.core.errors import Unavailable
from qnector.domain.accounts import acting, pictures
from qnector.ui.lead import NOWHERE
from qnector.web import files, live, urls
from qnector.web.guard import Screen, attempt, public, who_or_none
from qnector.web.sessions import Who

LOGIN = "/login"


class Shell(Screen):
    """화면 틀: names for the top bar, and the way out."""

    company_name: str = ""
    person_name: str = ""
    has_both_sides: bool = False
    is_owner: bool = False
    picture: str = ""
    # Who is being looked at by whom, while an operator is signed in as somebody; else "".
    acting_as: str = ""
    acting_by: str = ""
    acting_note: str = ""

    @rx.event
    @public
    async def enter(self, side: Literal["buyer", "seller", "operator", ""]):
        """First of every page's events: let in, or lead away. What follows is guarded by itself."""
        live.forget(EventContext.get().token)
        self.onward = NOWHERE
        who = who_or_none()
        address = self.router.url
        if not side:
            return self._skip_login(str(address))
        if who is None:
            return urls.go(urls.login(urls.own_part(address)))
        if who.actor.side != Side(side):
            return urls.go(urls.home(who.actor.side))
        self._side = side
        await self._show(who)
        live.watch(self, {"session": Shell.recheck, "account": Shell.refresh})
        return None

    @rx.event
    @public
    async def refresh(self):
        """A name, a picture or the company's own data changed."""
        if (who := who_or_none()) is not None:
            await self._show(who)

    @rx.event
    @public
    async def recheck(self):
        """Somebody of this company signed out or switched sides; perhaps this browser.

        When the session is over the guard has led away before this runs.
        """
        who = who_or_none()
        if who is None:
            return None
        if self._side and who.actor.side != Side(self._side):
            return urls.go(urls.home(who.actor.side))
        await self._show(who)
        return None

    _side: str = ""

    async def _show(self, who: Who) -> None:
        self.company_name = who.company_name or "운영자"
        self.person_name = who.user_name
        self.has_both_sides = who.is_buyer and who.is_seller
        self.is_owner = who.actor.role is Role.OWNER
        # A frame without its picture is better than no frame.
        found, _ = await attempt(db.read(pictures.own_picture, who.actor), Unavailable)
        self.picture = files.account_picture_url(found, 120)
        await self._show_acting(who.actor)

    async def _show_acting(self, asker: Actor) -> None:
        """The banner: it is there on every screen, and its minutes are counted down."""
        if asker.acting_operator_id is None:
            self.acting_as = self.acting_by = self.acting_note = ""
            return
        found = await db.read(acting.standing, asker)
        self.acting_as = f"{found.company_name} {found.person_name}"
        self.acting_by = found.operator_name
        limits = f"사유: {found.reason}" if found.reason else "볼 수만 있어요"
        self.acting_note = f"{found.minutes_left}분 남음 · {limits}"

    def _skip_login(self, address: str):
        who = who_or_none()
        if who is None or urls.path_of(address) != LOGIN:
            return None
        return urls.go(urls.safe_next(urls.Query(address).next(), urls.home(who.actor.side)))
