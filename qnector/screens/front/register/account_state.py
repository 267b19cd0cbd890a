"""What 회원가입 remembers of 계정 정보 and of the mail that was sent."""

from typing import Literal

import reflex as rx

from qnector.core import db
from qnector.core.emails import is_email
from qnector.core.errors import Conflict, Invalid, NotFound, TooMany
from qnector.domain.accounts import enrolling, registration, verifying
from qnector.screens.front.register.state import RegisterState
from qnector.web import visits
from qnector.web.args import FieldText, Flag, TurnForm
from qnector.web.doors.recovery import evenly
from qnector.web.guard import Screen, attempt, public, visitor
from qnector.web.pace import Pace
from qnector.web.toasts import Toasts
from qnector.web.turns import Turns

NONE = dict.fromkeys(("email", "password", "again", "person", "side", "terms", "privacy", ""), "")
TOO_OFTEN = "주소를 너무 여러 번 바꿨어요. 잠시 뒤에 다시 시도해 주세요."
sending = Pace(burst=10, rate=1 / 60)

Typed = Literal["email", "person", "side"]
Consented = Literal["terms", "privacy", "news", "all"]


class ChangeForm(TurnForm):
    """다른 이메일 쓰기."""

    new_email: FieldText = ""


class AccountState(Turns, Screen):
    """회원가입: 계정 정보 without its passwords, then where the mail went."""

    email: str = ""
    person: str = ""
    side: str = ""
    terms: bool = False
    privacy: bool = False
    news: bool = False
    problems: dict[str, str] = NONE
    general: str = ""
    epoch: int = 0
    sent_to: str = ""
    wait: int = 0
    wait_epoch: int = 0
    is_verified: bool = False
    mail_problem: str = ""
    is_changing: bool = False
    change_problem: str = ""

    @rx.event
    @public
    async def load(self):
        """Show what was typed, and why 회원가입 was refused."""
        draft = await db.read(registration.look, visitor())
        for name in ("email", "person", "side"):
            setattr(self, name, draft.values.get(name, ""))
        for name in ("terms", "privacy", "news"):
            setattr(self, name, draft.values.get(name, "") != "")
        field, sentence = draft.problem
        is_ours = field in NONE and sentence != ""
        self.problems = {**NONE, field: sentence} if is_ours else NONE
        self.general = sentence if is_ours and field in ("", "terms", "privacy") else ""
        self.is_verified = draft.is_verified
        self.is_changing, self.mail_problem = False, ""
        self._show_sent(draft.sent_to, draft.wait)
        self.epoch += 1

    @rx.event
    @public
    async def leave(self, field: Typed, text: FieldText):
        """A field was left: keep it, and judge an e-mail at once."""
        await visits.keep(visitor(), self.router.session.client_ip, {field: text})
        is_wrong = field == "email" and text and not is_email(text.lower())
        self.problems = {**self.problems, field: enrolling.NOT_AN_EMAIL if is_wrong else ""}

    @rx.event
    @public
    async def agree(self, document: Consented, is_on: Flag):
        """약관 동의, or 전체 동의."""
        names = ("terms", "privacy", "news") if document == "all" else (document,)
        typed = dict.fromkeys(names, "1" if is_on else "")
        await visits.keep(visitor(), self.router.session.client_ip, typed)

    @rx.event
    @public
    async def send_again(self):
        """다시 보내기."""
        _, refusal = await attempt(
            db.write(verifying.send_again, visitor()), TooMany, NotFound, Conflict
        )
        self.mail_problem = refusal.sentence if refusal else ""
        draft = await db.read(registration.look, visitor())
        self.is_verified = draft.is_verified
        self._show_sent(draft.sent_to, draft.wait)
        return None if refusal else Toasts.say("인증 메일을 다시 보냈어요.")

    @rx.event
    @public
    async def start_over(self):
        """새로 가입하기: another company, from the beginning."""
        if visitor():
            await db.write(registration.start_over, visitor())
        return [AccountState.load, RegisterState.load]

    @rx.event
    @public
    async def open_change(self):
        """다른 이메일 쓰기."""
        self.change_problem = ""
        self._next_turn()
        self.is_changing = True

    @rx.event
    @public
    async def close_change(self, is_open: Flag):
        """취소."""
        self.is_changing = is_open

    @rx.event
    @public
    async def change(self, form: ChangeForm):
        """보내기: the same sign-up with another address."""
        if self._is_over(form.turn):
            return None
        address = self.router.session.client_ip
        if not sending.allows(address):
            self.change_problem = TOO_OFTEN
            return rx.set_focus("new_email")
        _, refusal = await attempt(
            evenly(
                db.write(enrolling.change_address, visitor(), form.new_email, address=address)
            ),
            Invalid, TooMany, NotFound, Conflict,
        )  # fmt: skip
        if refusal is not None:
            self.change_problem = refusal.sentence
            return rx.set_focus("new_email")
        self._next_turn()
        self.is_changing, self.mail_problem = False, ""
        draft = await db.read(registration.look, visitor())
        self._show_sent(draft.sent_to, draft.wait)
        return Toasts.say("새 주소로 인증 메일을 보냈어요.")

    def _show_sent(self, sent_to: str, wait: int) -> None:
        self.sent_to, self.wait = sent_to, wait
        self.wait_epoch += 1
