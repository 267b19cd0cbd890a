"""The window of one company, and those that ask for words: 확인, 이용 중지."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.screens.operator.companies.state import CompaniesState
from qnector.web.operator.people import person_badge
from qnector.web.operator.rows import PersonText

CHECK_FORM = "check-form"
SUSPEND_FORM = "suspend-form"


def company() -> rx.Component:
    """What it says of itself, what it does here, who is in it, and what may be done."""
    state, detail = CompaniesState, CompaniesState.detail
    return ui.dialog(
        ui.inline(marks(detail)),
        rx.cond(
            detail["is_suspended"],
            ui.callout("bad", detail["suspended"], "부터 이용 중지. 사유: ", detail["reason"]),
        ),
        ui.section(
            "사업자 확인",
            ui.facts(("확인 내용", detail["check"]), ("마지막 확인", detail["checked"])),
        ),
        _facts(),
        ui.section(
            "이용 현황",
            ui.facts(
                ("거래 상대", detail["partners"]),
                ("주문", detail["orders"]),
                ("품목", detail["products"]),
                ("가입일시", detail["created"]),
            ),
        ),
        ui.section(
            "사용자",
            ui.item_list(rx.foreach(state.people, _person), "이 회사의 사용자"),
            aside=ui.link("모두 보기", to="/operator/users?company=" + detail["id"].to(str)),
        ),
        title=detail["name"],
        description="회사 정보와 사용자예요.",
        name="company",
        side="right",
        open=state.is_open,
        on_open_change=state.close_company,
        footer=_actions(),
    )


def marks(company: Any) -> rx.Component:
    """확인 or 미확인, 이용 중지."""
    return rx.fragment(
        rx.cond(
            company["is_verified"],
            ui.badge("확인", tone="ok", before="check"),
            ui.badge("미확인", tone="warn", before="circle-help"),
        ),
        rx.cond(company["is_suspended"], ui.badge("이용 중지", tone="bad", before="pause")),
    )


def _facts() -> rx.Component:
    detail = CompaniesState.detail
    return ui.section(
        "회사 정보",
        ui.facts(
            ("사업자번호", detail["number"]),
            ("대표자명", detail["representative"]),
            ("개업일자", detail["opened"]),
            ("구분", detail["sides"]),
            ("업태", detail["business_type"]),
            ("종목", detail["business_item"]),
            ("이메일", detail["email"]),
            ("연락처", detail["phone"]),
            ("담당자", detail["contact"]),
            ("부가세", detail["vat"]),
        ),
        ui.facts(("주소", detail["address"]), ("입금 계좌", detail["bank"]), columns=1),
    )


def _person(person: rx.Var[PersonText]) -> rx.Component:
    return ui.item(
        ui.inline(
            ui.text(person["name"], strong=True),
            ui.text(person["role"], tone="muted", size="sm"),
            person_badge(person["state"]),
        ),
        ui.text(person["email"], tone="muted", size="sm"),
        ui.text("마지막 접속 ", person["seen"], tone="muted", size="xs", number=True),
        action=ui.button(
            "대신 로그인",
            size="sm",
            aria_label=person["name"] + " 계정으로 대신 로그인",
            disabled=~person["may_act"],
            on_click=CompaniesState.ask_act(person["id"]),
        ),
        key=person["id"],
    )


def _actions() -> list[Any]:
    state, detail = CompaniesState, CompaniesState.detail
    return [
        ui.button("닫기", on_click=state.close_company(False)),
        rx.cond(
            detail["is_suspended"],
            ui.button("이용 재개", on_click=state.resume(state.turn)),
            ui.button("이용 중지", on_click=state.ask_suspend),
        ),
        rx.cond(
            detail["is_verified"],
            ui.button("미확인으로", on_click=state.ask_check),
            ui.button("확인으로", variant="primary", on_click=state.ask_check),
        ),
    ]


def check() -> rx.Component:
    """확인 by hand, or back: either needs a note of what was looked at."""
    state, detail = CompaniesState, CompaniesState.detail
    return ui.confirm(
        ui.form(
            ui.area_field(
                "메모",
                "note",
                required=True,
                max_length=80,
                placeholder="예: 사업자등록증 사본을 확인했어요",
                hint="무엇을 보고 정했는지 감사 기록에 남아요.",
                error=state.errors["note"],
            ),
            id=CHECK_FORM,
            turn=state.turn,
            on_submit=state.check,
        ),
        title=rx.cond(
            state.is_to_verify,
            detail["name"] + " 회사를 확인으로 바꿀까요?",
            detail["name"] + " 회사를 미확인으로 바꿀까요?",
        ),
        description=rx.cond(
            state.is_to_verify,
            "거래 상대에게 보이던 미확인 표시가 사라져요.",
            "거래 상대에게 미확인 표시가 보여요. 거래는 이어져요.",
        ),
        name="check",
        action=rx.cond(state.is_to_verify, "확인으로 바꾸기", "미확인으로 바꾸기"),
        form=CHECK_FORM,
        is_destructive=False,
        open=state.is_checking,
        on_open_change=state.close_check,
    )


def suspend() -> rx.Component:
    """이용 중지 needs its reason."""
    state = CompaniesState
    return ui.ask_reason(
        form_id=SUSPEND_FORM,
        on_submit=state.suspend,
        error=state.errors["reason"],
        turn=state.turn,
        example="사업자 정보를 확인할 수 없어요",
        title=state.detail["name"] + " 이용을 중지할까요?",
        description=(
            "이 회사의 사람은 모두 바로 로그아웃되고, 새 주문을 주고받지 못해요. 이미 받은 주문은"
            " 그대로 남아요. 대표에게 사유를 메일로 알려요."
        ),
        name="suspend",
        action="이용 중지하기",
        open=state.is_suspending,
        on_open_change=state.close_suspend,
    )
