"""What 로그인 says."""

from typing import TypedDict

import reflex as rx

from qnector.core import db, settings
from qnector.domain.accounts import entering
from qnector.domain.accounts.demo import LOGINS, PASSWORD
from qnector.web import social, typed, urls
from qnector.web.guard import Screen, public
from qnector.web.social import ProviderText

PROBLEMS = {
    "wrong": "이메일 또는 비밀번호가 맞지 않아요.",
    "busy": "지금 로그인하는 사람이 많아요. 잠시 뒤 다시 시도해 주세요.",
    "unverified": "이메일 인증이 필요해요. 메일함을 확인해 주세요.",
    "resend_over": "시간이 지났어요. 다시 로그인하면 인증 메일을 다시 받을 수 있어요.",
    "resend_many": "메일을 여러 번 보냈어요. 한 시간 뒤에 다시 시도해 주세요.",
    "suspended": "이용이 중지된 회사예요. 운영자에게 문의해 주세요.",
    "switched_off": "사용이 중지된 계정이에요. 회사의 대표에게 문의해 주세요.",
    "ended": "안전을 위해 로그아웃했어요. 다시 로그인해 주세요.",
    **social.PROBLEMS,
}
EMAIL_ERRORS = {
    "email": "이메일을 입력해 주세요.",
    "format": "이메일 형식으로 입력해 주세요. 예: name@company.co.kr",
}
NEWS = {
    "logged_out": "로그아웃했어요.",
    "password": "비밀번호를 저장했어요. 새 비밀번호로 로그인해 주세요.",
    "resent": "인증 메일을 다시 보냈어요. 메일함을 확인해 주세요.",
    "verified": "이메일 인증이 끝났어요. 로그인해 주세요.",
    "invited": "초대를 받았어요. 정한 비밀번호로 로그인해 주세요.",
}


class DemoLoginText(TypedDict):
    """One login of the demo market."""

    email: str
    who: str


class LoginState(Screen):
    """로그인: what went wrong, and where to go afterwards. The form itself is plain HTML."""

    problem: str = ""
    reason: str = ""
    news: str = ""
    email: str = ""
    email_error: str = ""
    field_error: str = ""
    next_path: str = ""
    resend: str = ""
    providers: list[ProviderText] = []
    demo_logins: list[DemoLoginText] = []
    demo_password: str = ""

    @rx.event
    @public
    async def load(self):
        """Read from the address what the login route answered."""
        asked = urls.Query(self.router.url)
        error, sealed = asked.text("error"), asked.sealed("typed")
        self.email = typed.unseal(sealed)
        self.problem = PROBLEMS.get(error, "")
        if error == "throttled":
            minutes = asked.number("minutes", 1, most=60)
            self.problem = f"로그인을 여러 번 실패했어요. {minutes}분 뒤에 다시 시도해 주세요."
        if error == "resend_wait":
            self.problem = f"{asked.number('seconds', 60, most=600)}초 뒤에 다시 보낼 수 있어요."
        self.email_error = EMAIL_ERRORS.get(error, "")
        self.field_error = "비밀번호를 입력해 주세요." if error == "password" else ""
        self.news = NEWS.get(asked.text("done"), "")
        self.next_path = urls.safe_next(asked.next(), "")
        self.providers = await social.providers()
        self._show_demo()
        await self._show_proven(sealed)
        return rx.set_focus("password") if self.email and not self.email_error else None

    async def _show_proven(self, sealed: str) -> None:
        """What only somebody who gave the right password may know."""
        unverified = typed.unseal(sealed, place=typed.UNVERIFIED)
        self.resend = sealed if unverified else ""
        suspended = typed.unseal(sealed, place=typed.SUSPENDED)
        self.reason = await db.read(entering.suspension_of, suspended) if suspended else ""
        self.email = self.email or unverified or suspended

    def _show_demo(self) -> None:
        if settings.current().is_demo:
            self.demo_logins = [DemoLoginText(email=one.email, who=one.who) for one in LOGINS]
            self.demo_password = PASSWORD
