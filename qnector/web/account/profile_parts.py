"""계정 설정 as every side sees it."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.web.account.profile_state import SAVE, LinkText
from qnector.web.account.tabs import ROOTS, account_tabs
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
LAST_WAY_IN = (
    "로그인할 방법이 하나뿐이라 연결을 해제할 수 없어요. 보안에서 비밀번호를 먼저 정하거나 다른"
    " 소셜 계정을 연결해 주세요."
)
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
        ui.card(_picture(state), title="프로필 사진"),
        ui.card(_links(state, side), title="소셜 계정 연결", flush=True),
    )


def _picture(state: Any) -> rx.Component:
    return ui.picture_field(
        state.picture,
        None,
        action="/files/account",
        on_remove=state.remove_picture,
        name="account",
        shown=ui.avatar(state.picture, state.values["person_name"], "lg"),
        more=ui.form(
            ui.text_field(
                "프로필 사진 URL",
                "picture_url",
                placeholder="https://",
                error=state.address_error,
                hint="사진을 한 번 가져와 여기에 보관해요. 5MB까지 가져올 수 있어요.",
                input_mode="url",
                auto_complete="off",
                max_length=2000,
                aside=ui.submit("가져오기", variant="secondary", busy=state.is_fetching),
            ),
            on_submit=state.fetch_picture,
        ),
    )


def _links(state: Any, side: PageSide) -> rx.Component:
    return ui.stack(
        rx.cond(state.social_problem != "", ui.callout("bad", state.social_problem)),
        rx.cond(state.social_news != "", ui.callout("ok", state.social_news)),
        ui.entry_list(rx.foreach(state.links, lambda row: _link(state, row, side)), "소셜 계정"),
        rx.cond(state.is_last_way_in, ui.callout("info", LAST_WAY_IN)),
        gap="none",
    )


def _link(state: Any, row: rx.Var[LinkText], side: PageSide) -> rx.Component:
    return ui.entry(
        row["name"],
        row["note"],
        rx.cond(
            row["is_linked"],
            rx.cond(
                state.is_last_way_in,
                ui.button("연결 해제", size="sm", disabled=True),
                _unlink(state, row),
            ),
            ui.post_button(
                "연결",
                action="/auth/social/" + row["provider"],
                values={"purpose": "link", "next": ROOTS[side]},
                label=row["name"] + " 연결",
                disabled=~row["is_offered"],
            ),
        ),
        key=row["provider"],
    )


def _unlink(state: Any, row: rx.Var[LinkText]) -> rx.Component:
    return ui.confirm(
        title=row["name"] + " 연결을 해제할까요?",
        description="이 소셜 계정으로는 더 이상 로그인할 수 없어요. 다시 연결할 수 있어요.",
        name="unlink",
        action="연결 해제",
        on_confirm=state.unlink(row["provider"]),
        trigger=ui.button("연결 해제", size="sm", aria_label=row["name"] + " 연결 해제"),
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
        ui.end_row(ui.submit("저장", id=SAVE)),
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
