"""회원가입 in three steps: 사업자 정보, 계정 정보, 이메일 인증."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.screens.front.register import parts
from qnector.screens.front.register.account_state import AccountState
from qnector.screens.front.register.state import RegisterState
from qnector.web import postcode
from qnector.web.screen import screen

STEPS = ("사업자 정보", "계정 정보", "이메일 인증")


@screen(
    route="/register",
    title="회원가입",
    side=None,
    # The step comes last: what it shows is looked at as soon as it is drawn.
    on_load=[AccountState.load, RegisterState.load],
    description="사업자 정보와 계정 정보를 입력하고 이메일을 인증하면 큐넥터를 쓸 수 있어요.",
)
def register() -> rx.Component:
    """One page; the address says which step it is at."""
    return ui.auth_page(
        "Welcome to Qnector",
        "지금 시작해보세요.",
        ui.progress(STEPS, RegisterState.step),
        rx.match(
            RegisterState.step,
            (1, rx.cond(RegisterState.has_visit, _business(), parts.no_visit())),
            (2, parts.account()),
            (3, parts.sent()),
            ui.skeleton_lines(6),
        ),
    )


def _business() -> rx.Component:
    return rx.fragment(
        ui.form(
            _number(),
            _field("상호(법인명)", "name", "상호(법인명)을 입력해주세요.", required=True),
            _field("대표자명", "representative_name", "대표자명을 입력해주세요.", required=True),
            _opened_on(),
            ui.grid(
                _field("업종", "business_item", "업종을 입력해주세요."),
                _field("업태", "business_type", "업태를 입력해주세요."),
            ),
            postcode.fields(RegisterState, more=_kept),
            parts.steps_on(
                ui.page_button("뒤로가기", href="/", size="lg"),
                ui.submit(
                    rx.cond(RegisterState.is_asking == "next", "확인하고 있어요", "다음"),
                    size="lg",
                    full=True,
                    busy=RegisterState.is_asking != "",
                ),
            ),
            id="business",
            key=RegisterState.epoch.to_string(),
            on_submit=RegisterState.go_on,
        ),
        postcode.finder(RegisterState),
    )


def _number() -> rx.Component:
    return _field(
        "사업자등록번호",
        "business_number",
        "사업자등록번호 10자리를 입력해주세요.",
        required=True,
        input_mode="numeric",
        hint=_said(RegisterState.number_said, RegisterState.is_active),
        aside=ui.button(
            "상태조회",
            on_click=RegisterState.check_status,
            busy=RegisterState.is_asking == "status",
        ),
    )


def _opened_on() -> rx.Component:
    return _field(
        "개업일자 (YYYYMMDD)",
        "opened_on",
        "(예: 20240101)",
        required=True,
        input_mode="numeric",
        hint=rx.cond(
            RegisterState.claim_said != "",
            _said(RegisterState.claim_said, RegisterState.is_confirmed),
            "상호, 대표자명, 개업일자는 사업자등록증에 기재된 정보와 동일해야 합니다.",
        ),
        aside=ui.button(
            "진위확인",
            on_click=RegisterState.verify_business,
            busy=RegisterState.is_asking == "claim",
        ),
    )


def _said(words: rx.Var[str], is_good: rx.Var[bool]) -> rx.Component:
    return rx.cond(
        is_good,
        ui.text(words, tone="ok", size="xs"),
        ui.text(words, tone="warn", size="xs"),
    )


def _field(label: str, name: str, placeholder: str, **props: Any) -> rx.Component:
    return ui.text_field(
        label,
        name,
        placeholder=placeholder,
        default_value=getattr(RegisterState, name),
        error=RegisterState.errors[name],
        **_kept(name),
        **props,
    )


def _kept(name: str) -> dict[str, Any]:
    return {"on_blur": RegisterState.keep(name)}
