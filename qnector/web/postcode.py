"""주소찾기 for any screen with an address: a mixin state, its window and its fields.

A state derives from `PostcodeState`, calls `await self._prepare_finder()` when it loads, and may
keep what was chosen in `_took_place`. Its page draws `fields(State)` in a form and `finder(State)`
beside it.
"""

from dataclasses import dataclass
from typing import Annotated, Any

import reflex as rx
from pydantic import Field

from qnector import ui
from qnector.outside import juso
from qnector.outside.juso import PAGE_SIZE, Place
from qnector.outside.web import OutsideError, Rejected
from qnector.ui.postcode import NAMES, PlaceText
from qnector.web import services
from qnector.web.args import FieldText, Form, OpenFlag, PageNumber
from qnector.web.guard import public
from qnector.web.pace import Pace

pace = Pace(burst=30, rate=0.5)
OTHER_WORDS = "다른 말로 찾아 주세요."
TOO_OFTEN = "너무 자주 찾았어요. 잠시 뒤 다시 찾아 주세요."
PlaceNumber = Annotated[int, Field(strict=True, ge=1, le=PAGE_SIZE)]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of places, or why there is none: what to mend, or that nobody answers."""

    places: tuple[Place, ...] = ()
    total: int = 0
    last: int = 1
    problem: str = ""
    is_down: bool = False


async def look(words: str, number: int = 1) -> Found:
    """Ask for one page of addresses. Never raises: a form goes on by hand."""
    try:
        page = await juso.search(await services.juso(), words, number)
    except Rejected as refusal:
        return Found(problem=juso.SENTENCES.get(refusal.code, OTHER_WORDS))
    except OutsideError:
        return Found(is_down=True)
    return Found(tuple(page.rows), page.total, page.last)


class FinderForm(Form):
    """What the window sends."""

    find_words: FieldText = ""


class PostcodeState(rx.State, mixin=True):
    """주소찾기: what was searched, found and chosen."""

    finder_open: bool = False
    finder_next: str = ""
    finder_is_off: bool = False
    finder_is_down: bool = False
    finder_problem: str = ""
    finder_searched: bool = False
    finder_places: list[PlaceText] = []
    finder_summary: str = ""
    finder_page: int = 1
    finder_last: int = 1
    finder_numbers: list[int] = []
    is_by_hand: bool = False
    postal_code: str = ""
    street: str = ""
    address_epoch: int = 0

    _finder_words: str = ""
    _finder_found: tuple[Place, ...] = ()

    @rx.event
    @public
    async def open_finder(self):
        """주소찾기."""
        self.finder_problem = self.finder_next = ""
        self.finder_open = True

    @rx.event
    @public
    async def close_finder(self, is_open: OpenFlag):
        """닫기."""
        self.finder_open = is_open

    @rx.event
    @public
    async def find_places(self, form: FinderForm):
        """검색."""
        self._finder_words = form.find_words
        await self._find(1)
        return rx.set_focus("find_words") if self.finder_problem else None

    @rx.event
    @public
    async def turn_places(self, number: PageNumber):
        """Another page of what was found."""
        await self._find(min(number, self.finder_last))

    @rx.event
    @public
    async def choose_place(self, number: PlaceNumber):
        """One of the addresses on this page."""
        if number > len(self._finder_found):
            return None
        place = self._finder_found[number - 1]
        self._put(place.postal_code, f"{place.street} {place.extra}".strip())
        self.finder_open = self.is_by_hand = False
        self.finder_next = "detail"
        return await self._took_place()

    @rx.event
    @public
    async def type_by_hand(self):
        """직접 입력: the fields are free."""
        self.is_by_hand = True
        self.finder_open = False
        self.finder_next = "postal_code"

    async def _prepare_finder(self) -> None:
        """When the page loads: without a key the fields are free from the start."""
        self.finder_open = False
        self.finder_is_off = not (await services.juso()).key
        self.is_by_hand = self.finder_is_off

    def _put(self, postal_code: str, street: str) -> None:
        """Show an address in the fields."""
        self.postal_code, self.street = postal_code, street
        self.address_epoch += 1

    async def _took_place(self) -> Any:
        """A place was chosen: keep `postal_code` and `street` where the screen keeps them."""

    async def _find(self, number: int) -> None:
        if not pace.allows(self.router.session.client_ip):
            self.finder_problem = TOO_OFTEN
            return
        found = await look(self._finder_words, number)
        self.finder_problem, self.finder_is_down = found.problem, found.is_down
        self.is_by_hand = self.is_by_hand or found.is_down
        self.finder_searched = not (found.problem or found.is_down)
        self._finder_found = found.places
        self.finder_places = [_text(count, one) for count, one in enumerate(found.places, 1)]
        self.finder_page, self.finder_last = number, found.last
        self.finder_numbers = ui.page_numbers(number, found.last, around=1)
        first = (number - 1) * PAGE_SIZE + 1
        self.finder_summary = f"{found.total:,}곳 중 {first:,}–{first + len(found.places) - 1:,}"


def _text(number: int, place: Place) -> PlaceText:
    return PlaceText(
        id=number,
        postal_code=place.postal_code,
        street=f"{place.street} {place.extra}".strip(),
        lot=place.lot,
    )


def finder(state: Any, title: str = "주소찾기") -> rx.Component:
    """The window; it stands outside the form that holds the fields."""
    return ui.postcode_dialog(
        open=state.finder_open,
        on_open_change=state.close_finder,
        on_search=state.find_places,
        places=state.finder_places,
        on_choose=state.choose_place,
        summary=state.finder_summary,
        problem=state.finder_problem,
        is_down=state.finder_is_down,
        has_searched=state.finder_searched,
        numbers=state.finder_numbers,
        page=state.finder_page,
        last=state.finder_last,
        turn=state.turn_places,
        on_by_hand=state.type_by_hand,
        focus_next=state.finder_next,
        title=title,
    )


def fields(
    state: Any,
    label: str = "사업장 주소",
    **props: Any,
) -> rx.Component:
    """The three fields, over `state.detail` and `state.errors` of the screen as well.

    Further `props` as `ui.address_fields` takes them.
    """
    return ui.address_fields(
        label,
        {name: getattr(state, name) for name in NAMES},
        errors=state.errors,
        is_by_hand=state.is_by_hand,
        is_off=state.finder_is_off,
        on_find=state.open_finder,
        key=state.address_epoch.to_string(),
        **props,
    )
