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
        _said(),
        _form(),
        rx.cond(
            LoginState.providers,
            ui.stack(
                ui.or_line(),
                ui.social_buttons(LoginState.providers, LoginState.next_path),
                gap="none",
            ),
        ),
        ui.auth_foot("계정이 없으신가요? ", ui.page_link("무료로 시작하기", href="/register")),
        rx.cond(LoginState.demo_logins, _demo()),
    )


def _form() -> rx.Component:
    return ui.post_form(
        ui.hidden_input("next", LoginState.next_path),
        ui.sign_in_email(LoginState.email, LoginState.email_error),
        ui.password_field(
            "비밀번호",
            "password",
            placeholder="8자 이상",
            error=LoginState.field_error,
            required=True,
        ),
        ui.inline(
            ui.checkbox("로그인 유지", name="remember", value="1"),
            ui.link("비밀번호 재설정", to="/reset-password"),
            spread=True,
        ),
        ui.submit("로그인", size="lg", full=True),
        action="/auth/login",
        id="login",
    )


def _said() -> rx.Component:
    """What went wrong or well, above the form; 다시 보내기 is a form of its own."""
    return ui.announced(
        rx.cond(
            LoginState.problem != "",
            ui.callout(
                "bad",
                LoginState.problem,
                rx.cond(LoginState.reason != "", ui.text("사유: ", LoginState.reason, size="sm")),
            ),
        ),
        rx.cond(
            LoginState.resend != "",
            ui.post_form(
                ui.hidden_input("typed", LoginState.resend),
                ui.hidden_input("next", LoginState.next_path),
                ui.submit("인증 메일 다시 보내기", variant="secondary", full=True),
                action="/auth/resend",
                id="resend",
            ),
        ),
        rx.cond(LoginState.news != "", ui.callout("ok", LoginState.news)),
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
