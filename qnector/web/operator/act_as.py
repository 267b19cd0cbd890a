"""대신 로그인: the question before it, for every screen that shows people to the operator."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.core import db
from qnector.domain.accounts import roster
from qnector.web.args import OpenFlag, UserId
from qnector.web.guard import actor, require

ACT_FORM = "act-form"


class ActAs(rx.State, mixin=True):
    """대신 로그인: as whom. The password was given just now, so it is asked for first."""

    is_acting_asked: bool = False
    act_id: str = ""
    act_name: str = ""

    @rx.event
    @require("people.write", reauth=True)
    async def ask_act(self, user_id: UserId):
        """대신 로그인: ask for the reason."""
        person = await db.read(roster.person, actor(), user_id)
        self.act_id = str(person.id)
        self.act_name = f"{person.company_name} {person.name}".strip()
        self.is_acting_asked = True

    @rx.event
    @require("people.write")
    async def close_act(self, is_open: OpenFlag):
        """Not now."""
        self.is_acting_asked = is_open


def act_window(state: Any, onward: str) -> rx.Component:
    """Posts to /auth/act-as, which leads to the person's own first screen."""
    return ui.confirm(
        ui.callout(
            "info",
            "30분 동안 이 사람의 화면을 봐요. 사유 없이는 볼 수만 있고, 시작과 끝이 이 회사의"
            " 감사 기록에 남아요.",
        ),
        ui.post_form(
            ui.hidden_input("user", state.act_id),
            ui.hidden_input("next", onward),
            ui.area_field(
                "사유",
                "reason",
                id="act-reason",
                max_length=500,
                placeholder="예: 고객이 주문 수정을 부탁했어요",
                hint="사유를 쓰면 이 사람 대신 바꿀 수도 있어요. 비워 두면 볼 수만 있어요.",
            ),
            action="/auth/act-as",
            id=ACT_FORM,
        ),
        title=state.act_name + " 계정으로 볼까요?",
        description="모든 화면 위에 누가 보고 있는지 표시돼요.",
        name="actas",
        action="대신 로그인",
        form=ACT_FORM,
        is_destructive=False,
        open=state.is_acting_asked,
        on_open_change=state.close_act,
    )
