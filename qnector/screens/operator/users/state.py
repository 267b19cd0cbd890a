"""What 사용자 관리 remembers and asks: everybody who can sign in, and one of them in full."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import reflex as rx

from qnector.core import db
from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound, QnectorError
from qnector.domain.accounts import people, roster
from qnector.domain.accounts.roster import PersonFilter
from qnector.web import live, urls
from qnector.web.args import MOST_ID, AddressText, OpenFlag, ShortText, Turn, TurnForm, UserId
from qnector.web.audit import looks
from qnector.web.guard import Screen, actor, attempt, require
from qnector.web.listing import ListState
from qnector.web.operator import rows as printed
from qnector.web.operator.act_as import ActAs
from qnector.web.operator.rows import PersonText
from qnector.web.toasts import Toasts
from qnector.web.turns import Turns

NO_ERRORS = {"email": "", "name": ""}


class InviteForm(TurnForm):
    """Who is invited."""

    email: AddressText = ""
    name: ShortText = ""


class UsersState(ActAs, Turns, ListState, Screen):
    """사용자 관리: everybody who can sign in."""

    rows: list[PersonText] = []
    person: PersonText = printed.NO_PERSON
    is_open: bool = False
    is_stopping: bool = False
    is_inviting: bool = False
    errors: dict[str, str] = NO_ERRORS

    _path: ClassVar[str] = "/operator/users"
    _sorts: ClassVar[Sequence[str]] = tuple(roster.PEOPLE_SORTS)
    _choices: ClassVar[dict[str, Sequence[str] | None]] = {
        "role": ("", *roster.ROLES),
        "state": ("", *roster.STATES),
    }
    _ids: ClassVar[Sequence[str]] = ("company",)
    _extras: ClassVar[Sequence[str]] = ("user",)
    _wanted_id: int = 0

    @rx.event
    @require("people.read")
    async def load(self):
        """Show what the address asks for, and listen."""
        live.watch(self, {"people": UsersState.refresh})
        self._wanted_id = urls.Query(self.router.url).number("user", most=MOST_ID)
        self.is_acting_asked = self.is_stopping = False
        if not await self._load_list():
            return None
        if not self._wanted_id:
            self.is_open = False
            return None
        self._next_turn()
        _, refusal = await attempt(self._show_person(), NotFound)
        self.is_open = refusal is None
        return Toasts.say(refusal.sentence, kind="error") if refusal else None

    @rx.event
    @require("people.read")
    async def refresh(self):
        """Somebody was invited, switched off or let in again."""
        await self._show()
        if self.is_open:
            await attempt(self._show_person(), NotFound)

    @rx.event
    @require("people.read")
    async def open_person(self, user_id: UserId):
        """관리: the window has an address of its own."""
        self._go(user=user_id)

    @rx.event
    @require("people.read")
    async def close_person(self, is_open: OpenFlag):
        """Close the window."""
        if not is_open:
            self._go(user="")

    @rx.event
    @require("people.write", reauth=True)
    async def ask_stop(self):
        """사용 중지: ask first, because everything that is open of theirs closes."""
        self.is_stopping = True

    @rx.event
    @require("people.write")
    async def close_stop(self, is_open: OpenFlag):
        """Not now."""
        self.is_stopping = is_open

    @rx.event
    @require("people.write", reauth=True)
    async def stop(self, turn: Turn):
        """사용 중지하기."""
        return await self._act(turn, people.deactivate, "{} 계정의 사용을 중지했어요.")

    @rx.event
    @require("people.write", reauth=True)
    async def let_in(self, turn: Turn):
        """다시 사용."""
        return await self._act(turn, people.reactivate, "{} 계정을 다시 쓸 수 있게 했어요.")

    @rx.event
    @require("people.write")
    async def send_reset(self, turn: Turn):
        """비밀번호 재설정 메일."""
        return await self._act(turn, people.send_reset, "{} 주소로 재설정 링크를 보낼게요.")

    @rx.event
    @require("people.write")
    async def end_sessions(self, turn: Turn):
        """모든 기기 로그아웃."""
        return await self._act(turn, people.end_sessions, "{} 계정을 모든 기기에서 로그아웃했어요.")

    @rx.event
    @require("people.write", reauth=True)
    async def ask_invite(self):
        """운영자 초대: ask whom."""
        self.errors = NO_ERRORS
        self._next_turn()
        self.is_inviting = True

    @rx.event
    @require("people.write")
    async def close_invite(self, is_open: OpenFlag):
        """Not now."""
        self.is_inviting = is_open

    @rx.event
    @require("people.write", reauth=True)
    async def invite(self, form: InviteForm):
        """초대하기."""
        if self._is_over(form.turn):
            return None
        doing = db.write(people.invite_operator, actor(), form.email, form.name)
        address, refusal = await attempt(doing, Invalid)
        if refusal is not None:
            self.errors = {**NO_ERRORS, refusal.field: refusal.sentence}
            return rx.set_focus(f"invite-{refusal.field}")
        self._next_turn()
        self.is_inviting = False
        await self._show()
        return Toasts.say(f"{address} 주소로 초대 메일을 보낼게요.")

    async def _act(self, turn: str, verb: Callable[..., str], said: str) -> Any:
        if self._is_over(turn):
            return None
        name, refusal = await attempt(
            db.write(verb, actor(), self._wanted_id), Conflict, NotAllowed, NotFound
        )
        self._next_turn()
        self.is_stopping = False
        await self._show()
        await attempt(self._show_person(), NotFound)
        if isinstance(refusal, QnectorError):
            return Toasts.say(refusal.sentence, kind="error")
        return Toasts.say(said.format(name))

    async def _show(self) -> None:
        asker = actor()
        # What no index narrows may read every login.
        page = await db.read(roster.people, asker, self._filter(), slow=True)
        await looks.note("users")
        self.rows = [printed.person_text(row, asker.user_id) for row in page.rows]
        self._took("사용자 목록", page)

    async def _show_person(self) -> None:
        asker = actor()
        row = await db.read(roster.person, asker, self._wanted_id)
        self.person = printed.person_text(row, asker.user_id)

    def _filter(self) -> PersonFilter:
        return PersonFilter(
            text=self.text,
            role=self.filters["role"],
            state=self.filters["state"],
            company_id=int(self.filters["company"] or 0),
            sort=self.sort,
            page=self.page_number,
            size=int(self.size),
        )
