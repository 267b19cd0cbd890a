"""What 계정 설정 of every side remembers: one's own name, the company's 유형, the picture."""

from typing import Literal, TypedDict

import reflex as rx
from sqlmodel import Session

from qnector.core import db
from qnector.core.actor import Actor, Side
from qnector.core.errors import (
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    QnectorError,
    Unavailable,
)
from qnector.domain.accounts import access, pictures, rules, social
from qnector.domain.accounts import profile as profiles
from qnector.domain.accounts.models import Provider
from qnector.domain.accounts.pictures import Shown
from qnector.domain.accounts.profile import Profile
from qnector.domain.accounts.social import Link
from qnector.domain.connections import access as connections
from qnector.domain.reports.standing import standing
from qnector.ui import labels
from qnector.web import files, live, urls
from qnector.web import social as providers
from qnector.web.account import picture_fetch
from qnector.web.args import FieldText, Form
from qnector.web.busy import busy
from qnector.web.guard import actor, attempt, require
from qnector.web.toasts import Toasts

BOTH = frozenset({Side.BUYER, Side.SELLER})
CHOICES = {"buyer": frozenset({Side.BUYER}), "seller": frozenset({Side.SELLER}), "both": BOTH}
WORDS = {"buyer": "구매자", "seller": "판매자", "both": "둘 다"}
MANAGED = "전용구매자"
SAVE = "account-save"  # the form is drawn anew with what was saved: its button keeps the focus
NO_ERRORS = {"person_name": "", "sides": ""}
EMPTY = {"person_name": "", "sides": ""}


class LinkText(TypedDict):
    """One row of 소셜 계정 연결; `note` says how it stands."""

    provider: str
    name: str
    note: str
    is_linked: bool
    is_offered: bool


class AddressForm(Form):
    """프로필 사진 URL."""

    picture_url: FieldText = ""


class ProfileForm(Form):
    """프로필 수정; `sides` is there for who may choose it."""

    email: FieldText = ""  # only shown, but a browser sends it along
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
    address_error: str = ""
    is_fetching: bool = False
    links: list[LinkText] = []
    is_last_way_in: bool = False
    social_problem: str = ""
    social_news: str = ""
    is_loaded: bool = False
    has_failed: bool = False
    epoch: int = 0

    _has_word: bool = True
    _offered: tuple[str, ...] = ()

    @rx.event
    @require("session.own")
    async def load(self):
        """Show the account, and listen for a picture that was sent beside."""
        live.watch(self, {"account": type(self).refresh})
        came_back = urls.Query(self.router.url).text("social")
        self.social_problem = providers.PROBLEMS.get(came_back, "")
        self.social_news = providers.NEWS.get(came_back, "")
        self._offered = tuple(one["name"] for one in await providers.providers())
        _, failure = await attempt(self._show(), Unavailable)
        self.has_failed = failure is not None

    @rx.event
    @require("session.own")
    async def refresh(self):
        """A picture or a link came or went: nothing that is being typed moves."""
        self._take_picture(await db.read(pictures.own_picture, actor()))
        self._take_links(await db.read(social.links_of, actor()))

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
        return [rx.set_focus(SAVE), Toasts.say("저장했어요.")]

    @rx.event
    @require("account.own")
    async def fetch_picture(self, form: AddressForm):
        """프로필 사진 URL: read it from there and keep it here."""
        self.address_error = ""
        with busy(self, "is_fetching", True):
            yield
            taken = picture_fetch.take(actor(), form.picture_url)
            _, refusal = await attempt(taken, QnectorError)
        if refusal is not None:
            # It comes late: whoever types somewhere else by then stays there.
            self.address_error = refusal.sentence
            return
        self._take_picture(await db.read(pictures.own_picture, actor()))
        yield Toasts.say("프로필 사진을 가져왔어요.")

    @rx.event
    @require("account.own")
    async def unlink(self, provider: Provider):
        """연결 해제."""
        _, refusal = await attempt(db.write(social.unlink, actor(), provider), NotAllowed, NotFound)
        self._take_links(await db.read(social.links_of, actor()))
        if refusal is not None:
            return Toasts.say(refusal.sentence, kind="error")
        return Toasts.say(f"{labels.PROVIDER[provider]} 계정 연결을 해제했어요.")

    @rx.event
    @require("account.own")
    async def remove_picture(self):
        """이미지 빼기."""
        await db.write(pictures.remove_picture, actor())
        self.picture = ""
        return Toasts.say("프로필 사진을 뺐어요.")

    async def _show(self) -> None:
        found, picture, links = await db.read(_look, actor())
        chosen = next((code for code, sides in CHOICES.items() if sides == found.sides), "")
        self.email, self.role = found.email, labels.ROLE[found.role]
        self.kind = MANAGED if found.is_managed else WORDS.get(chosen, "")
        self.is_managed = found.is_managed
        self.may_choose = rules.may(actor(), "company.write") and not found.is_managed
        self.values = {"person_name": found.name, "sides": chosen}
        self.errors = NO_ERRORS
        self._has_word = found.has_password
        self._take_picture(picture)
        self._take_links(links)
        self.epoch += 1
        self.is_loaded = True

    def _take_links(self, links: list[Link]) -> None:
        known = {link.provider: link for link in links}
        self.links = [
            _link_text(one, known.get(one), is_offered=one.value in self._offered)
            for one in Provider
        ]
        self.is_last_way_in = len(links) == 1 and not self._has_word

    def _take_picture(self, shown: Shown | None) -> None:
        self.picture = files.account_picture_url(shown)


def _look(session: Session, asker: Actor) -> tuple[Profile, Shown | None, list[Link]]:
    return (
        profiles.profile(session, asker),
        pictures.own_picture(session, asker),
        social.links_of(session, asker),
    )


def _link_text(provider: Provider, link: Link | None, *, is_offered: bool) -> LinkText:
    note = (
        "연결되지 않음" if is_offered else "연동 전이에요. 서버의 운영자가 설정하면 쓸 수 있어요."
    )
    return LinkText(
        provider=provider.value,
        name=f"{labels.PROVIDER[provider.value]} 계정",
        note=f"연결됨 : {link.email or '이메일 없음'}" if link else note,
        is_linked=link is not None,
        is_offered=is_offered,
    )


def _save(session: Session, asker: Actor, form: ProfileForm) -> None:
    """Name and 유형, both or none."""
    profiles.rename(session, asker, form.person_name)
    if form.sides is None or not asker.company_id:
        return
    sides = CHOICES[form.sides]
    if sides == profiles.profile(session, asker).sides:
        return  # also what somebody sends who may not choose
    # Nobody becomes a buyer, and nothing is ordered, between the count and the change.
    access.lock(session, asker)
    connections.hold_as_buyer(session, asker)
    stands = standing(session, asker)
    profiles.change_sides(
        session, asker, sides, open_orders=stands.open_orders, buyers=stands.buyers
    )
