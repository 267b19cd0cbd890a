"""What every list remembers: which page of which filter, kept in the address."""

from collections.abc import Sequence
from typing import Any, ClassVar, TypedDict

import reflex as rx

from qnector import ui
from qnector.core import paging
from qnector.core.errors import Unavailable
from qnector.core.paging import Page
from qnector.web import urls
from qnector.web.args import MOST_ID, Choice, PageNumber, SearchText, SizeChoice, SortChoice
from qnector.web.guard import attempt, require
from qnector.web.paging import found_text, summary_text

SIZE = "20"


class OptionText(TypedDict):
    """One choice of a select."""

    value: str
    label: str


class ListState(rx.State, mixin=True):
    """A list: the filter lives in the address, so that reload, back and a link all work.

    A screen says its path, sorts and choices, reads in `_show` and ends it with `_took`.
    These handlers lead to another address, and take over at once what it says: the next choice
    adds to it, and a wave that comes before the browser does reads for it already. What is shown
    there in the end is decided by `load`, which reads the address itself.
    """

    is_loaded: bool = False
    has_failed: bool = False
    is_filtered: bool = False
    found: str = ""
    summary: str = ""
    numbers: list[int] = []
    page_number: int = 1
    last_page: int = 1
    text: str = ""
    filters: dict[str, str] = {}
    sort: str = ""
    size: str = SIZE
    epoch: int = 0

    _path: ClassVar[str] = "/"
    # The first of each is the usual one, which the address does not name.
    _sorts: ClassVar[Sequence[str]] = ("",)
    # Filter → what it may be; None lets any text through, which the query then judges.
    _choices: ClassVar[dict[str, Sequence[str] | None]] = {}
    # Filters by a row's number, "" for all.
    _ids: ClassVar[Sequence[str]] = ()
    # What a filter is when it lets everything through, where that is not "".
    _open: ClassVar[dict[str, str]] = {}
    # How many rows a page has unless the address says otherwise.
    _usual_size: ClassVar[str] = SIZE
    # What else the address may say, such as which window is open.
    _extras: ClassVar[Sequence[str]] = ()
    _said: dict[str, str] = {}

    @rx.event
    @require("session.own")
    async def search(self, text: SearchText):
        """Only rows with this text."""
        self._go(q=text, page=1)

    @rx.event
    @require("session.own")
    async def choose(self, name: Choice, value: SearchText):
        """Only rows that a filter lets through."""
        if name in self._choices or name in self._ids:
            self._go(**{name: value, "page": 1})

    @rx.event
    @require("session.own")
    async def choose_sort(self, sort: SortChoice):
        """In another order."""
        self._go(sort=sort, page=1)

    @rx.event
    @require("session.own")
    async def choose_size(self, size: SizeChoice):
        """More or fewer on one page."""
        self._go(size=size, page=1)

    @rx.event
    @require("session.own")
    async def turn_to(self, page: PageNumber):
        """Another page."""
        self._go(page=page)

    @rx.event
    @require("session.own")
    async def clear(self):
        """조건 지우기. The field mounts anew at once, so its text goes with the epoch."""
        self.text, self.epoch = "", self.epoch + 1
        no_filter = {name: self._open.get(name, "") for name in self.filters}
        self.filters = no_filter
        self._go(q="", page=1, **no_filter)

    async def _load_list(self) -> bool:
        """Show what the address asks for; False when the database could not be asked."""
        self._read(self.router.url)
        _, failure = await attempt(self._show(), Unavailable)
        self.has_failed = failure is not None
        return failure is None

    async def _show(self) -> None:
        """Each screen reads its page, prints it into its rows, and calls `_took`."""

    def _read(self, address: Any) -> None:
        asked = urls.Query(address)
        self.text = asked.text("q")
        self.filters = {
            name: asked.text(name) if choices is None else asked.one_of(name, choices, choices[0])
            for name, choices in self._choices.items()
        } | {name: str(asked.number(name, most=MOST_ID) or "") for name in self._ids}
        self.sort = asked.one_of("sort", self._sorts, self._sorts[0])
        self.size = asked.one_of("size", [str(size) for size in paging.SIZES], self._usual_size)
        self.page_number = asked.number("page", 1)
        self._said = {name: asked.text(name) for name in self._extras}
        chosen = (value != self._open.get(name, "") for name, value in self.filters.items())
        self.is_filtered = bool(self.text) or any(chosen)

    def _took(self, name: str, page: Page[Any]) -> None:
        """Remember where in the list this page is; `name` is what the list is called."""
        self.found = found_text(name, len(page.rows), page.total)
        self.summary = summary_text(page)
        self.page_number = page.number
        self.last_page = page.last
        self.numbers = ui.page_numbers(page.number, page.last)
        self.is_loaded = True

    def _go(self, **changes: Any) -> None:
        """Lead to the address of this list with these changes.

        Somebody who has left the list stays where they went: what was typed last arrives late.
        """
        if urls.path_of(self.router.url) != self._path:
            return
        # A press may come before the list has read its address, or the browser has come to the
        # next one: what is chosen is added to where the browser is or goes, not to what is shown.
        is_on_the_way = urls.path_of(self.onward["to"]) == self._path
        self._read(self.onward["to"] if is_on_the_way else self.router.url)
        now = {
            "q": self.text,
            **self.filters,
            "sort": self.sort,
            "size": self.size,
            "page": self.page_number,
            **self._said,
            **changes,
        }
        usual = {name: choices[0] for name, choices in self._choices.items() if choices}
        usual |= {"sort": self._sorts[0], "size": self._usual_size, "page": 1}
        self._lead(
            self._path, {name: value for name, value in now.items() if usual.get(name) != value}
        )
        self._read(self.onward["to"])
