"""What 주문서 작성 shows of the cart. The cart itself is in the database."""

from collections.abc import Callable
from typing import Any, TypedDict

import reflex as rx
from sqlmodel import Session

from qnector.core import db
from qnector.core import quantity as quantities
from qnector.core.actor import Actor
from qnector.core.errors import QnectorError
from qnector.core.money import won_text
from qnector.domain.cart import queries
from qnector.domain.cart import service as cart
from qnector.domain.cart.queries import CartView, Group, Line
from qnector.ui import josa
from qnector.web import live
from qnector.web.args import Flag, ProductId, Quantity
from qnector.web.guard import Screen, actor, attempt, require
from qnector.web.toasts import Toasts


class CartLineText(TypedDict):
    """One line as it is printed; numbers for the stepper are thousandths."""

    product_id: int
    name: str
    note: str
    amount: str
    problem: str
    quantity: int
    step: int
    least: int
    most: int
    is_checked: bool
    key: str


class CartGroupText(TypedDict):
    """The lines of one seller."""

    seller_id: int
    seller: str
    subtotal: str
    lines: list[CartLineText]


class CartState(Screen):
    """주문서 작성: the cart of this user, the same on every screen of theirs."""

    groups: list[CartGroupText] = []
    line_count: str = "0개"
    total_quantity: str = "0개"
    total_amount: str = "₩0"
    has_many_sellers: bool = False
    can_order: bool = False
    removed: str = ""

    _corrections: int = 0
    _removed_id: int = 0
    _removed_quantity: int = 0

    @rx.event
    @require("cart.write")
    async def load(self):
        """Show the cart, and listen."""
        live.watch(self, {"cart": CartState.refresh})
        self.removed = ""
        self._show(await db.read(queries.view, actor()))

    @rx.event
    @require("cart.write")
    async def refresh(self):
        """Another screen of this user changed it, or what is in it moved."""
        self._show(await db.read(queries.view, actor()))

    @rx.event
    @require("cart.write")
    async def add(self, product_id: ProductId):
        """A tile was pressed: one more of it."""
        self.removed = ""
        self._show(await db.write(_after, cart.add, actor(), product_id))

    @rx.event
    @require("cart.write")
    async def set_quantity(self, product_id: ProductId, quantity: Quantity):
        """The stepper: so many of it. A refusal shows the old number again."""
        wanted = self._write_quantity(product_id, quantity)
        view, refusal = await attempt(wanted, QnectorError)
        if refusal is None:
            self._show(view)
            return None
        self._corrections += 1
        self._show(await db.read(queries.view, actor()))
        return Toasts.say(refusal.sentence, kind="error")

    @rx.event
    @require("cart.write")
    async def check(self, product_id: ProductId, is_checked: Flag):
        """Order it this time, or not."""
        self._show(await db.write(_after, cart.check, actor(), product_id, is_checked=is_checked))

    @rx.event
    @require("cart.write")
    async def remove(self, product_id: ProductId):
        """빼기, with a way back."""
        name = self._name_of(product_id)
        quantity, view = await db.write(_remove, actor(), product_id)
        self._show(view)
        self._removed_id, self._removed_quantity = product_id, quantity
        self.removed = f"{josa(name, '을/를')} 뺐어요." if name else "품목을 뺐어요."

    @rx.event
    @require("cart.write")
    async def put_back(self):
        """되돌리기."""
        product_id, self._removed_id, self.removed = self._removed_id, 0, ""
        if product_id:
            back = _after, cart.put_back, actor(), product_id, self._removed_quantity
            self._show(await db.write(*back))

    async def _write_quantity(self, product_id: int, written: str) -> CartView:
        quantity = quantities.parse(written, decimals=3)
        return await db.write(_after, cart.set_quantity, actor(), product_id, quantity)

    def _name_of(self, product_id: int) -> str:
        return next(
            (
                line["name"]
                for group in self.get_value("groups")
                for line in group["lines"]
                if line["product_id"] == product_id
            ),
            "",
        )

    def _show(self, view: CartView | None) -> None:
        if view is None:
            return
        self.groups = [_group(group, self._corrections) for group in view.groups]
        self.line_count = f"{view.line_count}개"
        self.total_quantity = f"{quantities.text(view.total_quantity)}개"
        self.total_amount = won_text(view.total_amount)
        self.has_many_sellers = len(view.groups) > 1
        self.can_order = view.line_count > 0


def _after(
    session: Session, verb: Callable[..., Any], asker: Actor, *args: Any, **kwargs: Any
) -> CartView:
    """Do it, and show the cart as it then is, in the same transaction."""
    verb(session, asker, *args, **kwargs)
    return queries.view(session, asker)


def _remove(session: Session, asker: Actor, product_id: int) -> tuple[int, CartView]:
    return cart.remove(session, asker, product_id), queries.view(session, asker)


def _group(group: Group, corrections: int) -> CartGroupText:
    return CartGroupText(
        seller_id=group.seller_id,
        seller=group.seller_name,
        subtotal=won_text(group.subtotal),
        lines=[_line(line, corrections) for line in group.lines],
    )


def _line(line: Line, corrections: int) -> CartLineText:
    return CartLineText(
        product_id=line.product_id,
        name=line.name,
        note=" · ".join(
            part for part in (line.spec, f"{won_text(line.price)}/{line.unit}") if part
        ),
        amount=won_text(line.amount),
        problem=line.problem,
        quantity=line.quantity,
        step=line.quantity_step,
        least=line.min_quantity,
        most=max(line.stock, line.quantity),
        is_checked=line.is_checked,
        key=f"{line.product_id}.{corrections}",
    )
