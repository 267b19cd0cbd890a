"""사용자 관리 as both sides see it."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.ui import labels
from qnector.web import lists
from qnector.web.account.profile_parts import NOTES
from qnector.web.account.rows import MemberText
from qnector.web.account.tabs import account_tabs
from qnector.web.screen import PageSide

INVITE_FORM = "invite-form"
ROLE_FORM = "role-form"
ROLES = [("", "전체 역할"), *labels.ROLE.items()]
STATES = [("", "전체 상태"), *labels.MEMBER_STATE.items()]
SORTS = [("role", "역할순"), ("name", "이름순"), ("-created", "최근 등록순")]
GIVEN = [
    ("manager", "관리자", "품목·가격·취소와 거래처를 함께 관리해요."),
    ("staff", "직원", "주문하고 출고해요. 회사 설정은 볼 수만 있어요."),
]
ONLY_OWNER = "사용자는 대표만 초대하고 바꿀 수 있어요."
MANAGED = "전용구매자는 다른 사용자를 초대할 수 없어요."


def users_page(state: Any, side: PageSide) -> rx.Component:
    """The list, the window of an invitation and that of one colleague."""
    return ui.page(
        ui.page_header("계정관리", _invite_button(state), note=NOTES[side]),
        account_tabs(side, "/users"),
        rx.cond(
            state.is_loaded & ~state.may_write,
            ui.callout("info", ONLY_OWNER),
            rx.cond(state.is_managed, ui.callout("info", MANAGED)),
        ),
        lists.list_card(
            state,
            placeholder="성명, 이메일로 검색",
            filters=[("role", "역할", ROLES), ("state", "상태", STATES)],
            sorts=SORTS,
            rows=_table(state),
            first_use=ui.empty(
                "아직 사용자가 없어요", "함께 쓸 사람을 초대하세요.", before="users"
            ),
            nothing="조건에 맞는 사용자가 없어요",
        ),
        _invite(state),
        _member(state),
        _revoke(state),
        _transfer(state),
    )


def _invite_button(state: Any) -> rx.Component:
    return rx.cond(
        state.may_write & ~state.is_managed,
        ui.button("사용자 초대", variant="primary", before="user-plus", on_click=state.open_invite),
    )


def _table(state: Any) -> rx.Component:
    return ui.table(
        [
            ui.th("성명"),
            ui.th("역할"),
            ui.th("상태"),
            ui.th_unseen("관리"),
        ],
        rx.foreach(state.rows, lambda row: _row(state, row)),
        "사용자 목록",
        cards=rx.foreach(state.rows, lambda row: _card(state, row)),
    )


def _row(state: Any, row: rx.Var[MemberText]) -> rx.Component:
    return ui.row(
        ui.cell_person(row["picture"], row["name"], row["email"], badge=_me(row)),
        ui.cell(row["role_word"]),
        ui.cell_stand(ui.member_badge(row["state"]), note=row["note"]),
        ui.cell_actions(_manage(state, row)),
        key=row["id"],
    )


def _card(state: Any, row: rx.Var[MemberText]) -> rx.Component:
    return ui.action_card(
        ui.inline(row["name"], _me(row)),
        row["email"],
        row["role_word"] + " · " + row["note"],
        badge=ui.member_badge(row["state"]),
        actions=[_manage(state, row)],
        key=row["id"],
    )


def _me(row: Any) -> rx.Component:
    return rx.cond(row["is_me"], ui.badge("나", tone="brand"))


def _manage(state: Any, row: rx.Var[MemberText]) -> rx.Component:
    return rx.cond(
        state.may_write & (row["role"] != "owner"),
        ui.button(
            "관리",
            size="sm",
            aria_label=row["name"] + " 관리",
            on_click=state.open_member(row["id"]),
        ),
    )


def _roles(chosen: Any, **props: Any) -> rx.Component:
    return ui.radio_group(
        "역할",
        *[
            ui.radio_card(word, note, name="role", value=value, default_checked=chosen == value)
            for value, word, note in GIVEN
        ],
        is_seen=True,
        **props,
    )


def _invite(state: Any) -> rx.Component:
    return ui.form_dialog(
        ui.form(
            ui.text_field(
                "이메일",
                "email",
                type="email",
                placeholder="name@company.co.kr",
                error=state.errors["email"],
                required=True,
                max_length=254,
                auto_complete="off",
            ),
            _roles(rx.Var.create("staff")),
            id=INVITE_FORM,
            turn=state.turn,
            on_submit=state.invite,
        ),
        title="사용자 초대",
        description="초대 메일의 링크는 24시간 동안 한 번만 쓸 수 있어요.",
        name="invite",
        width="sm",
        action="초대 보내기",
        form=INVITE_FORM,
        open=state.is_inviting,
        on_open_change=state.close_invite,
    )


def _member(state: Any) -> rx.Component:
    member = state.member
    return ui.dialog(
        ui.inline(ui.member_badge(member["state"]), ui.text(member["note"], tone="muted")),
        rx.cond(
            member["role"] == "owner",
            ui.callout("info", "대표는 한 명이에요. 다른 사용자에게 넘길 수 있어요."),
            rx.match(
                member["state"],
                ("invited", _of_invited(state)),
                ("off", _of_switched_off(state)),
                _of_active(state),
            ),
        ),
        title=member["name"],
        description=member["email"],
        name="member",
        side="right",
        open=state.is_open,
        on_open_change=state.close_member,
        footer=[
            ui.button("닫기", on_click=state.close_member(False)),
            rx.cond(
                (member["role"] != "owner") & state.may_write,
                ui.submit("역할 저장", form=ROLE_FORM),
            ),
        ],
    )


def _role_form(state: Any) -> rx.Component:
    return ui.form(
        _roles(state.member["role"]),
        ui.paragraph("다음에 하는 일부터 바로 적용돼요.", tone="muted", size="sm"),
        id=ROLE_FORM,
        key=state.role_epoch,
        turn=state.turn,
        on_submit=state.save_role,
    )


def _of_active(state: Any) -> rx.Component:
    return ui.stack(
        _role_form(state),
        ui.section(
            "사용 중지",
            ui.paragraph(
                "모든 기기에서 바로 로그아웃되고 로그인할 수 없어요.", tone="muted", size="sm"
            ),
            ui.end_row(_do(state, "사용 중지", state.deactivate(state.turn))),
        ),
        ui.section(
            "대표 넘기기",
            ui.paragraph("이 사용자가 대표가 되고 나는 관리자가 돼요.", tone="muted", size="sm"),
            ui.end_row(_do(state, "대표 넘기기", state.ask_transfer)),
        ),
        gap="lg",
    )


def _of_switched_off(state: Any) -> rx.Component:
    return ui.stack(
        _role_form(state),
        ui.end_row(_do(state, "다시 사용", state.reactivate(state.turn))),
        gap="lg",
    )


def _of_invited(state: Any) -> rx.Component:
    return ui.stack(
        _role_form(state),
        ui.section(
            "초대",
            ui.paragraph("다시 보내면 먼저 보낸 링크는 쓸 수 없어요.", tone="muted", size="sm"),
            ui.end_row(
                _do(state, "초대 취소", state.ask_revoke(True)),
                _do(state, "초대 다시 보내기", state.resend(state.turn)),
            ),
        ),
        gap="lg",
    )


def _do(state: Any, word: str, event: Any) -> rx.Component:
    return ui.button(word, disabled=~state.may_write, on_click=event)


def _revoke(state: Any) -> rx.Component:
    return ui.confirm(
        title=state.member["email"] + " 초대를 취소할까요?",
        description="보낸 링크를 쓸 수 없게 돼요. 나중에 다시 초대할 수 있어요.",
        name="revoke",
        action="초대 취소하기",
        cancel="닫기",
        on_confirm=state.revoke(state.turn),
        open=state.is_revoking,
        on_open_change=state.ask_revoke,
    )


def _transfer(state: Any) -> rx.Component:
    return ui.confirm(
        title=state.member["name"] + " 사용자에게 대표를 넘길까요?",
        description=(
            "나는 관리자가 되고, 회사 설정과 사용자 관리는 새 대표만 할 수 있어요."
            " 되돌리려면 새 대표가 다시 넘겨야 해요."
        ),
        name="transfer",
        action="대표 넘기기",
        on_confirm=state.transfer(state.turn),
        open=state.is_transferring,
        on_open_change=state.close_transfer,
    )
