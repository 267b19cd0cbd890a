"""The search palette of every signed-in screen."""

import reflex as rx

from qnector import ui
from qnector.core import db
from qnector.core.actor import Side
from qnector.domain.reports import search
from qnector.domain.reports.search import Found
from qnector.ui import labels
from qnector.ui.nav import NAV
from qnector.ui.palette import Hit
from qnector.web import urls
from qnector.web.args import SearchText
from qnector.web.guard import Screen, actor, require

ORDERS = {Side.BUYER: "/orders", Side.SELLER: "/seller/orders"}


class Palette(Screen):
    """검색 (Ctrl K): menus, orders by number, products and companies, by a few letters."""

    menus: list[Hit] = []
    orders: list[Hit] = []
    products: list[Hit] = []
    companies: list[Hit] = []
    first: str = ""
    epoch: int = 0

    @rx.event
    @require("search.read")
    async def load(self):
        """It opens: every menu, and the newest orders."""
        await self._show("")

    @rx.event
    @require("search.read")
    async def search(self, text: SearchText):
        """Something was typed."""
        await self._show(text)

    async def _show(self, text: str) -> None:
        side = actor().side
        found = await db.read(search.find, actor(), text)
        self.menus = _menus(side, text)
        self.orders = _orders(side, found)
        self.products = _products(side, found)
        self.companies = _companies(side, found)
        hits = [*self.menus, *self.orders, *self.products, *self.companies]
        self.first = hits[0]["key"] if hits else ""
        self.epoch += 1


@rx.memo
def palette() -> rx.Component:
    """Drawn once over every framed screen."""
    return ui.palette(
        ui.palette_group("화면", Palette.menus, "corner-down-right"),
        ui.palette_group("주문", Palette.orders, "receipt-text"),
        ui.palette_group("품목", Palette.products, "package"),
        ui.palette_group("회사", Palette.companies, "building-2"),
        first=Palette.first,
        epoch=Palette.epoch,
        on_search=Palette.search,
        on_open=Palette.load,
    )


def _menus(side: Side, text: str) -> list[Hit]:
    wanted = text.replace(" ", "").lower()
    return [
        Hit(key=item.to, label=item.label, note=item.group, path=item.to)
        for item in NAV[side.value]
        if wanted in (item.group + item.label).replace(" ", "").lower()
    ]


def _orders(side: Side, found: Found) -> list[Hit]:
    return [
        Hit(
            key=order.number,
            label=f"{order.number} · {order.partner}",
            note=labels.ORDER_STATUS[order.status.value],
            path=urls.build(ORDERS[side], {"period": "all", "no": order.number}),
        )
        for order in found.orders
    ]


def _products(side: Side, found: Found) -> list[Hit]:
    return [
        Hit(
            key=f"product:{one.id}",
            label=one.name,
            note=one.sku if side is Side.SELLER else one.seller,
            path=urls.build("/seller/products", {"no": one.id})
            if side is Side.SELLER
            else urls.build("/orders/new", {"q": one.name[: urls.MOST_TEXT]}),
        )
        for one in found.products
    ]


def _companies(side: Side, found: Found) -> list[Hit]:
    path = "/seller/buyers" if side is Side.SELLER else "/sellers"
    return [
        Hit(
            key=f"company:{one.id}",
            label=one.name,
            note=labels.business_number(one.business_number),
            path=urls.build(path, {"q": one.name}),
        )
        for one in found.companies
    ]
