"""What 주문 생성 shows of the products."""

from typing import Any, TypedDict

import reflex as rx

from qnector import ui
from qnector.core import db
from qnector.core.errors import Unavailable
from qnector.core.money import VatKind, VatMode, won_text
from qnector.domain.catalog import queries, rules
from qnector.domain.catalog.queries import Offer, TileFilter
from qnector.screens.buyer.order_create.address_state import AddressState
from qnector.screens.buyer.order_create.cart_state import CartState
from qnector.screens.buyer.order_create.confirm_state import ConfirmState
from qnector.ui import labels
from qnector.web import files, live, urls
from qnector.web.args import PageNumber, SearchText, SortChoice
from qnector.web.guard import Screen, actor, attempt, require
from qnector.web.paging import summary_text

PATH = "/orders/new"
SORT = "frequent"
SIZE = 20


class TileText(TypedDict):
    """One product as it is printed."""

    id: int
    name: str
    seller: str
    spec: str
    price: str
    stock: str
    level: str
    picture: str


class OptionText(TypedDict):
    """One choice of a select."""

    value: str
    label: str


class OrderCreateState(Screen):
    """주문 생성: one page of the products that the buyer may order, and the filter over them."""

    tiles: list[TileText] = []
    is_loaded: bool = False
    has_failed: bool = False
    is_filtered: bool = False
    found: str = ""
    summary: str = ""
    numbers: list[int] = []
    page_number: int = 1
    last_page: int = 1
    text: str = ""
    seller: str = ""
    category: str = ""
    sort: str = SORT
    sellers: list[OptionText] = []
    categories: list[OptionText] = []
    epoch: int = 0

    @rx.event
    @require("products.read")
    async def load(self):
        """Show what the address asks for, and listen."""
        handler = OrderCreateState.refresh
        live.watch(self, {"stock": handler, "price": handler, "connections": handler})
        self._read_address()
        _, failure = await attempt(self._show_all(), Unavailable)
        self.has_failed = failure is not None
        return [CartState.load, ConfirmState.leave, AddressState.leave]

    @rx.event
    @require("products.read")
    async def refresh(self):
        """A stock, a price or a connection moved."""
        await self._show()
        return CartState.refresh

    @rx.event
    @require("products.read")
    async def search(self, text: SearchText):
        """Look for a name, a code or a seller."""
        return self._go(q=text, page=1)

    @rx.event
    @require("products.read")
    async def choose_seller(self, seller: SearchText):
        """Only of one seller."""
        return self._go(seller=seller, page=1)

    @rx.event
    @require("products.read")
    async def choose_category(self, category: SearchText):
        """Only of one 분류."""
        return self._go(category=category, page=1)

    @rx.event
    @require("products.read")
    async def choose_sort(self, sort: SortChoice):
        """In another order."""
        return self._go(sort=sort, page=1)

    @rx.event
    @require("products.read")
    async def turn_to(self, page: PageNumber):
        """Another page."""
        return self._go(page=page)

    @rx.event
    @require("products.read")
    async def clear(self):
        """조건 지우기."""
        self.epoch += 1
        return urls.go(PATH)

    def _read_address(self) -> None:
        asked = urls.Query(self.router.url)
        self.text = asked.text("q")
        self.seller = str(asked.number("seller", 0, most=2**53) or "")
        self.category = asked.text("category")
        self.sort = asked.one_of("sort", queries.SORTS, SORT)
        self.page_number = asked.number("page", 1)
        self.is_filtered = bool(self.text or self.seller or self.category)

    async def _show_all(self) -> None:
        await self._show()
        await self._show_choices()

    async def _show(self) -> None:
        wanted = TileFilter(
            text=self.text,
            category=self.category,
            seller_id=int(self.seller) if self.seller else None,
            sort=self.sort,
            page=self.page_number,
            size=SIZE,
        )
        page, total = await live.shared(("tiles", wanted), db.read, _page, actor(), wanted)
        self.tiles = [_tile(offer) for offer in page.rows]
        self.found = f"검색 결과 {page.total:,}개 (전체 품목 {total:,}개)"
        self.summary = summary_text(page).replace("건", "개")
        self.numbers = ui.page_numbers(page.number, page.last)
        self.page_number = page.number
        self.last_page = page.last
        self.is_loaded = True

    async def _show_choices(self) -> None:
        sellers, categories = await db.read(_choices, actor())
        self.sellers = [
            OptionText(value="", label="전체 판매자"),
            *(OptionText(value=str(one), label=name) for one, name in sellers),
        ]
        self.categories = [
            OptionText(value="", label="전체 분류"),
            *(OptionText(value=name, label=name) for name in categories),
        ]

    def _go(self, **changes: Any) -> Any:
        now = {
            "q": self.text,
            "seller": self.seller,
            "category": self.category,
            "sort": self.sort if self.sort != SORT else "",
            "page": self.page_number,
            **changes,
        }
        usual = {"sort": SORT, "page": 1}
        return urls.go(PATH, {name: one for name, one in now.items() if usual.get(name) != one})


def _page(session: Any, asker: Any, wanted: TileFilter) -> tuple[Any, int]:
    page = queries.tiles(session, asker, wanted)
    is_all = not (wanted.text or wanted.category or wanted.seller_id)
    return page, page.total if is_all else queries.count_visible(session, asker)


def _choices(session: Any, asker: Any) -> tuple[list[tuple[int, str]], list[str]]:
    return queries.sellers(session, asker), queries.categories(session, asker)


def _vat_note(offer: Offer) -> str:
    """부가세 별도, where VAT comes on top of the price."""
    is_on_top = offer.vat_mode is VatMode.EXCLUDED and offer.vat_kind is VatKind.TAXED
    return labels.VAT_MODE["excluded"] if is_on_top else ""


def _tile(offer: Offer) -> TileText:
    level = rules.stock_level(offer.stock, offer.status)
    return TileText(
        id=offer.product_id,
        name=offer.name,
        seller=offer.seller_name,
        spec=" · ".join(filter(None, (offer.spec, _vat_note(offer)))),
        price=won_text(offer.price),
        stock="품절"
        if level == "out"
        else rules.stock_text(offer.stock, unit=offer.unit, shows_stock=offer.shows_stock),
        level=level,
        picture=files.picture_url(offer.picture_id),
    )
