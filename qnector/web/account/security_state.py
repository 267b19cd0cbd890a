"""What 보안 of every side remembers: devices, tries to sign in, what the password form answered."""

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar

import reflex as rx
from sqlmodel import Session

from qnector.core import clock, db
from qnector.core.actor import Actor
from qnector.core.errors import NotFound
from qnector.core.paging import Page
from qnector.domain.accounts import devices as signed_in
from qnector.domain.accounts import profile
from qnector.domain.accounts.devices import Attempt, AttemptFilter, Device
from qnector.domain.accounts.profile import Profile
from qnector.web import live, urls
from qnector.web.account import rows as printed
from qnector.web.account.rows import AttemptText, DeviceText
from qnector.web.args import SessionId
from qnector.web.guard import REAUTH, actor, attempt, require, who_or_none
from qnector.web.listing import ListState
from qnector.web.toasts import Toasts

# The codes with which the password form comes back, the field each stands at, its sentence.
PROBLEMS = {
    "current": ("current", "기존 비밀번호가 맞지 않아요."),
    "no_current": ("current", "기존 비밀번호를 입력해 주세요."),
    "short": ("password", "비밀번호를 8자 이상 입력해 주세요."),
    "long": ("password", "비밀번호는 128자까지 쓸 수 있어요."),
    "common": ("password", "너무 흔한 비밀번호예요. 다른 비밀번호를 입력해 주세요."),
    "same": ("password", "지금 쓰는 비밀번호와 다르게 정해 주세요."),
    "again": ("again", "새 비밀번호가 서로 달라요. 다시 입력해 주세요."),
    "moved": ("", "비밀번호가 방금 다른 곳에서 바뀌었어요. 다시 확인해 주세요."),
    "busy": ("", "지금 처리할 일이 많아요. 잠시 뒤 다시 시도해 주세요."),
    "acting": ("", "다른 사람으로 로그인한 동안에는 비밀번호를 바꿀 수 없어요."),
}
NO_ERRORS = {"current": "", "password": "", "again": "", "": ""}
DONE = "비밀번호를 바꿨어요. 다른 기기는 모두 로그아웃했어요."
STEPS = ("10", "20", "50")
Found = tuple[Profile, list[Device], Page[Attempt]]


class SecurityDesk(ListState, mixin=True):
    """보안: the list in the address is 로그인 기록; the password itself never comes by here."""

    rows: list[AttemptText] = []
    devices: list[DeviceText] = []
    has_others: bool = False
    is_first_word: bool = False
    needs_proof: bool = False
    errors: dict[str, str] = NO_ERRORS
    news: str = ""
    more_word: str = ""

    _path: ClassVar[str] = "/account/security"
    _choices: ClassVar[dict[str, Sequence[str] | None]] = {"result": ("", *signed_in.RESULTS)}
    _usual_size: ClassVar[str] = STEPS[0]

    @rx.event
    @require("session.own")
    async def load(self):
        """Show what the address asks for and what the password form said, and listen."""
        again = type(self).refresh
        live.watch(self, {"session": again, "logins": again, "account": again})
        asked = urls.Query(self.router.url)
        self.news = DONE if asked.text("done") == "password" else ""
        self._take_problem(asked)
        await self._load_list()
        field = next((name for name, said in self.errors.items() if name and said), "")
        return rx.set_focus(field) if field else None

    @rx.event
    @require("session.own")
    async def refresh(self):
        """Somebody signed in or out; a later page stays as it is being read."""
        await (self._show_devices() if self.page_number > 1 else self._show())

    @rx.event
    @require("session.own")
    async def more(self):
        """더보기."""
        after = STEPS[min(STEPS.index(self.size) + 1, len(STEPS) - 1)]
        self._go(size=after, page=1)

    @rx.event
    @require("account.own")
    async def end_device(self, session_id: SessionId):
        """로그아웃 of one other device."""
        _, refusal = await attempt(db.write(signed_in.end_device, actor(), session_id), NotFound)
        await self._show_devices()
        if refusal is not None:
            return Toasts.say(refusal.sentence, kind="info")
        return Toasts.say("그 기기를 로그아웃했어요.")

    @rx.event
    @require("account.own", reauth=True)
    async def end_others(self):
        """다른 기기 모두 로그아웃."""
        await db.write(signed_in.end_others, actor())
        await self._show_devices()
        return Toasts.say("다른 기기를 모두 로그아웃했어요.")

    async def _show(self) -> None:
        wanted = AttemptFilter(self.filters["result"], self.page_number, int(self.size))
        mine, here, page = await db.read(_look, actor(), wanted)
        self._take_devices(here)
        self.is_first_word = not mine.has_password
        self.needs_proof = self.is_first_word and not _is_proven()
        self.rows = [printed.attempt_text(one) for one in page.rows]
        left = page.total - page.number * page.size
        has_more = left > 0 and page.number == 1 and self.size != STEPS[-1]
        self.more_word = f"더보기 ({left:,}개)" if has_more else ""
        self._took("로그인 기록", page)

    async def _show_devices(self) -> None:
        self._take_devices(await db.read(signed_in.devices, actor()))

    def _take_devices(self, found: list[Device]) -> None:
        self.devices = [printed.device_text(one) for one in found]
        self.has_others = any(not one.is_here for one in found)

    def _take_problem(self, asked: urls.Query) -> None:
        code = asked.text("error")
        field, sentence = PROBLEMS.get(code, ("", ""))
        if code == "throttled":
            minutes = asked.number("minutes", 1, most=60)
            sentence = f"비밀번호를 여러 번 틀렸어요. {minutes}분 뒤에 다시 시도해 주세요."
        self.errors = {**NO_ERRORS, field: sentence}


def _is_proven() -> bool:
    who = who_or_none()
    return who is not None and clock.now() - who.reauthenticated_at <= REAUTH - timedelta(minutes=1)


def _look(session: Session, asker: Actor, wanted: AttemptFilter) -> Found:
    return (
        profile.profile(session, asker),
        signed_in.devices(session, asker),
        signed_in.attempts(session, asker, wanted),
    )
