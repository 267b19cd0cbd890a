"""본인 확인, as the signed-in person sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.front.reauth.state import ReauthState
from qnector.web.screen import screen

NO_WAY = "비밀번호를 아직 정하지 않았어요. 비밀번호 재설정에서 먼저 정해 주세요."
ACTING = "다른 사람으로 로그인한 동안에는 그 사람의 계정을 바꿀 수 없어요."


@screen(route="/reauth", title="본인 확인", side=None, on_load=ReauthState.load)
def reauth() -> rx.Component:
    """A plain form, as at the login."""
    return ui.auth_page(
        "본인 확인",
        "안전을 위해 한 번 더 확인할게요.",
        rx.cond(
            ReauthState.way == "",
            ui.skeleton_lines(3),
            rx.cond(ReauthState.is_acting, ui.callout("bad", ACTING), _ways()),
        ),
        ui.auth_foot(ui.page_link("내 화면으로 돌아가기", href="/login")),
    )


def _ways() -> rx.Component:
    return ui.stack(
        ui.announced(rx.cond(ReauthState.problem != "", ui.callout("bad", ReauthState.problem))),
        rx.match(
            ReauthState.way,
            ("password", _password()),
            ("social", _social()),
            ui.callout("warn", NO_WAY),
        ),
    )


def _social() -> rx.Component:
    return ui.social_buttons(
        ReauthState.providers, ReauthState.next_path, purpose="reauth", verb="확인하기"
    )


def _password() -> rx.Component:
    return ui.post_form(
        ui.hidden_input("next", ReauthState.next_path),
        ui.text_field(
            "이메일",
            "username",
            type="email",
            auto_complete="username",
            default_value=ReauthState.email,
            read_only=True,
        ),
        ui.password_field(
            "비밀번호",
            "password",
            error=ReauthState.field_error,
            auto_focus=True,
            required=True,
        ),
        ui.submit("확인", size="lg", full=True),
        action="/auth/reauth",
        id="reauth",
    )
