"""비밀번호 재설정, as anybody sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.front.reset_password.state import ResetPasswordState
from qnector.web.screen import screen


@screen(
    route="/reset-password", title="비밀번호 재설정", side=None, on_load=ResetPasswordState.load
)
def reset_password() -> rx.Component:
    """Ask for the mail; afterwards the same page says where to look."""
    return ui.auth_page(
        "비밀번호 재설정",
        "가입한 이메일로 비밀번호를 다시 정하는 링크를 보내 드려요.",
        rx.cond(ResetPasswordState.is_sent, _sent(), _form()),
        ui.auth_foot(ui.link("로그인으로 돌아가기", to="/login")),
    )


def _form() -> rx.Component:
    return ui.stack(
        ui.announced(
            rx.cond(ResetPasswordState.problem != "", ui.callout("bad", ResetPasswordState.problem))
        ),
        ui.post_form(
            ui.sign_in_email(ResetPasswordState.email, ResetPasswordState.email_error),
            ui.submit("재설정 링크 받기", size="lg", full=True),
            action="/auth/forgot",
            id="forgot",
        ),
    )


def _sent() -> rx.Component:
    return ui.stack(
        ui.callout(
            "ok",
            "가입한 주소라면 곧 메일이 도착해요. 링크는 30분 동안 한 번만 쓸 수 있어요.",
        ),
        rx.cond(
            ResetPasswordState.email != "",
            ui.text("받는 주소: ", ResetPasswordState.email, number=True),
        ),
        ui.paragraph("메일이 오지 않으면 스팸함과 주소를 확인한 뒤 다시 요청해 주세요."),
        ui.page_link("다른 주소로 다시 요청하기", href="/reset-password"),
    )
