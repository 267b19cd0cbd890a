"""What 회사 관리 remembers and asks: the list, and which window is open."""

from collections.abc import Sequence
from typing import ClassVar

import reflex as rx
from sqlmodel import Session

from qnector.core import db
from qnector.core.actor import Actor
from qnector.core.paging import Page
from qnector.domain.accounts import directory
from qnector.domain.accounts.directory import CompanyFilter, CompanyRow
from qnector.screens.operator.companies.window_state import CompanyWindow
from qnector.web import live, urls
from qnector.web.args import MOST_ID
from qnector.web.audit import looks
from qnector.web.guard import Screen, actor, require
from qnector.web.listing import ListState
from qnector.web.operator import rows as printed
from qnector.web.operator.act_as import ActAs
from qnector.web.operator.rows import CompanyText

NO_COUNTS = {"": "", **{standing: "" for standing in directory.STANDINGS}}


class CompaniesState(CompanyWindow, ActAs, ListState, Screen):
    """회사 관리: every company on this server, and one of them in full."""

    rows: list[CompanyText] = []
    counts: dict[str, str] = NO_COUNTS

    _path: ClassVar[str] = "/operator/companies"
    _sorts: ClassVar[Sequence[str]] = tuple(directory.COMPANY_SORTS)
    _choices: ClassVar[dict[str, Sequence[str] | None]] = {
        "standing": ("", *directory.STANDINGS),
        "side": ("", *directory.SIDES),
    }
    _extras: ClassVar[Sequence[str]] = ("company",)

    @rx.event
    @require("companies.read")
    async def load(self):
        """Show what the address asks for, and listen."""
        again = CompaniesState.refresh
        live.watch(self, {"companies": again, "people": again})
        self._wanted_id = urls.Query(self.router.url).number("company", most=MOST_ID)
        self.is_acting_asked = False
        if not await self._load_list():
            return None
        return await self._open_window()

    @rx.event
    @require("companies.read")
    async def refresh(self):
        """Somebody registered, was checked or suspended."""
        await self._show()
        return await self._follow()

    async def _show(self) -> None:
        # What no index narrows may read every company.
        page, counts = await db.read(_found, actor(), self._filter(), slow=True)
        await looks.note("companies")
        self.rows = [printed.company_text(row) for row in page.rows]
        self._took("회사 목록", page)
        self.counts = {standing: f"{count:,}" for standing, count in counts.items()}

    def _filter(self) -> CompanyFilter:
        return CompanyFilter(
            text=self.text,
            standing=self.filters["standing"],
            side=self.filters["side"],
            sort=self.sort,
            page=self.page_number,
            size=int(self.size),
        )


def _found(
    session: Session, asker: Actor, wanted: CompanyFilter
) -> tuple[Page[CompanyRow], dict[str, int]]:
    return directory.companies(session, asker, wanted), directory.standings(session, asker)
