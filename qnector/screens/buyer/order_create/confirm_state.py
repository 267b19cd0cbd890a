"""What 주문 발행 shows, and the order itself."""

from typing import TypedDict

import reflex as rx
from sqlmodel import Session

from qnector.core import db
from qnector.core import quantity as quantities
from qnector.core.actor import Actor
from qnector.core.errors import Invalid
from qnector.core.money import won_text
from qnector.domain.cart import service as cart
from qnector.domain.cart.queries import CartView
from qnector.domain.orders import addresses
from qnector.domain.orders import service as orders
from qnector.domain.orders.errors import CartChanged
from qnector.domain.orders.models import Address
from qnector.screens.buyer.order_create.cart_state import CartState
from qnector.web.args import Flag, Form, Memo, OpenFlag, Ticked
from qnector.web.guard import Screen, actor, attempt, require
from qnector.web.orders.rows import phone_text
from qnector.web.toasts import Toasts

SENT = "주문을 보냈어요. 판매자가 확인하면 알려 드릴게요."


class ConfirmLineText(TypedDict):
    """One line as it will be ordered."""

    position: str
    name: str
    seller: str
    quantity: str
    price: str
    amount: str


class PlaceForm(Form):
    """What the window sends; everything else is in the database."""

    memo: Memo = ""
    agreed: Ticked = ""


class ConfirmState(Screen):
    """주문 발행: the window with the key of one placement, and the revision that it shows."""

    is_open: bool = False
    key: str = ""
    lines: list[ConfirmLineText] = []
    line_count: str = ""
    total_quantity: str = ""
    total_amount: str = ""
    changes: list[str] = []
    has_agreed: bool = False
    memo_error: str = ""

    has_address: bool = False
    recipient: str = ""
    phone: str = ""
    postal_code: str = ""
    address: str = ""

    _revision: int = 0
    _address_id: int = 0

    @rx.event
    @require("orders.place")
    async def open_dialog(self):
        """주문하기: a new key, the present cart, the default address."""
        key, view, place = await db.read(_begin, actor(), 0)
        if not view.line_count:
            return Toasts.say("주문할 품목을 골라 주세요.", kind="error")
        self.key = key
        self.has_agreed = False
        self.memo_error = ""
        self._show(view)
        self._show_address(place)
        self.is_open = True
        return None

    @rx.event
    @require("orders.place")
    async def close(self, is_open: OpenFlag):
        """취소, ✕ or Esc."""
        self.is_open = is_open

    @rx.event
    @require("orders.place")
    async def leave(self):
        """The page was loaded anew: no window is open, the cart is kept."""
        self.is_open = False

    @rx.event
    @require("orders.place")
    async def agree(self, has_agreed: Flag):
        """The agreement was ticked or not."""
        self.has_agreed = has_agreed

    @rx.event
    @require("orders.place")
    async def accept_changes(self):
        """바뀐 내용으로 계속하기: agree to the present prices; what is gone is left out."""
        view = await db.write(_accept, actor())
        self._show(view)
        return CartState.refresh

    @rx.event
    @require("orders.place")
    async def use_address(self):
        """The address book was changed or another one was chosen."""
        _, _, place = await db.read(_begin, actor(), self._address_id)
        self._show_address(place)

    @rx.event
    @require("orders.place")
    async def place(self, form: PlaceForm):
        """주문하기, for good: once per key, whatever the network does."""
        if not (self.has_agreed and self.key and self._address_id):
            return Toasts.say("배송지와 동의를 확인해 주세요.", kind="error")
        placed, refusal = await attempt(self._place(form), CartChanged, Invalid)
        if isinstance(refusal, CartChanged):
            return await self._show_refusal(refusal)
        if refusal is not None:
            self.memo_error = refusal.sentence if refusal.field == "memo" else ""
            return Toasts.say(refusal.sentence, kind="error")
        self.is_open = False
        notices = [Toasts.say(one.notice, kind="info") for one in placed or [] if one.notice]
        sent = Toasts.say(SENT, action_label="주문 보기", action_to="/orders")
        return [CartState.refresh, sent, *notices]

    async def _place(self, form: PlaceForm) -> list[orders.Placed]:
        wanted = orders.Wanted(self.key, self._revision, self._address_id, form.memo)
        return await db.write(orders.place, actor(), wanted)

    async def _show_refusal(self, refusal: CartChanged):
        _, view, _ = await db.read(_begin, actor(), self._address_id)
        self._show(view)
        self.changes = [change.sentence for change in refusal.changes]
        return CartState.refresh

    def _show(self, view: CartView) -> None:
        counted = [
            line
            for group in view.groups
            for line in group.lines
            if line.is_checked and line.is_available
        ]
        self._revision = view.revision
        self.changes = [
            f"{line.name}: {line.problem}"
            for group in view.groups
            for line in group.lines
            if line.is_checked and line.problem
        ]
        self.lines = [
            ConfirmLineText(
                position=str(position),
                name=line.name,
                seller=line.seller_name,
                quantity=f"{quantities.text(line.quantity)}{line.unit}",
                price=won_text(line.price),
                amount=won_text(line.amount),
            )
            for position, line in enumerate(counted, 1)
        ]
        self.line_count = f"{view.line_count}"
        self.total_quantity = quantities.text(view.total_quantity)
        self.total_amount = won_text(view.total_amount)

    def _show_address(self, place: Address | None) -> None:
        self.has_address = place is not None
        self._address_id = place.id or 0 if place else 0
        self.recipient = place.recipient if place else ""
        self.phone = phone_text(place.phone) if place else ""
        self.postal_code = place.postal_code if place else ""
        self.address = f"{place.street} {place.detail}".strip() if place else ""


def _begin(session: Session, asker: Actor, address_id: int) -> tuple[str, CartView, Address | None]:
    key, view = orders.open_confirmation(session, asker)
    book = addresses.addresses(session, asker)
    chosen = [one for one in book if one.id == address_id] or book[:1]
    return key, view, chosen[0] if chosen else None


def _accept(session: Session, asker: Actor) -> CartView:
    cart.accept_changes(session, asker)
    return orders.open_confirmation(session, asker)[1]
