"""회사 설정 as both sides see it."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.web import postcode
from qnector.web.account.company_form import ClaimForm
from qnector.web.account.profile_parts import NOTES
from qnector.web.account.tabs import account_tabs
from qnector.web.screen import PageSide

FORM = "company-form"
BANK_FORM = "bank-form"
TYPED = ui.browser.typed(FORM, list(ClaimForm.model_fields))
ONLY_OWNER = "회사 설정은 대표만 바꿀 수 있어요."
MERGED = "다른 사람이 먼저 바꿨어요. 바뀐 내용을 합쳐 두었으니 확인하고 다시 저장해 주세요."
MOVED = "다른 사람이 방금 회사 설정을 바꿨어요. 저장하면 합쳐서 보여 드려요."
RECHECK = "번호, 상호, 대표자명, 개업일자를 바꾸면 국세청에서 다시 확인해요."
UNREADABLE = "저장된 계좌번호를 열 수 없어요. 다시 입력해 주세요."


def company_page(state: Any, side: PageSide) -> rx.Component:
    """The fields, 직인 and 은행 계좌."""
    return ui.page(
        ui.page_header("계정관리", note=NOTES[side]),
        account_tabs(side, "/company"),
        rx.cond(
            state.has_failed,
            ui.card(ui.failed(on_retry=state.load)),
            rx.cond(state.is_loaded, _cards(state), ui.card(ui.skeleton_lines(9))),
        ),
        postcode.finder(state),
        _bank_window(state),
    )


def _cards(state: Any) -> rx.Component:
    return ui.stack(
        rx.cond(state.may_write, rx.fragment(), ui.callout("info", ONLY_OWNER)),
        ui.card(
            _notes(state),
            rx.cond(state.may_write, _form(state), _read(state)),
            title="회사 정보",
            aside=_standing(state),
        ),
        ui.two_even(
            ui.card(_seal(state), title="직인"),
            ui.card(_bank(state), title="은행 계좌"),
        ),
    )


def _standing(state: Any) -> rx.Component:
    return rx.cond(
        state.is_verified,
        ui.badge("확인", tone="ok", before="check"),
        ui.badge("미확인", tone="warn", before="clock-3"),
    )


def _notes(state: Any) -> rx.Component:
    return ui.stack(
        rx.cond(
            ~state.is_verified & (state.check_note != ""),
            ui.callout("warn", "사업자 확인 결과: ", state.check_note),
        ),
        rx.cond(
            state.changes,
            ui.callout(
                "warn",
                rx.cond(state.was_merged, MERGED, MOVED),
                rx.foreach(state.changes, lambda change: ui.paragraph(change, size="sm")),
            ),
        ),
    )


def _text(state: Any, label: str, name: str, **props: Any) -> rx.Component:
    return ui.text_field(
        label,
        name,
        default_value=state.values[name],
        error=state.errors[name],
        key=state.drawn[name],
        max_length=300,
        auto_complete=props.pop("auto_complete", "off"),
        **props,
    )


def _number(state: Any) -> rx.Component:
    return _text(
        state,
        "사업자등록번호",
        "business_number",
        required=True,
        input_mode="numeric",
        on_blur=state.leave("business_number"),
        hint=_said(state.number_said, state.is_active),
        aside=ui.button(
            "상태조회",
            on_click=state.check_status(TYPED),
            busy=state.is_asking == "status",
        ),
    )


def _opened_on(state: Any) -> rx.Component:
    return _text(
        state,
        "개업일자 (YYYYMMDD)",
        "opened_on",
        placeholder="(예: 20240101)",
        input_mode="numeric",
        on_blur=state.leave("opened_on"),
        hint=_said(state.claim_said, state.is_confirmed),
        aside=ui.button(
            "진위확인",
            on_click=state.verify_business(TYPED),
            busy=state.is_asking == "claim",
        ),
    )


def _said(words: rx.Var[str], is_good: rx.Var[bool]) -> rx.Component:
    return rx.cond(
        is_good, ui.text(words, tone="ok", size="xs"), ui.text(words, tone="warn", size="xs")
    )


def _form(state: Any) -> rx.Component:
    return ui.form(
        ui.grid(
            _number(state),
            _text(
                state,
                "상호(법인명)",
                "company_name",
                required=True,
                on_blur=state.leave("company_name"),
            ),
            _text(
                state, "대표자명", "representative_name", on_blur=state.leave("representative_name")
            ),
            _opened_on(state),
            _text(state, "업종", "business_item"),
            _text(state, "업태", "business_type"),
        ),
        ui.paragraph(RECHECK, tone="muted", size="sm"),
        postcode.fields(state, required=False),
        ui.grid(
            _text(
                state,
                "연락용 이메일",
                "contact_email",
                type="email",
                hint="거래처가 보는 주소예요. 비워 두면 알림 메일을 보내지 않아요.",
            ),
            _text(state, "전화", "phone", input_mode="tel"),
            _text(state, "담당자", "contact_name", hint="거래명세서 같은 문서에 담당자로 적어요."),
            _text(state, "담당자 연락처", "contact_phone", input_mode="tel"),
        ),
        ui.end_row(ui.submit("저장", busy=state.is_saving)),
        id=FORM,
        key=state.epoch,
        on_submit=state.save,
    )


def _read(state: Any) -> rx.Component:
    values = state.values
    return ui.stack(
        ui.facts(
            ("사업자등록번호", values["business_number"]),
            ("상호(법인명)", values["company_name"]),
            ("대표자명", _or_dash(values["representative_name"])),
            ("개업일자", _or_dash(values["opened_on"])),
            ("업종", _or_dash(values["business_item"])),
            ("업태", _or_dash(values["business_type"])),
            ("연락용 이메일", _or_dash(values["contact_email"])),
            ("전화", _or_dash(values["phone"])),
            ("담당자", _or_dash(values["contact_name"])),
            ("담당자 연락처", _or_dash(values["contact_phone"])),
        ),
        ui.facts(
            (
                "사업장 주소",
                _or_dash(values["postal_code"] + " " + values["street"] + " " + values["detail"]),
            ),
            columns=1,
        ),
    )


def _or_dash(value: Any) -> rx.Component:
    return rx.cond(value.to(str).strip() != "", value, "-")


def _seal(state: Any) -> rx.Component:
    shown = ui.seal(state.seal)
    return rx.cond(
        state.may_write,
        ui.picture_field(
            state.seal,
            None,
            action="/files/seal",
            on_remove=state.remove_seal,
            name="seal",
            shown=shown,
        ),
        shown,
    )


def _bank(state: Any) -> rx.Component:
    return ui.stack(
        rx.cond(state.is_readable, rx.fragment(), ui.callout("bad", UNREADABLE)),
        rx.cond(
            state.has_bank,
            ui.facts(
                ("은행", state.bank_name),
                ("예금주", state.bank_holder),
                ("계좌번호", ui.text(state.bank_masked, number=True)),
                columns=3,
            ),
            ui.text("아직 계좌가 없어요. 문서에 받을 계좌로 적어요.", tone="muted", size="sm"),
        ),
        rx.cond(
            state.may_write,
            ui.end_row(
                ui.button(
                    rx.cond(state.has_bank, "계좌 바꾸기", "계좌 등록"), on_click=state.open_bank
                )
            ),
        ),
    )


def _bank_window(state: Any) -> rx.Component:
    return ui.form_dialog(
        ui.form(
            _bank_field(state, "은행", "bank_name", state.bank_name),
            _bank_field(state, "예금주", "holder", state.bank_holder),
            _bank_field(state, "계좌번호", "number", "", input_mode="numeric"),
            ui.paragraph("세 칸을 모두 비우고 저장하면 계좌를 지워요.", tone="muted", size="sm"),
            id=BANK_FORM,
            turn=state.turn,
            on_submit=state.save_bank,
        ),
        title="은행 계좌",
        description="계좌번호는 암호로 보관하고 끝 네 자리만 보여 드려요.",
        name="bank",
        width="sm",
        action="저장",
        form=BANK_FORM,
        open=state.is_banking,
        on_open_change=state.close_bank,
    )


def _bank_field(state: Any, label: str, name: str, value: Any, **props: Any) -> rx.Component:
    return ui.text_field(
        label,
        name,
        default_value=value,
        error=state.bank_errors[name],
        max_length=100,
        auto_complete="off",
        **props,
    )
