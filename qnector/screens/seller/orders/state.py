"""What 주문 관리 of the seller remembers and asks."""

from typing import ClassVar, TypedDict

import reflex as rx

from qnector.core import db
from qnector.core import quantity as quantities
from qnector.core.errors import Invalid
from qnector.domain.orders import service as orders
from qnector.domain.orders.queries import OrderDetail
from qnector.domain.orders.rules import Move
from qnector.ui import josa
from qnector.web.args import (
    LineId,
    OpenFlag,
    OrderId,
    Quantity,
    ReasonForm,
    ShortText,
    Turn,
    TurnForm,
)
from qnector.web.guard import Screen, actor, attempt, require
from qnector.web.orders.list_state import OrderList
from qnector.web.toasts import Toasts


class ParcelForm(TurnForm):
    """One parcel; how much of each line goes into it is told line by line, with `pack`."""

    carrier: ShortText = ""
    tracking_number: ShortText = ""


class ShipLineText(TypedDict):
    """One line that is not wholly shipped; `field` is the name of its input."""

    id: int
    field: str
    label: str
    left: str


INPUTS = frozenset({"carrier", "tracking_number", "reason"})
NO_ERRORS = {"carrier": "", "tracking_number": "", "lines": "", "quantity": "", "reason": ""}


class SellerOrdersState(OrderList, Screen):
    """주문 관리: one page of the orders that the seller got, and the window of one of them."""

    may_accept: bool = False
    may_ship: bool = False
    may_complete: bool = False
    may_cancel: bool = False
    may_answer_cancel: bool = False
    may_release: bool = False
    is_left_to_others: bool = False

    is_shipping: bool = False
    is_cancelling: bool = False
    is_declining: bool = False
    ship_lines: list[ShipLineText] = []
    errors: dict[str, str] = NO_ERRORS

    _path: ClassVar[str] = "/seller/orders"
    _decimals: dict[int, int] = {}
    _packed: dict[int, str] = {}

    @rx.event
    @require("orders.accept")
    async def accept(self, order_id: OrderId, turn: Turn):
        """주문 확인."""
        if self._is_over(turn):
            return None
        number = await db.write(orders.accept, actor(), order_id)
        await self._after_move()
        return Toasts.say(f"{number} 주문을 확인했어요.")

    @rx.event
    @require("orders.complete")
    async def complete(self, order_id: OrderId, turn: Turn):
        """완료."""
        if self._is_over(turn):
            return None
        number = await db.write(orders.complete, actor(), order_id)
        await self._after_move()
        return Toasts.say(f"{number} 주문을 완료했어요.")

    @rx.event
    @require("orders.release")
    async def release(self, order_id: OrderId, turn: Turn):
        """보류 풀기."""
        if self._is_over(turn):
            return None
        number = await db.write(orders.release, actor(), order_id)
        await self._after_move()
        return Toasts.say(f"{number} 보류를 풀었어요.")

    @rx.event
    @require("orders.ship")
    async def ask_ship(self):
        """출고: ask for the parcel."""
        self._begin()
        self._packed = {}
        self.is_shipping = True

    @rx.event
    @require("orders.ship")
    async def pack(self, line_id: LineId, quantity: Quantity):
        """So much of a line goes into the parcel."""
        if line_id in self._decimals:
            self._packed[line_id] = quantity

    @rx.event
    @require("orders.ship")
    async def close_ship(self, is_open: OpenFlag):
        """Not now."""
        self.is_shipping = is_open

    @rx.event
    @require("orders.ship")
    async def ship(self, form: ParcelForm):
        """출고하기."""
        if self._is_over(form.turn):
            return None
        number, refusal = await attempt(self._ship(form), Invalid)
        if refusal:
            return self._refused(refusal)
        self.is_shipping = False
        await self._after_move()
        return Toasts.say(f"{josa(str(number), '을/를')} 출고했어요.")

    @rx.event
    @require("orders.cancel")
    async def ask_cancel(self):
        """취소: ask for the reason."""
        self._begin()
        self.is_cancelling = True

    @rx.event
    @require("orders.cancel")
    async def close_cancel(self, is_open: OpenFlag):
        """Not now."""
        self.is_cancelling = is_open

    @rx.event
    @require("orders.cancel")
    async def cancel(self, form: ReasonForm):
        """주문 취소하기."""
        if self._is_over(form.turn):
            return None
        asked = db.write(orders.cancel, actor(), self.detail["id"], form.reason)
        number, refusal = await attempt(asked, Invalid)
        if refusal:
            return self._refused(refusal)
        self.is_cancelling = False
        await self._after_move()
        return Toasts.say(f"{number} 주문을 취소했어요.")

    @rx.event
    @require("orders.answer_cancel")
    async def agree_cancel(self, order_id: OrderId, turn: Turn):
        """취소 승인."""
        if self._is_over(turn):
            return None
        number = await db.write(orders.answer_cancel, actor(), order_id, agrees=True)
        await self._after_move()
        return Toasts.say(f"{number} 취소를 승인했어요.")

    @rx.event
    @require("orders.answer_cancel")
    async def ask_decline(self):
        """취소 거절: ask for the reason."""
        self._begin()
        self.is_declining = True

    @rx.event
    @require("orders.answer_cancel")
    async def close_decline(self, is_open: OpenFlag):
        """Not now."""
        self.is_declining = is_open

    @rx.event
    @require("orders.answer_cancel")
    async def decline_cancel(self, form: ReasonForm):
        """거절하기."""
        if self._is_over(form.turn):
            return None
        asked = db.write(
            orders.answer_cancel, actor(), self.detail["id"], agrees=False, reason=form.reason
        )
        number, refusal = await attempt(asked, Invalid)
        if refusal:
            return self._refused(refusal)
        self.is_declining = False
        await self._after_move()
        return Toasts.say(f"{number} 취소 요청을 거절했어요.")

    async def _ship(self, form: ParcelForm) -> str:
        parcel = orders.Parcel(form.carrier, form.tracking_number, self._quantities())
        return await db.write(orders.ship, actor(), self.detail["id"], parcel)

    def _quantities(self) -> dict[int, int]:
        """What was typed, and all that is left of the lines that nobody touched."""
        return {
            line["id"]: _thousandths(
                self._packed.get(line["id"], line["left"]), self._decimals[line["id"]]
            )
            for line in self.get_value("ship_lines")
        }

    def _begin(self) -> None:
        self.errors = NO_ERRORS
        self._next_turn()

    def _refused(self, refusal: Invalid):
        self.errors = {**NO_ERRORS, refusal.field: refusal.sentence}
        return rx.set_focus(refusal.field) if refusal.field in INPUTS else None

    def _take_moves(self, order: OrderDetail) -> None:
        self.may_accept = Move.ACCEPT in order.moves
        self.may_ship = Move.SHIP in order.moves
        self.may_complete = Move.COMPLETE in order.moves
        self.may_cancel = Move.CANCEL in order.moves
        self.may_answer_cancel = Move.AGREE_CANCEL in order.moves
        self.may_release = Move.RELEASE in order.moves
        self.is_left_to_others = order.is_left_to_others
        left = [line for line in order.lines if line.shipped_quantity < line.quantity]
        self._decimals = {line.id: line.decimals for line in left}
        lines = [
            ShipLineText(
                id=line.id,
                field=f"line_{line.id}",
                label=f"{line.name} ({line.unit})",
                left=quantities.text(line.quantity - line.shipped_quantity),
            )
            for line in left
        ]
        # An input stands on each of these: they are written only while the window is closed.
        if not self.is_shipping:
            self.ship_lines = lines


def _thousandths(written: str, decimals: int) -> int:
    if not written.strip(" 0.,"):
        return 0
    return quantities.parse(written, decimals=decimals)
