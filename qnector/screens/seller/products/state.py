"""What 품목 관리 remembers and asks: the list, and what is done to several at once."""

from collections.abc import Sequence
from typing import Any, ClassVar

import reflex as rx

from qnector.core import db
from qnector.core.actor import Actor
from qnector.core.paging import Page
from qnector.domain.accounts import rules as who
from qnector.domain.catalog import queries
from qnector.domain.catalog import service as catalog
from qnector.domain.catalog.models import ProductStatus
from qnector.domain.catalog.queries import ProductFilter, ProductRow, ShelfRow
from qnector.screens.seller.products import rows as printed
from qnector.screens.seller.products.rows import OptionText, ProductText
from qnector.ui import josa, labels
from qnector.web import live
from qnector.web.args import OpenFlag, ProductId, ViewChoice
from qnector.web.guard import Screen, actor, require
from qnector.web.listing import ListState
from qnector.web.toasts import Toasts

TILES = "tiles"
# The windows have addresses of their own.
NO_WINDOW = {"no": "", "new": "", "stock": ""}


class ProductsState(ListState, Screen):
    """품목 관리: one page of the seller's own products, and which of them are chosen."""

    rows: list[ProductText] = []
    categories: list[OptionText] = []
    chosen: list[int] = []
    is_all_chosen: bool = False
    undo_note: str = ""
    view: str = "list"
    may_write: bool = False

    _path: ClassVar[str] = "/seller/products"
    _sorts: ClassVar[Sequence[str]] = tuple(queries.STOCKLIST_SORTS)
    _choices: ClassVar[dict[str, Sequence[str] | None]] = {
        "status": ("", *[status.value for status in ProductStatus])
    }
    _ids: ClassVar[Sequence[str]] = ("category",)
    _extras: ClassVar[Sequence[str]] = (*NO_WINDOW, "view")
    _before: dict[int, ProductStatus] = {}
    _set_to: str = ""

    @rx.event
    @require("products.read")
    async def load(self):
        """Show what the address asks for, and listen."""
        handler = ProductsState.refresh
        live.watch(self, {"stock": handler, "price": handler})
        self.may_write = who.may(actor(), "products.write")
        await self._load_list()

    @rx.event
    @require("products.read")
    async def refresh(self):
        """A stock, a price or anything else of a product moved."""
        await self._show()

    @rx.event
    @require("products.read")
    async def choose_view(self, view: ViewChoice):
        """이미지형 or 리스트형."""
        self._go(view=TILES if view == TILES else "")

    @rx.event
    @require("products.read")
    async def open_product(self, product_id: ProductId):
        """품목 수정."""
        self._go(**{**NO_WINDOW, "no": product_id})

    @rx.event
    @require("products.write")
    async def open_new(self):
        """품목 등록."""
        self._go(**{**NO_WINDOW, "new": "1"})

    @rx.event
    @require("products.read")
    async def open_stock(self, product_id: ProductId):
        """재고: over the drawer, if that is open, which keeps what is typed there."""
        self._go(stock=product_id)

    @rx.event
    @require("products.write")
    async def choose_row(self, product_id: ProductId, is_on: OpenFlag):
        """One more, or one less, for what is done to several."""
        others = [one for one in self.get_value("chosen") if one != product_id]
        self._choose([*others, product_id] if is_on else others)

    @rx.event
    @require("products.write")
    async def choose_all(self, is_on: OpenFlag):
        """All on this page, or none."""
        self._choose([row["id"] for row in self.get_value("rows")] if is_on else [])

    @rx.event
    @require("products.write")
    async def choose_none(self):
        """선택 해제."""
        self._choose([])

    @rx.event
    @require("products.write")
    async def set_status(self, status: ProductStatus):
        """판매중, 품절 or 숨김 for all that are chosen."""
        wanted = dict.fromkeys(self.get_value("chosen"), status)
        self._before = await db.write(catalog.set_statuses, actor(), wanted)
        self._set_to = status.value
        word = labels.PRODUCT_STATUS[status.value]
        count = len(self._before)
        self.undo_note = f"품목 {count}개를 {josa(word, '으로/로')} 바꿨어요." if count else ""
        self._choose([])
        await self._show()
        return None if count else Toasts.say(f"모두 이미 {word}이에요.", kind="info")

    @rx.event
    @require("products.write")
    async def undo(self):
        """되돌리기: each back to what it was, unless somebody changed it since."""
        before, self.undo_note = dict(self._before), ""
        if not before:
            return None
        set_to = ProductStatus(self._set_to)
        self._before = {}
        undone = await db.write(catalog.set_statuses, actor(), before, only_from=set_to)
        await self._show()
        left = len(before) - len(undone)
        rest = f" 그 사이 다시 바뀐 {left}개는 그대로 두었어요." if left else ""
        return Toasts.say(f"품목 {len(undone)}개를 되돌렸어요.{rest}")

    @rx.event
    @require("products.write")
    async def close_undo(self):
        """The note was read."""
        self.undo_note = ""
        self._before = {}

    async def _show(self) -> None:
        wanted = ProductFilter(
            text=self.text,
            category_id=int(category) if (category := self.filters["category"]) else None,
            status=ProductStatus(status) if (status := self.filters["status"]) else None,
            sort=self.sort,
            page=self.page_number,
            size=int(self.size),
        )
        page, shelves = await live.shared(("stocklist", wanted), db.read, _page, actor(), wanted)
        self.rows = [printed.product_text(row) for row in page.rows]
        self.categories = printed.shelf_options(shelves, "전체 분류")
        self.view = TILES if self._said["view"] == TILES else "list"
        self._choose(self.get_value("chosen"))
        self._took("품목", page)

    def _choose(self, chosen: Sequence[int]) -> None:
        """Only what is on this page can be chosen."""
        there = [row["id"] for row in self.get_value("rows")]
        self.chosen = [one for one in there if one in chosen]
        self.is_all_chosen = bool(there) and len(self.chosen) == len(there)


def _page(
    session: Any, asker: Actor, wanted: ProductFilter
) -> tuple[Page[ProductRow], list[ShelfRow]]:
    return queries.stocklist(session, asker, wanted), queries.shelves(session, asker)
