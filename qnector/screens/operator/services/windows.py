"""The form of one service's values, and the question before they are forgotten."""

import reflex as rx

from qnector import ui
from qnector.domain.services import rules
from qnector.domain.services.rules import Slot
from qnector.screens.operator.services.state import NAMES, SERVICES, ServicesState

KEEPS = "비워 두면 지금 값을 그대로 써요."
HINTS = {
    "smtp.url": (
        "예: smtp://아이디:비밀번호@mail.example.com:587?from=no-reply@example.com"
        " · 587은 STARTTLS, 465는 smtps:// 로 적는 TLS예요."
        " 비밀번호의 # / ? %는 %23 %2F %3F %25로 바꿔 써요."
    ),
    "nts.key": "공공데이터포털의 일반 인증키(Decoding)예요.",
}


def edit() -> rx.Component:
    """One window; which form stands in it is said by the state."""
    state = ServicesState
    return ui.dialog(
        rx.cond(state.problem != "", ui.callout("bad", state.problem)),
        rx.match(state.editing, *[(code, _form(code)) for code in SERVICES], rx.fragment()),
        title=rx.match(state.editing, *NAMES.items(), "연동 키"),
        description="저장한 값은 다시 볼 수 없어요.",
        name="edit",
        width="sm",
        open=state.editing != "",
        on_open_change=state.close_edit,
        footer=[
            ui.close_button("취소"),
            rx.match(
                state.editing,
                *[(code, ui.submit("저장", form=_form_id(code))) for code in SERVICES],
                rx.fragment(),
            ),
        ],
    )


def _form(code: str) -> rx.Component:
    slots = [slot for slot in rules.SLOTS if slot.name.startswith(f"{code}.")]
    return ui.post_form(
        *[_field(slot) for slot in slots],
        action="/auth/services",
        id=_form_id(code),
        key=ServicesState.edit_epoch,
    )


def _form_id(code: str) -> str:
    return f"{code}-form"


def _field(slot: Slot) -> rx.Component:
    hint = f"{HINTS.get(slot.name, '')} {KEEPS}".strip()
    common = {
        "id": slot.name.replace(".", "_"),
        "hint": hint,
        "max_length": rules.MOST,
        "auto_complete": "off",
        "spell_check": False,
    }
    if slot.is_secret:
        return ui.password_field(slot.label, slot.name, **common)
    return ui.text_field(slot.label, slot.name, **common)


def forget() -> rx.Component:
    """A key that was forgotten must be registered anew."""
    state = ServicesState
    return ui.confirm(
        title=state.forgetting_name + " 값을 지울까요?",
        description=(
            "이 화면에서 등록한 값만 지워요. 되돌릴 수 없고, 환경 변수에 값이 있으면 그 값을 써요."
        ),
        name="forget",
        action="지우기",
        on_confirm=state.forget(state.forgetting),
        open=state.forgetting != "",
        on_open_change=state.close_forget,
    )
