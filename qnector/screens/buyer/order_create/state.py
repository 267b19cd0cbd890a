"""What 주문 생성 shows of the products."""

from collections.abc import Sequence
from typing import Any, ClassVar, TypedDict

import reflex as rx

from qnector.core import db
from qnector.core.money import VatKind, VatMode, won_text
from qnector.domain.catalog import queries, rules
from qnector.domain.catalog.queries import Offer, TileFilter
from qnector.screens.buyer.order_create.address_state import AddressState
from qnector.screens.buyer.order_create.cart_state import CartState
from qnector.screens.buyer.order_create.confirm_state import ConfirmState
from qnector.ui import labels
from qnector.web import files, live
from qnector.web.guard import Screen, actor, require
from qnector.web.listing import ListState, OptionText


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


class OrderCreateState(ListState, Screen):
    """주문 생성: one page of the products that the buyer may order, and the filter over them."""

    tiles: list[TileText] = []
    sellers: list[OptionText] = []
    categories: list[OptionText] = []

    _path: ClassVar[str] = "/orders/new"
    _sorts: ClassVar[Sequence[str]] = queries.SORTS
    _choices: ClassVar[dict[str, Sequence[str] | None]] = {"category": None}
    _ids: ClassVar[Sequence[str]] = ("seller",)

    @rx.event
    @require("products.read")
    async def load(self):
        """Show what the address asks for, and listen."""
        handler, again = OrderCreateState.refresh, OrderCreateState.reconnect
        live.watch(self, {"stock": handler, "price": handler, "connections": again})
        if await self._load_list():
            await self._show_choices()
        return [CartState.load, ConfirmState.leave, AddressState.leave]

    @rx.event
    @require("products.read")
    async def refresh(self):
        """A stock or a price moved."""
        await self._show()
        return CartState.refresh

    @rx.event
    @require("products.read")
    async def reconnect(self):
        """A seller let this buyer in or out: there are other sellers and categories to choose."""
        await self._show_choices()
        await self._show()
        return CartState.refresh

    async def _show(self) -> None:
        wanted = TileFilter(
            text=self.text,
            category=self.filters["category"],
            seller_id=int(seller) if (seller := self.filters["seller"]) else None,
            sort=self.sort,
            page=self.page_number,
            size=int(self.size),
        )
        page, total = await live.shared(("tiles", wanted), db.read, _page, actor(), wanted)
        self.tiles = [_tile(offer) for offer in page.rows]
        self._took("품목", page)
        self.found = f"검색 결과 {page.total:,}개 (전체 품목 {total:,}개)"

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
