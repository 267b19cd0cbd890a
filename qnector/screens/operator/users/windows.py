"""The window of one login, and those that ask: 사용 중지, 운영자 초대."""

import reflex as rx

from qnector import ui
from qnector.screens.operator.users.state import UsersState
from qnector.web.operator.people import person_badge

INVITE_FORM = "invite-form"


def person() -> rx.Component:
    """Who it is, and what may be done."""
    state, person = UsersState, UsersState.person
    return ui.dialog(
        ui.inline(person_badge(person["state"])),
        ui.facts(
            ("이메일", person["email"]),
            ("역할", person["role"]),
            (
                "회사",
                rx.cond(
                    person["company"] != "",
                    ui.link(person["company"], to=person["company_path"]),
                    "큐넥터",
                ),
            ),
            ("가입일", person["created"]),
            ("마지막 접속", person["seen"]),
            columns=1,
        ),
        ui.section("로그인 돕기", ui.stack(*_helps(), gap="sm")),
        title=person["name"],
        description="로그인 계정이에요.",
        name="person",
        side="right",
        open=state.is_open,
        on_open_change=state.close_person,
        footer=[
            ui.button("닫기", on_click=state.close_person(False)),
            rx.cond(
                person["is_active"],
                ui.button("사용 중지", disabled=person["is_oneself"], on_click=state.ask_stop),
                ui.button("다시 사용", variant="primary", on_click=state.let_in(state.turn)),
            ),
        ],
    )


def _helps() -> list[rx.Component]:
    state, person = UsersState, UsersState.person
    return [
        ui.button(
            "비밀번호 재설정 메일 보내기",
            before="mail",
            full=True,
            disabled=~person["is_active"],
            on_click=state.send_reset(state.turn),
        ),
        ui.button(
            "모든 기기 로그아웃",
            before="log-out",
            full=True,
            on_click=state.end_sessions(state.turn),
        ),
        rx.cond(
            person["may_act"],
            ui.button("대신 로그인", before="eye", full=True, on_click=state.ask_act(person["id"])),
        ),
        rx.cond(
            person["is_oneself"],
            ui.text("자신의 계정은 중지할 수 없어요.", tone="muted", size="sm"),
        ),
    ]


def stop() -> rx.Component:
    """사용 중지 closes everything that is open of theirs."""
    state = UsersState
    return ui.confirm(
        title=state.person["name"] + " 계정의 사용을 중지할까요?",
        description="모든 기기에서 바로 로그아웃되고 로그인할 수 없어요. 나중에 다시 열 수 있어요.",
        name="stop",
        action="사용 중지하기",
        on_confirm=state.stop(state.turn),
        open=state.is_stopping,
        on_open_change=state.close_stop,
    )


def invite() -> rx.Component:
    """Another operator may do everything that this one may."""
    state = UsersState
    return ui.confirm(
        ui.form(
            ui.text_field(
                "이메일",
                "email",
                id="invite-email",
                type="email",
                required=True,
                max_length=254,
                error=state.errors["email"],
            ),
            ui.text_field(
                "이름",
                "name",
                id="invite-name",
                required=True,
                max_length=50,
                error=state.errors["name"],
            ),
            id=INVITE_FORM,
            turn=state.turn,
            on_submit=state.invite,
        ),
        title="운영자를 초대할까요?",
        description=(
            "운영자는 모든 회사를 보고 중지할 수 있어요. 24시간 동안 쓸 수 있는 링크를 메일로"
            " 보내요."
        ),
        name="invite",
        action="초대하기",
        form=INVITE_FORM,
        is_destructive=False,
        open=state.is_inviting,
        on_open_change=state.close_invite,
    )
