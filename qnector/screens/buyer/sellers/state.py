"""What 판매자 목록/검색 remembers and asks."""

from collections.abc import Sequence
from typing import Any, ClassVar

import reflex as rx
from sqlmodel import Session

from qnector.core import db
from qnector.core.actor import Actor
from qnector.core.money import won_text
from qnector.core.paging import Page
from qnector.domain.accounts import rules as who
from qnector.domain.connections import access, queries
from qnector.domain.connections import service as connections
from qnector.domain.connections.models import ConnectionStatus
from qnector.domain.connections.queries import SellerFilter, SellerRow
from qnector.domain.orders import sums
from qnector.domain.orders.sums import MonthOfBuyer
from qnector.domain.reports import partners
from qnector.web import live
from qnector.web.args import SellerId, Turn
from qnector.web.guard import Screen, actor, require
from qnector.web.listing import ListState
from qnector.web.partners import rows as printed
from qnector.web.partners.rows import SellerText
from qnector.web.toasts import Toasts
from qnector.web.turns import RowTurns

Found = tuple[Page[SellerRow], dict[int, int], bool, MonthOfBuyer]


class SellersState(RowTurns, ListState, Screen):
    """판매자 목록/검색: who sells, where one stands with them, and this month's purchases."""

    rows: list[SellerText] = []
    order_count: str = ""
    purchase_amount: str = ""
    top_seller: str = ""
    is_managed: bool = False
    may_ask: bool = False

    _path: ClassVar[str] = "/sellers"
    _sorts: ClassVar[Sequence[str]] = tuple(queries.SELLER_SORTS)
    _choices: ClassVar[dict[str, Sequence[str] | None]] = {"status": ("", *queries.STATUSES)}

    @rx.event
    @require("connections.read")
    async def load(self):
        """Show what the address asks for, and listen."""
        again = SellersState.refresh
        live.watch(self, {"connections": again, "orders": again, "stock": again})
        await self._load_list()

    @rx.event
    @require("connections.read")
    async def refresh(self):
        """A seller answered, or an order moved. Rows stand by name, so that none jumps."""
        await self._show()

    @rx.event
    @require("connections.request")
    async def ask(self, seller_id: SellerId, turn: Turn):
        """승인요청, and 다시 요청."""
        if self._is_row_over(seller_id, turn):
            return None
        await db.write(connections.request, actor(), seller_id)
        self._next_turn_of(seller_id)
        await self._show()
        return Toasts.say("승인을 요청했어요.")

    @rx.event
    @require("connections.request")
    async def withdraw(self, seller_id: SellerId, turn: Turn):
        """되돌리기 of a request."""
        if self._is_row_over(seller_id, turn):
            return None
        await db.write(_withdraw, actor(), seller_id)
        self._next_turn_of(seller_id)
        await self._show()
        return Toasts.say("승인요청을 되돌렸어요.")

    async def _show(self) -> None:
        wanted, asker = self._filter(), actor()
        page, counts, is_managed, month = await live.shared(
            ("sellers", wanted), db.read, _found, asker, wanted
        )
        self.rows = [printed.seller_text(row, counts.get(row.id, 0)) for row in page.rows]
        self.order_count = f"{month.order_count:,}건"
        self.purchase_amount = won_text(month.total_amount)
        self.top_seller = month.top_seller_name or "-"
        self.is_managed = is_managed
        self.may_ask = not is_managed and who.may(asker, "connections.request")
        self._took("판매자 목록", page)

    def _filter(self) -> SellerFilter:
        status = self.filters["status"]
        return SellerFilter(
            text=self.text,
            status=ConnectionStatus(status) if status else None,
            sort=self.sort,
            page=self.page_number,
            size=int(self.size),
        )


def _found(session: Session, asker: Actor, wanted: SellerFilter) -> Found:
    page = queries.sellers(session, asker, wanted)
    approved = [row.id for row in page.rows if row.status is ConnectionStatus.APPROVED]
    return (
        page,
        partners.products_by_seller(session, asker, approved),
        queries.manager_of(session, asker) is not None,
        sums.month_of_buyer(session, asker),
    )


def _withdraw(session: Session, asker: Actor, seller_id: int) -> Any:
    return connections.withdraw(session, asker, access.between(session, asker, seller_id).id or 0)
