"""What 배송지 변경, 추가 and 수정 show of the address book."""

from typing import TypedDict

import reflex as rx

from qnector.core import db
from qnector.core.errors import Invalid
from qnector.domain.orders import access, addresses
from qnector.domain.orders.addresses import AddressInput
from qnector.domain.orders.models import Address
from qnector.screens.buyer.order_create.confirm_state import ConfirmState
from qnector.web.args import (
    AddressId,
    Form,
    IdText,
    OpenFlag,
    ShortText,
    Ticked,
    Turn,
    TurnForm,
)
from qnector.web.guard import Screen, actor, attempt, require
from qnector.web.orders.rows import address_text, phone_text
from qnector.web.postcode import PostcodeState
from qnector.web.toasts import Toasts
from qnector.web.turns import Turns

NO_ERRORS = {"recipient": "", "phone": "", "postal_code": "", "street": "", "detail": ""}


class AddressText(TypedDict):
    """One place of the book; `value` is its id as the radio sends it."""

    id: int
    value: str
    recipient: str
    phone: str
    line: str
    is_default: bool
    is_chosen: bool


class AddressForm(TurnForm):
    """What the editor sends."""

    recipient: ShortText = ""
    phone: ShortText = ""
    postal_code: ShortText = ""
    street: ShortText = ""
    detail: ShortText = ""
    is_default: Ticked = ""


class ChoiceForm(Form):
    """Which place was chosen."""

    address_id: IdText = ""


class AddressState(Turns, PostcodeState, Screen):
    """배송지 변경: the address book of this user, and the place that is being edited."""

    addresses: list[AddressText] = []
    is_picking: bool = False
    is_editing: bool = False
    is_removing: bool = False
    editing_id: int = 0
    recipient: str = ""
    phone: str = ""
    detail: str = ""
    is_default: bool = False
    errors: dict[str, str] = NO_ERRORS

    @rx.event
    @require("addresses.write")
    async def open_picker(self):
        """배송지 변경."""
        confirm = await self.get_state(ConfirmState)
        await self._show_book(confirm._address_id)
        self.is_picking = True

    @rx.event
    @require("addresses.write")
    async def close_picker(self, is_open: OpenFlag):
        """닫기."""
        self.is_picking = is_open

    @rx.event
    @require("addresses.write")
    async def leave(self):
        """The page was loaded anew: no window is open."""
        self.is_picking = self.is_editing = self.is_removing = False

    @rx.event
    @require("addresses.write")
    async def choose(self, form: ChoiceForm):
        """선택."""
        if not form.address_id:
            return Toasts.say("배송지를 골라 주세요.", kind="error")
        place = await db.read(access.address, actor(), int(form.address_id))
        return await self._use(place.id or 0)

    @rx.event
    @require("addresses.write")
    async def open_new(self):
        """새 배송지 추가."""
        await self._edit(None)

    @rx.event
    @require("addresses.write")
    async def open_edit(self, address_id: AddressId):
        """수정."""
        await self._edit(await db.read(access.address, actor(), address_id))

    @rx.event
    @require("addresses.write")
    async def close_editor(self, is_open: OpenFlag):
        """취소."""
        self.is_editing = is_open

    @rx.event
    @require("addresses.write")
    async def save(self, form: AddressForm):
        """저장."""
        if self._is_over(form.turn):
            return None
        address_id, refusal = await attempt(self._save(form), Invalid)
        if refusal:
            self.errors = {**NO_ERRORS, refusal.field: refusal.sentence}
            return rx.set_focus(refusal.field)
        self._next_turn()
        self.is_editing = False
        return await self._use(address_id or 0)

    @rx.event
    @require("addresses.write")
    async def ask_removal(self):
        """삭제: ask first, it cannot be undone."""
        self.is_removing = True

    @rx.event
    @require("addresses.write")
    async def close_removal(self, is_open: OpenFlag):
        """Thought better of it."""
        self.is_removing = is_open

    @rx.event
    @require("addresses.write")
    async def remove(self, turn: Turn):
        """지우기."""
        if self._is_over(turn):
            return None
        await db.write(addresses.remove_address, actor(), self.editing_id)
        self._next_turn()
        self.is_removing = self.is_editing = False
        await self._show_book(0)
        return [ConfirmState.use_address, Toasts.say("배송지를 지웠어요.")]

    async def _save(self, form: AddressForm) -> int:
        given = AddressInput(
            form.recipient,
            form.phone,
            form.postal_code,
            form.street,
            form.detail,
            is_default=bool(form.is_default),
        )
        if not self.editing_id:
            return await db.write(addresses.add_address, actor(), given)
        await db.write(addresses.edit_address, actor(), self.editing_id, given)
        return self.editing_id

    async def _use(self, address_id: int):
        confirm = await self.get_state(ConfirmState)
        confirm._address_id = address_id
        await self._show_book(address_id)
        self.is_picking = False
        return ConfirmState.use_address

    async def _show_book(self, chosen_id: int) -> None:
        book = await db.read(addresses.addresses, actor())
        self.addresses = [_text(place, chosen_id) for place in book]

    async def _edit(self, place: Address | None) -> None:
        await self._prepare_finder()
        self.editing_id = place.id or 0 if place else 0
        self.recipient = place.recipient if place else ""
        self.phone = phone_text(place.phone) if place else ""
        self._put(place.postal_code if place else "", place.street if place else "")
        self.detail = place.detail if place else ""
        self.is_default = place.is_default if place else False
        self.errors = NO_ERRORS
        self._next_turn()
        self.is_editing = True


def _text(place: Address, chosen_id: int) -> AddressText:
    return AddressText(
        id=place.id or 0,
        value=str(place.id),
        recipient=place.recipient,
        phone=phone_text(place.phone),
        line=address_text(place.postal_code, place.street, place.detail),
        is_default=place.is_default,
        is_chosen=place.id == chosen_id,
    )
