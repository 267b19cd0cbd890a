"""연동 키 설정, as the operator sees it."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.domain.services import rules
from qnector.screens.operator.services import windows
from qnector.screens.operator.services.state import NAMES, SERVICES, ServicesState
from qnector.web.screen import screen

WORDS = {
    "nts": "사업자등록 상태와 진위를 확인해요. 없으면 회사는 미확인으로 가입해요.",
    "juso": "주소를 검색해요. 없으면 주소를 직접 입력해요.",
    "google": "Google 계정으로 로그인해요. 없으면 버튼이 보이지 않아요.",
    "kakao": "카카오 계정으로 로그인해요. 없으면 버튼이 보이지 않아요.",
    "smtp": "메일을 보내요. 없으면 메일을 파일로 남겨요.",
}


@screen(
    route="/operator/services",
    title="연동 키 설정",
    side="operator",
    on_load=ServicesState.load,
)
def operator_services() -> rx.Component:
    """A card for each service, and the windows to change and to forget its values."""
    state = ServicesState
    return ui.page(
        ui.page_header(
            "연동 키 설정",
            note="바깥 서비스의 키예요. 암호로 잠가 저장하고 다시 보여 주지 않아요.",
        ),
        rx.cond(
            state.is_loaded,
            ui.grid(*[_card(code) for code in SERVICES]),
            ui.skeleton_lines(6),
        ),
        windows.edit(),
        windows.forget(),
    )


def _card(code: str) -> rx.Component:
    state = ServicesState
    slots = [slot.name for slot in rules.SLOTS if slot.name.startswith(f"{code}.")]
    return ui.card(
        ui.stack(
            ui.paragraph(WORDS[code], tone="muted", size="sm"),
            *[_slot(state.slots[name]) for name in slots],
            *_more(code),
            _outcome(state.outcomes[code]),
            ui.inline(
                ui.button(
                    "연결 확인",
                    size="sm",
                    before="plug",
                    busy=state.asking == code,
                    aria_label=f"{NAMES[code]} 연결 확인",
                    on_click=state.check(code),
                ),
                ui.button(
                    "바꾸기",
                    size="sm",
                    aria_label=f"{NAMES[code]} 바꾸기",
                    on_click=state.edit(code),
                ),
                rx.cond(
                    state.in_console[code],
                    ui.button(
                        "지우기",
                        size="sm",
                        variant="ghost",
                        aria_label=f"{NAMES[code]} 지우기",
                        on_click=state.ask_forget(code),
                    ),
                ),
            ),
        ),
        title=NAMES[code],
    )


def _slot(slot: Any) -> rx.Component:
    return ui.box(
        ui.inline(
            ui.text(slot["label"], size="sm", strong=True),
            rx.cond(
                slot["is_readable"],
                rx.cond(
                    slot["is_set"],
                    ui.badge("설정됨", tone="ok", before="check"),
                    ui.badge("없음", before="minus"),
                ),
                ui.badge("열 수 없음", tone="bad", before="x"),
            ),
            spread=True,
        ),
        rx.cond(slot["shown"] != "", ui.text(slot["shown"], size="sm", number=True)),
        rx.cond(
            slot["is_set"],
            ui.paragraph(
                slot["source"],
                rx.cond(slot["note"] != "", " · " + slot["note"], ""),
                tone="muted",
                size="xs",
            ),
        ),
        rx.cond(
            slot["is_readable"],
            rx.fragment(),
            ui.paragraph(
                "예전 비밀 키로 잠긴 값이라 열 수 없어요. 다시 등록해 주세요.",
                tone="bad",
                size="xs",
            ),
        ),
    )


def _more(code: str) -> list[rx.Component]:
    state = ServicesState
    if code in ("google", "kakao"):
        return [
            ui.copy_field(
                "Redirect URI",
                f"callback_{code}",
                state.callbacks[code],
                hint=f"{NAMES[code].split()[0]} 개발자 콘솔에 글자 그대로 등록해 주세요.",
            )
        ]
    if code == "smtp":
        return [ui.paragraph(state.mails_go, size="sm")]
    return []


def _outcome(outcome: Any) -> rx.Component:
    return ui.stack(
        rx.match(
            outcome["tone"],
            ("ok", ui.callout("ok", outcome["text"])),
            ("bad", ui.callout("warn", outcome["text"])),
            rx.fragment(),
        ),
        aria_live="polite",
    )
