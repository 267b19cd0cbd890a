"""계정 정보, the mail that was sent, and what is drawn when there is no visit."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.domain.accounts import documents as versions
from qnector.screens.front.register.account_state import AccountState
from qnector.web.texts import news, privacy, terms

FORM = "account"
SIDES = (
    ("buyer", "구매자", "판매자의 품목을 보고 주문해요."),
    ("seller", "판매자", "품목을 올리고 주문을 받아요."),
    ("both", "둘 다", "주문도 하고 주문도 받아요."),
)
DOCUMENTS = (
    ("terms", "이용약관", "(필수) 이용약관 동의", terms.TEXT, versions.TERMS_VERSION),
    (
        "privacy",
        "개인정보 처리방침",
        "(필수) 개인정보 수집·이용 동의",
        privacy.TEXT,
        versions.PRIVACY_VERSION,
    ),
    ("news", "소식 받기", "(선택) 새 기능과 소식 받기", news.TEXT, versions.NEWS_VERSION),
)


def account() -> rx.Component:
    """Step 2: a plain form that the browser posts, so that the password is no event."""
    return ui.account_watch(
        ui.post_form(
            rx.cond(AccountState.general != "", ui.callout("bad", AccountState.general)),
            _field(
                "이메일",
                "email",
                type="email",
                placeholder="name@company.co.kr",
                auto_complete="username",
                max_length=254,
            ),
            *_passwords(),
            _field(
                "이름",
                "person",
                placeholder="이름을 입력해 주세요.",
                auto_complete="name",
                max_length=50,
            ),
            _sides(),
            _consents(),
            action="/auth/register",
            id=FORM,
        ),
        steps_on(
            ui.link_button("뒤로가기", to="/register", size="lg"),
            ui.account_submit("회원가입"),
        ),
        key=AccountState.epoch.to_string(),
    )


def sent() -> rx.Component:
    """Step 3: where the mail went, and what to do when it does not come."""
    return rx.cond(
        AccountState.is_verified,
        ui.empty(
            "이메일을 인증했어요",
            "이제 로그인할 수 있어요.",
            ui.link_button("로그인", to="/login", variant="primary", size="lg"),
            ui.button("새로 가입하기", size="lg", on_click=AccountState.start_over),
            before="circle-check",
        ),
        rx.fragment(_sent(), _change()),
    )


def no_visit() -> rx.Component:
    """The page was reached without its cookie: it has to be loaded anew."""
    return ui.stack(
        ui.callout(
            "info",
            "입력한 내용을 이 브라우저에 이어 두려면 쿠키가 필요해요. 화면을 다시 열어 주세요.",
        ),
        ui.page_button("회원가입 열기", href="/register", variant="primary", size="lg"),
    )


def steps_on(back: Any, on: Any) -> rx.Component:
    """뒤로가기 at the left, the way on beside it."""
    return ui.two_buttons(back, on)


def _field(label: str, name: str, **props: Any) -> rx.Component:
    return ui.text_field(
        label,
        name,
        default_value=getattr(AccountState, name),
        error=AccountState.problems[name],
        on_blur=AccountState.leave(name),
        required=True,
        **props,
    )


def _passwords() -> tuple[rx.Component, ...]:
    again = _password("비밀번호 확인", "again", "비밀번호를 한 번 더 입력해 주세요.")
    return (
        ui.stack(_password("비밀번호", "password", "8자 이상"), ui.account_rules()),
        ui.stack(again, ui.account_match()),
    )


def _password(label: str, name: str, placeholder: str) -> rx.Component:
    return ui.password_field(
        label,
        name,
        placeholder=placeholder,
        auto_complete="new-password",
        error=AccountState.problems[name],
        required=True,
    )


def _sides() -> rx.Component:
    return ui.labelled_group(
        "사용자 유형",
        ui.radio_group(
            "사용자 유형",
            *[
                ui.radio_card(
                    word,
                    note,
                    name="side",
                    value=value,
                    default_checked=AccountState.side == value,
                    on_change=AccountState.leave("side", value),
                )
                for value, word, note in SIDES
            ],
        ),
        error=AccountState.problems["side"],
    )


def _consents() -> rx.Component:
    return ui.labelled_group(
        "약관 동의",
        ui.account_all("전체 동의", ["terms", "privacy", "news"], AccountState.agree("all")),
        *[_consent(*one) for one in DOCUMENTS],
    )


def _consent(name: str, title: str, label: str, text: str, version: str) -> rx.Component:
    return ui.inline(
        ui.checkbox(
            label,
            name=name,
            value="1",
            default_checked=getattr(AccountState, name),
            on_change=AccountState.agree(name),
        ),
        ui.dialog(
            ui.prose(text),
            title=title,
            description=f"버전 {version}. 닫으면 적던 화면으로 돌아가요.",
            name=f"document_{name}",
            width="lg",
            is_read=True,
            trigger=ui.button("보기", ui.unseen(f" {title}"), variant="link", size="sm"),
            footer=[ui.close_button()],
        ),
        spread=True,
    )


def _sent() -> rx.Component:
    return ui.stack(
        ui.empty(
            "인증 메일을 보냈어요",
            rx.fragment(
                ui.text(AccountState.sent_to, strong=True),
                " 메일함에서 [큐넥터 회원가입 인증] 메일을 열고 이메일 인증을 눌러 주세요.",
            ),
            before="mail",
        ),
        ui.paragraph(
            "링크는 24시간 동안 쓸 수 있어요. 메일이 안 보이면 스팸함도 확인해 주세요.",
            tone="muted",
            size="sm",
        ),
        rx.cond(AccountState.mail_problem != "", ui.callout("warn", AccountState.mail_problem)),
        ui.paused_button(
            "다시 보내기",
            AccountState.wait,
            AccountState.send_again,
            key=AccountState.wait_epoch.to_string(),
        ),
        ui.button("다른 이메일 쓰기", size="lg", full=True, on_click=AccountState.open_change),
        gap="md",
    )


def _change() -> rx.Component:
    return ui.form_dialog(
        ui.form(
            ui.text_field(
                "새 이메일",
                "new_email",
                type="email",
                placeholder="name@company.co.kr",
                auto_complete="email",
                max_length=254,
                error=AccountState.change_problem,
                required=True,
            ),
            id="change_email_form",
            turn=AccountState.turn,
            on_submit=AccountState.change,
        ),
        title="다른 이메일 쓰기",
        description="앞서 보낸 메일의 링크는 더 쓸 수 없어요.",
        name="change_email",
        width="sm",
        action="보내기",
        form="change_email_form",
        open=AccountState.is_changing,
        on_open_change=AccountState.close_change,
    )
