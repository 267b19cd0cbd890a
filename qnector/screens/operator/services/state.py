"""What 연동 키 설정 remembers and asks: what is set, never what it is, and whether it works."""

from typing import TypedDict

import reflex as rx
from sqlmodel import Session

from qnector.core import clock, db
from qnector.core.actor import Actor
from qnector.core.errors import TooMany
from qnector.domain.accounts import roster
from qnector.domain.accounts.models import Provider
from qnector.domain.services import rules
from qnector.domain.services import service as services
from qnector.domain.services.service import KeyState
from qnector.web import live, social, urls
from qnector.web.args import OpenFlag, ServiceCode
from qnector.web.busy import busy
from qnector.web.guard import Screen, actor, require
from qnector.web.operator import mailing, probes
from qnector.web.pace import Pace
from qnector.web.toasts import Toasts

SERVICES = ("nts", "juso", "google", "kakao", "smtp")
NAMES = {
    "nts": "국세청 사업자 확인",
    "juso": "도로명주소 검색",
    "google": "Google 로그인",
    "kakao": "카카오 로그인",
    "smtp": "메일 서버 (SMTP)",
}
SOURCES = {"console": "이 화면에서 등록", "environment": "환경 변수", "": "없음"}
# Each question goes to somebody else's server.
pace = Pace(burst=10, rate=0.2)


class SlotText(TypedDict):
    """One value: what it is called, whether it is set and by whom; shown only if no secret."""

    label: str
    source: str
    note: str
    shown: str
    is_set: bool
    is_readable: bool


class OutcomeText(TypedDict):
    """How the last 연결 확인 went; `tone` is "" before the first one."""

    tone: str
    text: str


NO_SLOT = SlotText(label="", source="", note="", shown="", is_set=False, is_readable=True)
NOT_ASKED = OutcomeText(tone="", text="")


class ServicesState(Screen):
    """연동 키 설정: the keys of outside services."""

    is_loaded: bool = False
    slots: dict[str, SlotText] = {slot.name: NO_SLOT for slot in rules.SLOTS}
    in_console: dict[str, bool] = dict.fromkeys(SERVICES, False)
    outcomes: dict[str, OutcomeText] = dict.fromkeys(SERVICES, NOT_ASKED)
    callbacks: dict[str, str] = {"google": "", "kakao": ""}
    mails_go: str = ""
    asking: str = ""
    editing: str = ""
    forgetting: str = ""
    forgetting_name: str = ""
    edit_epoch: int = 0
    problem: str = ""

    @rx.event
    @require("services.write")
    async def load(self):
        """Show what is set; say how a form that was posted went."""
        live.watch(self, {"services": ServicesState.refresh})
        query = urls.Query(self.router.url)
        self.editing = self.forgetting = ""
        await self._show()
        saved = query.one_of("saved", SERVICES, "")
        at = query.one_of("at", rules.BY_NAME, "")
        self.problem = rules.PROBLEMS.get(query.text("error"), "") if at else ""
        if self.problem:
            self.editing = at.partition(".")[0]
            self.edit_epoch += 1
        return Toasts.say(f"{NAMES[saved]} 값을 저장했어요.") if saved else None

    @rx.event
    @require("services.write")
    async def refresh(self):
        """Somebody changed a key."""
        await self._show()

    @rx.event
    @require("services.write", reauth=True)
    async def edit(self, code: ServiceCode):
        """바꾸기: the form, once the password was given just now."""
        self.editing = code
        self.problem = ""
        self.edit_epoch += 1

    @rx.event
    @require("services.write")
    async def close_edit(self, is_open: OpenFlag):
        """Not now."""
        self.editing = self.editing if is_open else ""

    @rx.event
    @require("services.write", reauth=True)
    async def ask_forget(self, code: ServiceCode):
        """지우기: ask first, because a key cannot be brought back."""
        self.forgetting, self.forgetting_name = code, NAMES[code]

    @rx.event
    @require("services.write")
    async def close_forget(self, is_open: OpenFlag):
        """Not now."""
        self.forgetting = self.forgetting if is_open else ""

    @rx.event
    @require("services.write", reauth=True)
    async def forget(self, code: ServiceCode):
        """지우기: the environment's values count again."""
        names = [name for name in rules.BY_NAME if name.startswith(f"{code}.")]
        await db.write(services.forget, actor(), names)
        self.forgetting = ""
        await self._show()
        return Toasts.say(f"{NAMES[code]} 값을 지웠어요.")

    @rx.event
    @require("services.write")
    async def check(self, code: ServiceCode):
        """연결 확인: really asks."""
        if not pace.allows(str(actor().user_id)):
            raise TooMany
        with busy(self, "asking", code):
            yield
            outcome = await probes.ask(code)
        at = clock.moment_text(clock.now())
        tone = "ok" if outcome.is_fine else "bad"
        self.outcomes = {
            **self.get_value("outcomes"),
            code: OutcomeText(tone=tone, text=f"{outcome.sentence} ({at})"),
        }

    async def _show(self) -> None:
        found, names, values = await db.read(_found, actor(), slow=True)
        self.slots = {one.name: _slot_text(one, names) for one in found}
        self.in_console = {
            code: any(one.source == "console" for one in found if one.name.startswith(f"{code}."))
            for code in SERVICES
        }
        self.callbacks = {one.value: social.callback(one) for one in Provider}
        self.mails_go = mailing.where_mails_go(values["smtp.url"])
        self.is_loaded = True


def _found(session: Session, asker: Actor) -> tuple[list[KeyState], dict[int, str], dict[str, str]]:
    found = services.states(session, asker)
    changers = [one.updated_by for one in found if one.updated_by]
    return found, roster.names(session, asker, changers), services.values(session)


def _slot_text(one: KeyState, names: dict[int, str]) -> SlotText:
    by = names.get(one.updated_by or 0, "")
    when = clock.moment_text(one.updated_at) if one.updated_at else ""
    return SlotText(
        label=rules.BY_NAME[one.name].label,
        source=SOURCES[one.source],
        note=" · ".join(filter(None, (when, by))),
        shown=one.shown,
        is_set=bool(one.source),
        is_readable=one.is_readable,
    )
