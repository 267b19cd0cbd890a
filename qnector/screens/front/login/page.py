"""로그인, as anybody sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.front.login.state import DemoLoginText, LoginState
from qnector.web.screen import screen


@screen(route="/login", title="로그인", side=None, on_load=LoginState.load)
def login() -> rx.Component:
    """A plain form that the browser posts: the password never becomes an event."""
    return ui.auth_page(
        "로그인",
        "등록한 이메일로 로그인하세요.",
        ui.post_form(
            rx.cond(
                LoginState.problem != "",
                ui.callout("bad", LoginState.problem),
            ),
            rx.cond(LoginState.news != "", ui.callout("ok", LoginState.news)),
            ui.hidden_input("next", LoginState.next_path),
            ui.text_field(
                "이메일",
                "email",
                type="email",
                placeholder="name@company.co.kr",
                auto_complete="username",
                error=LoginState.email_error,
                auto_focus=True,
                required=True,
            ),
            ui.password_field(
                "비밀번호",
                "password",
                placeholder="8자 이상",
                error=LoginState.field_error,
                required=True,
            ),
            ui.checkbox("로그인 유지", name="remember", value="1"),
            ui.submit("로그인", size="lg", full=True),
            action="/auth/login",
            id="login",
        ),
        rx.cond(LoginState.demo_logins, ui.stack(ui.or_line(), _demo(), gap="none")),
    )


def _demo() -> rx.Component:
    return ui.section(
        "데모 로그인",
        ui.box(
            ui.stack(
                rx.foreach(LoginState.demo_logins, _demo_login),
                ui.text("비밀번호 ", LoginState.demo_password, tone="muted", size="sm"),
                gap="xs",
            )
        ),
        level=2,
    )


def _demo_login(row: rx.Var[DemoLoginText]) -> rx.Component:
    return ui.inline(
        ui.text(row["email"], size="sm", number=True),
        ui.text(row["who"], tone="muted", size="sm"),
        spread=True,
        key=row["email"],
    )
