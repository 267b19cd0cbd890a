"""계정 설정 as every side sees it."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.web.account.tabs import account_tabs
from qnector.web.screen import PageSide

FORM = "profile-form"
COMPANY_NOTE = "내 계정과 회사 정보를 관리하세요."
NOTES: dict[PageSide, str] = {
    "buyer": COMPANY_NOTE,
    "seller": COMPANY_NOTE,
    "operator": "내 계정을 관리하세요.",
}
KINDS = [
    ("buyer", "구매자", "판매자에게 주문해요."),
    ("seller", "판매자", "품목을 등록하고 주문을 받아요."),
    ("both", "둘 다", "구매자와 판매자 화면을 오가며 써요."),
]
ONLY_OWNER = "유형은 대표만 바꿀 수 있어요."
MANAGED = "전용구매자는 판매자가 만든 계정이라 유형을 바꿀 수 없어요."


def profile_page(state: Any, side: PageSide) -> rx.Component:
    """The form, the picture beside it, 소셜 계정 연결 below."""
    return ui.page(
        ui.page_header("계정관리", note=NOTES[side]),
        account_tabs(side, ""),
        rx.cond(
            state.has_failed,
            ui.card(ui.failed(on_retry=state.load)),
            rx.cond(state.is_loaded, _cards(state, side), ui.card(ui.skeleton_lines(6))),
        ),
    )


def _cards(state: Any, side: PageSide) -> rx.Component:
    return ui.stack(
        ui.card(_form(state, side), title="프로필 수정"),
    )


def _form(state: Any, side: PageSide) -> rx.Component:
    return ui.form(
        ui.grid(
            ui.text_field(
                "이메일",
                "email",
                default_value=state.email,
                read_only=True,
                hint="로그인할 때 쓰는 주소예요.",
                auto_complete="username",
            ),
            ui.text_field(
                "성명",
                "person_name",
                default_value=state.values["person_name"],
                error=state.errors["person_name"],
                required=True,
                max_length=200,
                auto_complete="name",
            ),
        ),
        *([] if side == "operator" else [_kind(state)]),
        ui.end_row(ui.submit("저장")),
        id=FORM,
        key=state.epoch,
        on_submit=state.save,
    )


def _kind(state: Any) -> rx.Component:
    return rx.cond(
        state.may_choose,
        ui.radio_group(
            "유형",
            *[
                ui.radio_card(
                    word,
                    note,
                    name="sides",
                    value=value,
                    default_checked=state.values["sides"] == value,
                )
                for value, word, note in KINDS
            ],
            error=state.errors["sides"],
            columns=3,
            is_seen=True,
        ),
        ui.section(
            "유형",
            ui.inline(
                ui.badge(state.kind, tone="brand"),
                ui.text(rx.cond(state.is_managed, MANAGED, ONLY_OWNER), tone="muted", size="sm"),
            ),
        ),
    )
