"""주문 발행: the last look before the order, and the address book behind it."""

import reflex as rx

from qnector import ui
from qnector.screens.buyer.order_create.address_state import AddressState, AddressText
from qnector.screens.buyer.order_create.confirm_state import ConfirmState
from qnector.web import postcode
from qnector.web.orders import parts

MEMO = 100
FIND = "우편번호 찾기"
FORM = "place-form"


def dialogs() -> rx.Component:
    """주문 발행, 배송지 변경, 배송지 추가/수정, 배송지 지우기."""
    return rx.fragment(_order(), _picker(), _editor(), _removal())


def _order() -> rx.Component:
    return ui.dialog(
        ui.form(
            rx.cond(ConfirmState.changes, _changes()),
            _address(),
            _memo(),
            _lines(),
            _agreement(),
            id=FORM,
            key=ConfirmState.key,
            on_submit=ConfirmState.place,
        ),
        title="주문 발행",
        description="배송지와 품목을 확인한 뒤 주문을 보내세요.",
        name="confirm",
        width="lg",
        open=ConfirmState.is_open,
        on_open_change=ConfirmState.close,
        footer=[
            ui.button("취소", size="lg", on_click=ConfirmState.close(False)),
            ui.submit(
                "주문하기",
                size="lg",
                form=FORM,
                disabled=~ConfirmState.has_agreed | ~ConfirmState.has_address,
            ),
        ],
    )


def _memo() -> rx.Component:
    return ui.text_field(
        "메모",
        "memo",
        placeholder="예: 정문 경비실에 맡겨 주세요",
        max_length=MEMO,
        hint=f"배송 기사님께 전할 말을 적어 주세요. {MEMO}자까지 쓸 수 있어요.",
        error=ConfirmState.memo_error,
    )


def _agreement() -> rx.Component:
    return ui.checkbox(
        "주문 내용을 확인하였으며, 주문 후에 내용을 수정할 수 없음에 동의합니다.",
        name="agreed",
        boxed=True,
        default_checked=False,
        on_change=ConfirmState.agree,
    )


def _changes() -> rx.Component:
    return ui.callout(
        "warn",
        ui.stack(
            ui.text("주문서를 연 뒤 바뀐 내용이 있어요.", strong=True),
            rx.foreach(ConfirmState.changes, lambda sentence: ui.paragraph(sentence, size="sm")),
            ui.inline(
                ui.button("바뀐 내용으로 계속하기", size="sm", on_click=ConfirmState.accept_changes)
            ),
            gap="sm",
        ),
    )


def _address() -> rx.Component:
    return ui.section(
        "배송지 정보",
        rx.cond(
            ConfirmState.has_address,
            ui.box(
                ui.facts(
                    ("받는분", ConfirmState.recipient),
                    ("연락처", ConfirmState.phone),
                    ("우편번호", ConfirmState.postal_code),
                    ("주소", ConfirmState.address),
                )
            ),
            ui.callout("info", "배송지가 없어요. 배송지를 추가해 주세요."),
        ),
        aside=ui.button("배송지 변경", size="sm", on_click=AddressState.open_picker),
    )


def _lines() -> rx.Component:
    return ui.section(
        "주문 품목",
        parts.line_table(
            rx.foreach(ConfirmState.lines, lambda line: parts.line_row(line, line["seller"]))
        ),
        ui.inline(
            ui.text(
                "아이템 수 ",
                ConfirmState.line_count,
                " · 총 수량 ",
                ConfirmState.total_quantity,
                tone="muted",
                size="sm",
            ),
            ui.inline(
                ui.text("결제 금액", tone="muted", size="sm"),
                ui.money(ConfirmState.total_amount, size="xl"),
            ),
            spread=True,
        ),
    )


def _picker() -> rx.Component:
    return ui.dialog(
        rx.cond(
            AddressState.addresses,
            ui.form(
                ui.radio_group("배송지", rx.foreach(AddressState.addresses, _choice)),
                id="address-form",
                on_submit=AddressState.choose,
            ),
            ui.empty("저장한 배송지가 없어요", "새 배송지를 추가해 주세요.", before="map-pin"),
        ),
        ui.button("새 배송지 추가", before="plus", on_click=AddressState.open_new),
        title="배송지 변경",
        description="받을 곳을 고르세요.",
        name="addresses",
        open=AddressState.is_picking,
        on_open_change=AddressState.close_picker,
        footer=[
            ui.button("닫기", on_click=AddressState.close_picker(False)),
            ui.submit("선택", form="address-form", disabled=AddressState.addresses.length() == 0),
        ],
    )


def _choice(address: rx.Var[AddressText]) -> rx.Component:
    return ui.radio_card(
        rx.fragment(
            address["recipient"],
            rx.cond(address["is_default"], ui.badge("기본", tone="brand")),
        ),
        address["phone"],
        address["line"],
        name="address_id",
        value=address["value"],
        default_checked=address["is_chosen"],
        aside=ui.button(
            "수정", variant="ghost", size="sm", on_click=AddressState.open_edit(address["id"])
        ),
        key=address["id"],
    )


def _editor() -> rx.Component:
    return ui.dialog(
        ui.form(
            *_fields(),
            ui.checkbox(
                "기본 배송지로 선택", name="is_default", default_checked=AddressState.is_default
            ),
            id="address-editor",
            turn=AddressState.turn,
            on_submit=AddressState.save,
        ),
        postcode.finder(AddressState, FIND),
        title=rx.cond(AddressState.editing_id == 0, "배송지 추가", "배송지 수정"),
        description="받는 사람, 연락처, 주소를 적어 주세요.",
        name="address_editor",
        open=AddressState.is_editing,
        on_open_change=AddressState.close_editor,
        footer=[
            rx.cond(
                AddressState.editing_id != 0,
                ui.push_left(ui.button("삭제", variant="ghost", on_click=AddressState.ask_removal)),
            ),
            ui.button("취소", on_click=AddressState.close_editor(False)),
            ui.submit("저장", form="address-editor"),
        ],
    )


def _fields() -> list[rx.Component]:
    return [
        _field("받는 사람", "recipient", auto_complete="name", max_length=50, required=True),
        _field(
            "연락처",
            "phone",
            placeholder="010-1234-5678",
            input_mode="tel",
            auto_complete="tel",
            max_length=20,
            required=True,
        ),
        postcode.fields(AddressState, "주소", words=("우편번호", "주소", "상세 주소"), find=FIND),
    ]


def _field(label: str, name: str, **props: object) -> rx.Component:
    return ui.text_field(
        label,
        name,
        default_value=getattr(AddressState, name),
        error=AddressState.errors[name],
        **props,
    )


def _removal() -> rx.Component:
    return ui.confirm(
        title="배송지를 지울까요?",
        description="지운 배송지는 되돌릴 수 없어요.",
        name="address_removal",
        action="지우기",
        open=AddressState.is_removing,
        on_open_change=AddressState.close_removal,
        on_confirm=AddressState.remove(AddressState.turn),
    )
