"""사용자 관리, as the operator sees it."""

import reflex as rx

from qnector import ui
from qnector.screens.operator.users import windows
from qnector.screens.operator.users.state import UsersState
from qnector.web import lists
from qnector.web.operator.act_as import act_window
from qnector.web.operator.people import person_badge
from qnector.web.operator.rows import PersonText
from qnector.web.screen import screen

ROLES = [
    ("", "전체 역할"),
    ("owner", "대표"),
    ("manager", "관리자"),
    ("staff", "직원"),
    ("operator", "운영자"),
]
STATES = [
    ("", "전체 상태"),
    ("active", "사용 중"),
    ("inactive", "사용 중지"),
    ("unverified", "인증 전"),
    ("waiting", "초대 중"),
]
SORTS = [("-created", "최근 가입순"), ("email", "이메일순"), ("name", "이름순")]
PATH = "/operator/users"


@screen(route=PATH, title="사용자 관리", side="operator", on_load=UsersState.load)
def operator_users() -> rx.Component:
    """Everybody who can sign in, the window of one, and the invitation of another operator."""
    state = UsersState
    return ui.page(
        ui.page_header(
            "사용자 관리",
            ui.button("운영자 초대", variant="primary", before="plus", on_click=state.ask_invite),
            note="로그인 문제를 돕고, 계정의 사용을 중지하거나 다시 여세요.",
        ),
        rx.cond(
            state.is_loaded & (state.filters["company"] != ""),
            ui.callout("info", "한 회사의 사용자만 보고 있어요. ", ui.link("모두 보기", to=PATH)),
        ),
        lists.list_card(
            state,
            placeholder="이메일, 이름, 회사명으로 검색",
            filters=[("role", "역할", ROLES), ("state", "상태", STATES)],
            sorts=SORTS,
            rows=_table(),
            first_use=ui.empty(
                "아직 사용자가 없어요", "회사가 가입하면 바로 여기에 보여요.", before="users"
            ),
            nothing="조건에 맞는 사용자가 없어요",
        ),
        windows.person(),
        windows.stop(),
        windows.invite(),
        act_window(state, f"{PATH}?user=" + state.person["id"].to(str)),
    )


def _table() -> rx.Component:
    return ui.table(
        [
            ui.th("사용자"),
            ui.th("회사"),
            ui.th("역할"),
            ui.th("가입일"),
            ui.th("마지막 접속"),
            ui.th("상태"),
            ui.th_unseen("관리"),
        ],
        rx.foreach(UsersState.rows, _row),
        "사용자 목록",
        cards=rx.foreach(UsersState.rows, _card),
    )


def _row(person: rx.Var[PersonText]) -> rx.Component:
    opening = UsersState.open_person(person["id"])
    return ui.row(
        ui.cell_name(person["name"], person["email"], on_click=opening),
        ui.cell(
            rx.cond(
                person["company"] != "",
                ui.link(person["company"], to=person["company_path"]),
                ui.text("큐넥터", tone="muted"),
            )
        ),
        ui.cell(person["role"]),
        ui.cell(person["created"], tone="muted"),
        ui.cell(person["seen"], tone="muted"),
        ui.cell_stand(person_badge(person["state"])),
        ui.cell_button("관리", name=person["name"] + " 관리", on_click=opening),
        key=person["id"],
    )


def _card(person: rx.Var[PersonText]) -> rx.Component:
    return ui.row_card(
        person["name"],
        person["email"],
        rx.cond(person["company"] != "", person["company"], "큐넥터"),
        person["role"],
        badge=person_badge(person["state"]),
        on_click=UsersState.open_person(person["id"]),
        key=person["id"],
    )
