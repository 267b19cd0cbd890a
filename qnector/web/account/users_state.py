"""What 사용자 관리 of both sides remembers: the list, an invitation, one colleague."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Literal

import reflex as rx
from sqlmodel import Session

from qnector.core import db
from qnector.core.actor import Actor, Role
from qnector.core.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany
from qnector.core.paging import Page
from qnector.domain.accounts import members, profile, rules, team
from qnector.domain.accounts.members import MemberFilter, MemberRow
from qnector.ui import josa, labels
from qnector.web import live, urls
from qnector.web.account import rows as printed
from qnector.web.account.rows import MemberText
from qnector.web.args import MOST_ID, FieldText, Flag, OpenFlag, Turn, TurnForm, UserId
from qnector.web.guard import actor, attempt, require
from qnector.web.listing import ListState
from qnector.web.pace import Pace
from qnector.web.toasts import Toasts
from qnector.web.turns import Turns

GivenRole = Literal["manager", "staff"]
NOBODY = MemberText(
    id=0, name="", email="", role="", role_word="", state="", note="", picture="", is_me=False
)
NO_ERRORS = {"email": "", "role": ""}
# A company lets in a few at a time. Each mail carries its name to somebody who did not ask for it,
# and each refusal says that an address is taken.
AT_ONCE = 30
inviting = Pace(burst=AT_ONCE, rate=1 / 60)


class InviteForm(TurnForm):
    """사용자 초대."""

    email: FieldText = ""
    role: GivenRole = "staff"


class RoleForm(TurnForm):
    """역할."""

    role: GivenRole = "staff"


class UsersDesk(Turns, ListState, mixin=True):
    """사용자 관리: colleagues in the address' order; the window of one has an address too."""

    rows: list[MemberText] = []
    may_write: bool = False
    is_managed: bool = False
    is_inviting: bool = False
    errors: dict[str, str] = NO_ERRORS
    is_open: bool = False
    member: MemberText = NOBODY
    role_epoch: int = 0
    is_transferring: bool = False
    is_revoking: bool = False

    _path: ClassVar[str] = "/account/users"
    _sorts: ClassVar[Sequence[str]] = tuple(members.SORTS)
    _choices: ClassVar[dict[str, Sequence[str] | None]] = {
        "role": ("", *members.ROLES),
        "state": ("", *members.STATES),
    }
    _extras: ClassVar[Sequence[str]] = ("user",)

    @rx.event
    @require("users.read")
    async def load(self):
        """Show what the address asks for, and listen."""
        again = type(self).refresh
        live.watch(self, {"users": again, "session": again, "account": again})
        wanted = urls.Query(self.router.url).number("user", most=MOST_ID)
        return await self._show_member(wanted) if await self._load_list() else None

    @rx.event
    @require("users.read")
    async def refresh(self):
        """Somebody came, left or may do other things now; a role that is being chosen stays."""
        await self._show()
        if self.is_open:
            return await self._show_member(self.member["id"], again=True)
        return None

    @rx.event
    @require("users.write")
    async def open_invite(self):
        """사용자 초대."""
        self.errors = NO_ERRORS
        self._next_turn()
        self.is_inviting = True

    @rx.event
    @require("users.write")
    async def close_invite(self, is_open: OpenFlag):
        """Not now."""
        self.is_inviting = is_open

    @rx.event
    @require("users.write")
    async def invite(self, form: InviteForm):
        """초대 보내기."""
        if self._is_over(form.turn):
            return None
        self.errors = NO_ERRORS
        doing = _invite(actor(), form)
        _, refusal = await attempt(doing, Invalid, TooMany, NotAllowed)
        if refusal is not None:
            self.errors = {**NO_ERRORS, "email": refusal.sentence}
            return rx.set_focus("email")
        self._next_turn()
        self.is_inviting = False
        await self._show()
        return Toasts.say(f"{form.email.strip().lower()} 주소로 초대 메일을 보냈어요.")

    @rx.event
    @require("users.read")
    async def open_member(self, user_id: UserId):
        """관리: the window has an address of its own."""
        self._go(user=user_id)

    @rx.event
    @require("users.read")
    async def close_member(self, is_open: OpenFlag):
        """닫기."""
        if not is_open:
            self._go(user="")

    @rx.event
    @require("users.write", reauth=True)
    async def save_role(self, form: RoleForm):
        """역할 저장: counts from the next thing that the colleague does."""
        role = Role(form.role)
        word = josa(labels.ROLE[role], "으로/로")
        said = f"{{name}} 역할을 {word} 바꿨어요."
        return await self._do(form.turn, team.change_role, said, role)

    @rx.event
    @require("users.write")
    async def deactivate(self, turn: Turn):
        """사용 중지."""
        return await self._do(turn, team.deactivate, "{name} 사용을 중지했어요. 다시 켤 수 있어요.")

    @rx.event
    @require("users.write")
    async def reactivate(self, turn: Turn):
        """다시 사용."""
        return await self._do(turn, team.reactivate, "{name} 사용을 다시 켰어요.")

    @rx.event
    @require("users.write")
    async def resend(self, turn: Turn):
        """초대 다시 보내기."""
        return await self._do(turn, team.resend, "{name} 주소로 초대 메일을 다시 보냈어요.")

    @rx.event
    @require("users.write")
    async def ask_revoke(self, is_open: Flag):
        """초대 취소: a link that was sent dies, so ask."""
        self.is_revoking = is_open

    @rx.event
    @require("users.write")
    async def revoke(self, turn: Turn):
        """초대 취소하기."""
        return await self._do(turn, team.revoke, "{name} 초대를 취소했어요.", is_gone=True)

    @rx.event
    @require("users.write", reauth=True)
    async def ask_transfer(self):
        """대표 넘기기: cannot be taken back by who does it, so ask."""
        self.is_transferring = True

    @rx.event
    @require("users.write")
    async def close_transfer(self, is_open: OpenFlag):
        """Not now."""
        self.is_transferring = is_open

    @rx.event
    @require("users.write", reauth=True)
    async def transfer(self, turn: Turn):
        """대표 넘기기."""
        return await self._do(
            turn, team.transfer, "{name}에게 대표를 넘겼어요. 이제 관리자예요.", is_gone=True
        )

    async def _do(
        self, turn: str, verb: Callable[..., str], said: str, *given: Any, is_gone: bool = False
    ) -> Any:
        """Do it to the colleague whose window is open; a refusal is said over the fresh window."""
        if self._is_over(turn):
            return None
        doing = db.write(verb, actor(), self.member["id"], *given)
        name, refusal = await attempt(doing, Conflict, NotFound, TooMany)
        self._next_turn()
        self.is_transferring = self.is_revoking = False
        if refusal is not None:
            await self._show()
            gone = None if is_gone else await self._show_member(self.member["id"])
            return gone or Toasts.say(refusal.sentence, kind="error")
        # Closed here already: the wave that this sends finds nobody after 초대 취소.
        self.is_open = False
        # Who may do what is another question now: the page asks it anew.
        self._go(user="")
        return Toasts.say(said.format(name=name))

    async def _show_member(self, user_id: int, *, again: bool = False) -> Any:
        if not user_id:
            self.is_open = False
            return None
        found, refusal = await attempt(db.read(members.member, actor(), user_id), NotFound)
        if found is None:
            self.is_open = False
            return Toasts.say(refusal.sentence, kind="error") if refusal else None
        before, self.member = self.member, printed.member_text(found, actor().user_id)
        if not again:
            self._next_turn()
            self.is_open = True
        if not again or before["role"] != self.member["role"]:
            self.role_epoch += 1
        return None

    async def _show(self) -> None:
        wanted, asker = self._filter(), actor()
        page, self.is_managed = await db.read(_look, asker, wanted)
        self.may_write = rules.may(asker, "users.write")
        self.rows = [printed.member_text(one, asker.user_id) for one in page.rows]
        self._took("사용자", page)

    def _filter(self) -> MemberFilter:
        return MemberFilter(
            text=self.text,
            role=self.filters["role"],
            state=self.filters["state"],
            sort=self.sort,
            page=self.page_number,
            size=int(self.size),
        )


async def _invite(asker: Actor, form: InviteForm) -> None:
    """Raises TooMany, Invalid, NotAllowed."""
    if not inviting.allows(str(asker.company_id)):
        raise TooMany("너무 자주 초대했어요. 잠시 뒤에 다시 시도해 주세요.")
    await db.write(team.invite, asker, form.email, Role(form.role))


def _look(session: Session, asker: Actor, wanted: MemberFilter) -> tuple[Page[MemberRow], bool]:
    page = members.members(session, asker, wanted)
    return page, profile.profile(session, asker).is_managed
