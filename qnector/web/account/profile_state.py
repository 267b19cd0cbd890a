"""What 계정 설정 of every side remembers: one's own name, the company's 유형, the picture."""

from typing import Literal

import reflex as rx
from sqlmodel import Session

from qnector.core import db
from qnector.core.actor import Actor, Side
from qnector.core.errors import Conflict, Invalid, Unavailable
from qnector.domain.accounts import pictures, rules
from qnector.domain.accounts import profile as profiles
from qnector.domain.accounts.pictures import Shown
from qnector.domain.accounts.profile import Profile
from qnector.domain.reports.standing import standing
from qnector.ui import labels
from qnector.web import files, live
from qnector.web.args import FieldText, Form
from qnector.web.guard import actor, attempt, require
from qnector.web.toasts import Toasts

BOTH = frozenset({Side.BUYER, Side.SELLER})
CHOICES = {"buyer": frozenset({Side.BUYER}), "seller": frozenset({Side.SELLER}), "both": BOTH}
WORDS = {"buyer": "구매자", "seller": "판매자", "both": "둘 다"}
MANAGED = "전용구매자"
NO_ERRORS = {"person_name": "", "sides": ""}
EMPTY = {"person_name": "", "sides": ""}


class ProfileForm(Form):
    """프로필 수정; `sides` is there for who may choose it."""

    person_name: FieldText = ""
    sides: Literal["buyer", "seller", "both"] | None = None


class ProfileDesk(rx.State, mixin=True):
    """계정 설정: what is typed stays; picture and notes move."""

    email: str = ""
    role: str = ""
    kind: str = ""
    is_managed: bool = False
    may_choose: bool = False
    values: dict[str, str] = EMPTY
    errors: dict[str, str] = NO_ERRORS
    picture: str = ""
    is_loaded: bool = False
    has_failed: bool = False
    epoch: int = 0

    @rx.event
    @require("session.own")
    async def load(self):
        """Show the account, and listen for a picture that was sent beside."""
        live.watch(self, {"account": type(self).refresh})
        _, failure = await attempt(self._show(), Unavailable)
        self.has_failed = failure is not None

    @rx.event
    @require("session.own")
    async def refresh(self):
        """A picture came or went: nothing that is being typed moves."""
        self._take_picture(await db.read(pictures.own_picture, actor()))

    @rx.event
    @require("account.own")
    async def save(self, form: ProfileForm):
        """저장."""
        self.errors = NO_ERRORS
        _, refusal = await attempt(db.write(_save, actor(), form), Invalid, Conflict)
        if refusal is not None and refusal.field in NO_ERRORS:
            self.errors = {**NO_ERRORS, refusal.field: refusal.sentence}
            return rx.set_focus("person_name") if self.errors["person_name"] else None
        if refusal is not None:
            return Toasts.say(refusal.sentence, kind="error")
        await self._show()
        return Toasts.say("저장했어요.")

    @rx.event
    @require("account.own")
    async def remove_picture(self):
        """이미지 빼기."""
        await db.write(pictures.remove_picture, actor())
        self.picture = ""
        return Toasts.say("프로필 사진을 뺐어요.")

    async def _show(self) -> None:
        found, picture = await db.read(_look, actor())
        chosen = next((code for code, sides in CHOICES.items() if sides == found.sides), "")
        self.email, self.role = found.email, labels.ROLE[found.role]
        self.kind = MANAGED if found.is_managed else WORDS.get(chosen, "")
        self.is_managed = found.is_managed
        self.may_choose = rules.may(actor(), "company.write") and not found.is_managed
        self.values = {"person_name": found.name, "sides": chosen}
        self.errors = NO_ERRORS
        self._take_picture(picture)
        self.epoch += 1
        self.is_loaded = True

    def _take_picture(self, shown: Shown | None) -> None:
        self.picture = files.account_picture_url(shown)


def _look(session: Session, asker: Actor) -> tuple[Profile, Shown | None]:
    return profiles.profile(session, asker), pictures.own_picture(session, asker)


def _save(session: Session, asker: Actor, form: ProfileForm) -> None:
    """Name and 유형, both or none."""
    profiles.rename(session, asker, form.person_name)
    if form.sides is None or not asker.company_id:
        return
    sides = CHOICES[form.sides]
    if sides == profiles.profile(session, asker).sides:
        return  # also what somebody sends who may not choose
    stands = standing(session, asker)
    profiles.change_sides(
        session, asker, sides, open_orders=stands.open_orders, buyers=stands.buyers
    )
