"""What 본인 확인 asks for."""

import reflex as rx

from qnector.core import db
from qnector.domain.accounts import entering
from qnector.web import social, urls
from qnector.web.guard import Screen, actor, require
from qnector.web.social import ProviderText

PROBLEMS = {
    "wrong": "비밀번호가 맞지 않아요.",
    "busy": "지금 로그인하는 사람이 많아요. 잠시 뒤 다시 시도해 주세요.",
    **social.PROBLEMS,
}


class ReauthState(Screen):
    """본인 확인: the password once more before something that matters, then back."""

    is_acting: bool = False
    email: str = ""
    way: str = ""
    providers: list[ProviderText] = []
    problem: str = ""
    field_error: str = ""
    next_path: str = ""

    @rx.event
    @require("session.own")
    async def load(self):
        """How this person can prove it, and what the route answered."""
        asked, asker = urls.Query(self.router.url), actor()
        error = asked.text("error")
        self.is_acting = asker.acting_operator_id is not None
        self.next_path = urls.safe_next(asked.next(), "")
        self.problem = PROBLEMS.get(error, "")
        if error == "throttled":
            minutes = asked.number("minutes", 1, most=60)
            self.problem = f"여러 번 실패했어요. {minutes}분 뒤에 다시 시도해 주세요."
        self.field_error = "비밀번호를 입력해 주세요." if error == "password" else ""
        ways = await db.read(entering.ways_to_prove, asker)
        self.email = ways.email
        self.providers = [one for one in await social.providers() if one["name"] in ways.providers]
        self.way = "password" if ways.has_password else "social" if self.providers else "none"
