"""What 비밀번호 재설정 says."""

import reflex as rx

from qnector.web import typed, urls
from qnector.web.guard import Screen, public

FORMAT = "이메일 형식으로 입력해 주세요. 예: name@company.co.kr"
BUSY = "요청이 너무 많아요. 잠시 뒤 다시 시도해 주세요."


class ResetPasswordState(Screen):
    """비밀번호 재설정: whether the mail was asked for. The form itself is plain HTML."""

    is_sent: bool = False
    email: str = ""
    email_error: str = ""
    problem: str = ""

    @rx.event
    @public
    async def load(self):
        """Read from the address what the route answered: the same for every address."""
        asked = urls.Query(self.router.url)
        error = asked.text("error")
        self.is_sent = asked.text("done") == "sent"
        self.email = typed.unseal(asked.sealed("typed"))
        self.email_error = FORMAT if error == "email" else ""
        self.problem = BUSY if error == "busy" else ""
