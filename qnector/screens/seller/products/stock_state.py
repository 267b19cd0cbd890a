"""What the window of one product's stock shows and does."""

from typing import Any

import reflex as rx

from qnector import ui
from qnector.core import db
from qnector.core import quantity as quantities
from qnector.core.actor import Actor
from qnector.core.errors import Conflict, Invalid, NotFound
from qnector.core.paging import Page
from qnector.domain.catalog import queries
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import StockKind
from qnector.domain.catalog.queries import MoveRow, ProductDetail
from qnector.screens.seller.products import rows as printed
from qnector.screens.seller.products.rows import MoveText, OptionText
from qnector.screens.seller.products.state import ProductsState
from qnector.ui import labels
from qnector.web import live, urls
from qnector.web.args import MOST_ID, FieldText, OpenFlag, PageNumber, TurnForm
from qnector.web.guard import Screen, actor, attempt, require
from qnector.web.paging import summary_text
from qnector.web.toasts import Toasts
from qnector.web.turns import Turns

NO_ERRORS = {"stock_quantity": "", "stock_reason": "", "stock_note": ""}
BOXES = {"quantity": "stock_quantity", "reason": "stock_note"}
OTHER = "기타"


class StockForm(TurnForm):
    """How much, and why: a reason of the list, and own words."""

    stock_quantity: FieldText = ""
    stock_reason: FieldText = ""
    stock_note: FieldText = ""


class StockState(Turns, Screen):
    """재고: 입고, 출고, 조정 of one product, and all that moved it before."""

    is_open: bool = False
    product_id: int = 0
    name: str = ""
    stock: str = ""
    level: str = ""
    kind: str = StockKind.IN.value
    reasons: list[OptionText] = []
    errors: dict[str, str] = NO_ERRORS
    epoch: int = 0
    rows: list[MoveText] = []
    summary: str = ""
    numbers: list[int] = []
    page_number: int = 1
    last_page: int = 1

    _seen: int = 0
    _decimals: int = 0

    @rx.event
    @require("products.read")
    async def load(self):
        """Open the stock that the address names, and listen."""
        live.watch(self, {"stock": StockState.refresh})
        wanted = urls.Query(self.router.url).number("stock", most=MOST_ID)
        if self.is_open and wanted == self.product_id:
            return await self._show()
        self.is_open = False
        if not wanted:
            return None
        self.product_id, self.page_number = wanted, 1
        _, refusal = await attempt(self._show(), NotFound)
        if refusal:
            return Toasts.say(refusal.sentence, kind="error")
        self._begin(StockKind.IN)
        self.is_open = True
        return None

    @rx.event
    @require("products.read")
    async def refresh(self):
        """An order took some, or somebody else put some in."""
        if self.is_open:
            await self._show()

    @rx.event
    @require("products.read")
    async def close(self, is_open: OpenFlag):
        """닫기."""
        if is_open:
            return
        self.is_open = False
        products = await self.get_state(ProductsState)
        products._go(stock="")

    @rx.event
    @require("products.read")
    async def turn_to(self, page: PageNumber):
        """Another page of the history."""
        self.page_number = page
        await self._show()

    @rx.event
    @require("stock.write")
    async def choose_kind(self, kind: StockKind):
        """입고, 출고 or 조정. What is typed already stays."""
        self._take_kind(kind)

    @rx.event
    @require("stock.write")
    async def put_in(self, form: StockForm):
        """저장."""
        if self._is_over(form.turn):
            return None
        kind = StockKind(self.kind)
        _, refusal = await attempt(self._put_in(form, kind), Invalid, Conflict)
        # Also after a refusal: what it says is to be read before the same is sent again.
        self._next_turn()
        self.page_number = 1
        await self._show()
        if refusal:
            box = BOXES.get(refusal.field, "stock_quantity")
            self.errors = {**NO_ERRORS, box: refusal.sentence}
            return rx.set_focus(box)
        self._begin(kind)
        done = f"{labels.STOCK_KIND[kind.value]}했어요. 재고 {self.stock}"
        return [rx.set_focus("stock_quantity"), Toasts.say(done)]

    async def _put_in(self, form: StockForm, kind: StockKind) -> int:
        if not form.stock_quantity:
            raise Invalid("수량을 입력해 주세요.", field="quantity")
        quantity = quantities.parse(
            form.stock_quantity,
            decimals=self._decimals,
            may_be_nothing=kind is StockKind.ADJUST,
        )
        reason = _reason(form)
        return await db.write(
            catalog.put_in, actor(), self.product_id, quantity, reason, kind, seen=self._seen
        )

    def _begin(self, kind: StockKind) -> None:
        """Empty fields for this kind."""
        self._take_kind(kind)
        self._next_turn()
        self.epoch += 1

    def _take_kind(self, kind: StockKind) -> None:
        self.kind = kind.value
        self.reasons = [
            OptionText(value=word, label=word) for word in labels.STOCK_REASON[kind.value]
        ]
        self.errors = NO_ERRORS

    async def _show(self) -> None:
        found, page = await db.read(_look, actor(), self.product_id, self.page_number)
        given = found.given
        self.name = given.name
        self.stock = f"{quantities.text(given.stock)}{given.unit}"
        self.level = printed.level(given.stock)
        self._seen, self._decimals = given.stock, given.decimals
        self.rows = [printed.move_text(move, given.unit) for move in page.rows]
        self.summary = summary_text(page)
        self.page_number, self.last_page = page.number, page.last
        self.numbers = ui.page_numbers(page.number, page.last)


def _reason(form: StockForm) -> str:
    """The words of the list, own words, or both."""
    if form.stock_reason == OTHER and not form.stock_note:
        raise Invalid("사유를 적어 주세요.", field="reason")
    listed = "" if form.stock_reason == OTHER else form.stock_reason
    return ": ".join(filter(None, (listed, form.stock_note)))


def _look(
    session: Any, asker: Actor, product_id: int, page: int
) -> tuple[ProductDetail, Page[MoveRow]]:
    found = queries.product(session, asker, product_id)
    return found, queries.stock_history(session, asker, product_id, page)
