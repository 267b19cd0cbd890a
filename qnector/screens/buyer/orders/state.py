"""What 주문 관리 of the buyer remembers and asks."""

from typing import ClassVar

import reflex as rx

from qnector.core import db
from qnector.core.errors import Invalid
from qnector.domain.orders import service as orders
from qnector.domain.orders.queries import OrderDetail
from qnector.domain.orders.rules import Move
from qnector.web.args import OpenFlag, OrderId, ReasonForm, Turn
from qnector.web.guard import Screen, actor, attempt, require
from qnector.web.orders.list_state import OrderList
from qnector.web.toasts import Toasts


class OrdersState(OrderList, Screen):
    """주문 관리: one page of the buyer's orders, and the window of one of them."""

    may_request_cancel: bool = False
    may_withdraw_cancel: bool = False
    is_asking: bool = False
    reason_error: str = ""

    _path: ClassVar[str] = "/orders"

    @rx.event
    @require("orders.request_cancel")
    async def ask_cancel(self):
        """취소요청: ask for the reason first."""
        self.reason_error = ""
        self._next_turn()
        self.is_asking = True

    @rx.event
    @require("orders.request_cancel")
    async def close_asking(self, is_open: OpenFlag):
        """Thought better of it."""
        self.is_asking = is_open

    @rx.event
    @require("orders.request_cancel")
    async def request_cancel(self, form: ReasonForm):
        """취소 요청하기."""
        if self._is_over(form.turn):
            return None
        asked = orders.request_cancel, actor(), self.detail["id"], form.reason
        number, refusal = await attempt(db.write(*asked), Invalid)
        if refusal:
            self.reason_error = refusal.sentence
            return rx.set_focus("reason")
        self.is_asking = False
        await self._after_move()
        return Toasts.say(f"{number} 취소를 요청했어요. 판매자가 확인하면 취소가 끝나요.")

    @rx.event
    @require("orders.request_cancel")
    async def withdraw_cancel(self, order_id: OrderId, turn: Turn):
        """취소요청 거두기."""
        if self._is_over(turn):
            return None
        number = await db.write(orders.withdraw_cancel, actor(), order_id)
        await self._after_move()
        return Toasts.say(f"{number} 취소 요청을 거두었어요.")

    @rx.event
    @require("orders.place")
    async def reorder(self, order_id: OrderId, turn: Turn):
        """재주문: the lines go into the cart, which opens."""
        if self._is_over(turn):
            return None
        done = await db.write(orders.reorder, actor(), order_id)
        self._next_turn()
        say = Toasts.say(_reordered(done), kind="success" if done.added else "error")
        if done.added:
            # The button goes at once: the browser needs a while to come to the cart.
            self.is_open = False
            self._lead("/orders/new", {})
        return say

    def _take_moves(self, order: OrderDetail) -> None:
        self.may_request_cancel = Move.REQUEST_CANCEL in order.moves
        self.may_withdraw_cancel = Move.WITHDRAW_CANCEL in order.moves


def _reordered(done: orders.Reordered) -> str:
    if not done.added:
        return "지금 주문할 수 있는 품목이 없어요."
    if done.skipped:
        return f"{len(done.added)}개를 담았어요. 주문할 수 없는 {len(done.skipped)}개는 뺐어요."
    return f"{len(done.added)}개를 담았어요."
