"""The window of one buyer, and those that ask for a reason: 거절, 거래 중지."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.screens.seller.buyers.state import BuyersState
from qnector.ui import labels

TERMS_FORM = "terms-form"
REJECT_FORM = "reject-form"
SUSPEND_FORM = "suspend-form"
STAFF = "직원은 볼 수만 있어요. 승인과 거래 조건은 대표나 관리자에게 요청해 주세요."


def buyer() -> rx.Component:
    """What the company says of itself, 거래 조건, and what may be done."""
    state, detail = BuyersState, BuyersState.detail
    is_trading = (detail["status"] == "approved") | (detail["status"] == "suspended")
    return ui.dialog(
        ui.inline(ui.connection_badge(detail["status"]), marks(detail)),
        rx.cond(detail["reason"] != "", ui.callout("warn", "사유: ", detail["reason"])),
        rx.cond(state.may_answer, rx.fragment(), ui.callout("info", STAFF)),
        _company(),
        rx.cond(
            is_trading,
            rx.fragment(
                ui.section(
                    "이번 달 주문",
                    rx.cond(
                        detail["bought"] == "-",
                        ui.text("이번 달에는 주문이 없어요.", tone="muted", size="sm"),
                        ui.text(detail["bought"], number=True),
                    ),
                    aside=ui.link("주문 보기", to=detail["orders"]),
                ),
                ui.section("거래 조건", rx.cond(state.may_answer, _terms(), _terms_read())),
            ),
        ),
        title=detail["name"],
        description="회사 정보와 거래 조건이에요.",
        name="buyer",
        side="right",
        open=state.is_open,
        on_open_change=state.close_buyer,
        footer=_actions(),
    )


def marks(buyer: Any) -> rx.Component:
    """미확인, 전용 구매자."""
    return rx.fragment(
        rx.cond(buyer["is_unverified"], ui.badge("미확인")),
        rx.cond(buyer["is_managed"], ui.badge("전용", tone="brand")),
    )


def _company() -> rx.Component:
    detail = BuyersState.detail
    return ui.section(
        "회사 정보",
        ui.facts(
            ("사업자번호", detail["number"]),
            ("대표자명", detail["representative"]),
            ("업태", detail["business_type"]),
            ("종목", detail["business_item"]),
            ("이메일", detail["email"]),
            ("연락처", detail["phone"]),
            ("요청 시각", detail["asked"]),
            ("답변 시각", detail["answered"]),
        ),
        ui.facts(("주소", detail["address"]), columns=1),
    )


def _terms() -> rx.Component:
    state = BuyersState
    return ui.form(
        ui.select_field(
            "정산 조건",
            "kind",
            list(labels.TERMS.items()),
            default_value=state.terms_kind,
            on_change=state.pick_kind,
        ),
        rx.match(
            state.picked_kind,
            ("days", _days("며칠 뒤", "주문이 완료된 날부터 세요. 365일까지 정할 수 있어요.")),
            ("next_month_day", _days("다음 달 며칠", "그 달이 더 짧으면 마지막 날이에요.")),
            rx.fragment(),
        ),
        ui.text_field(
            "신용 한도",
            "credit_limit",
            default_value=state.credit_limit,
            error=state.errors["credit_limit"],
            placeholder="예: 1,000,000",
            hint="미수금과 진행 중인 주문을 더한 한도예요. 비워 두면 한도가 없어요.",
            input_mode="numeric",
            max_length=30,
        ),
        ui.paragraph("바꾼 조건은 앞으로 들어오는 주문에 적용돼요.", tone="muted", size="sm"),
        id=TERMS_FORM,
        key=state.terms_epoch,
        turn=state.turn,
        on_submit=state.save_terms,
    )


def _days(label: str, hint: str) -> rx.Component:
    return ui.text_field(
        label,
        "days",
        default_value=BuyersState.terms_days,
        error=BuyersState.errors["days"],
        hint=hint,
        input_mode="numeric",
        max_length=5,
        required=True,
    )


def _terms_read() -> rx.Component:
    detail = BuyersState.detail
    return ui.facts(("정산 조건", detail["terms"]), ("신용 한도", detail["limit"]))


def _actions() -> list[Any]:
    state, key = BuyersState, BuyersState.detail["id"]
    save = rx.cond(state.may_answer, ui.submit("저장", form=TERMS_FORM))
    return [
        ui.button("닫기", on_click=state.close_buyer(False)),
        rx.match(
            state.detail["status"],
            (
                "requested",
                rx.fragment(
                    _act("거절", state.ask_reject(key)),
                    _act("승인", state.approve(key, state.turn), variant="primary"),
                ),
            ),
            ("approved", rx.fragment(_act("거래 중지", state.ask_suspend(key)), save)),
            ("suspended", rx.fragment(_act("다시 거래", state.resume(key, state.turn)), save)),
            ("rejected", _act("거절 되돌리기", state.reopen(key, state.turn))),
            rx.fragment(),
        ),
    ]


def _act(word: str, event: Any, **props: Any) -> rx.Component:
    return ui.button(word, disabled=~BuyersState.may_answer, on_click=event, **props)


def reject() -> rx.Component:
    """A refusal needs its reason."""
    return ui.ask_reason(
        form_id=REJECT_FORM,
        on_submit=BuyersState.reject,
        error=BuyersState.errors["reason"],
        turn=BuyersState.turn,
        example="배송할 수 없는 지역이에요",
        title=BuyersState.asked_name + " 요청을 거절할까요?",
        description="구매자에게 사유를 알려 드려요. 나중에 되돌릴 수 있어요.",
        name="reject",
        action="거절하기",
        open=BuyersState.is_rejecting,
        on_open_change=BuyersState.close_reject,
    )


def suspend() -> rx.Component:
    """So does an end of trading."""
    return ui.ask_reason(
        form_id=SUSPEND_FORM,
        on_submit=BuyersState.suspend,
        error=BuyersState.errors["reason"],
        turn=BuyersState.turn,
        example="미수금을 확인해 주세요",
        title=BuyersState.asked_name + " 거래를 중지할까요?",
        description=(
            "새 주문을 받지 않고, 구매자에게 사유를 알려 드려요. 이미 받은 주문은 그대로 이어져요."
        ),
        name="suspend",
        action="거래 중지하기",
        open=BuyersState.is_suspending,
        on_open_change=BuyersState.close_suspend,
    )
