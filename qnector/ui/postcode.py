"""주소찾기: the three fields of an address, and the window that searches for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

import reflex as rx

from qnector.ui.button import button, submit
from qnector.ui.dialog import close_button, dialog, push_left
from qnector.ui.empty import empty
from qnector.ui.form import form, text_input
from qnector.ui.icon import icon
from qnector.ui.layout import callout
from qnector.ui.pagination import pagination

NAMES = ("postal_code", "street", "detail")
WORDS = ("우편번호", "기본주소", "상세주소")
Text = str | rx.Var


class PlaceText(TypedDict):
    """One address that was found, as text; `id` counts from 1 on its page."""

    id: int
    postal_code: str
    street: str
    lot: str


def address_fields(
    label: Text,
    values: Mapping[str, Any],
    *,
    errors: Any,
    is_by_hand: Any,
    is_off: Any,
    on_find: Any,
    key: Any,
    more: Callable[[str], dict[str, Any]] = lambda name: {},
    required: bool = True,
    words: tuple[str, str, str] = WORDS,
    find: str = "주소찾기",
) -> rx.Component:
    """우편번호 with 주소찾기, 기본주소, 상세주소, named as in `NAMES`.

    The first two are only read until `is_by_hand`; `key` changes when a place was chosen. `more`
    gives further props of a field by its name.
    """
    postal, street, detail = (
        _input(name, word, values[name], errors, more(name))
        for name, word in zip(NAMES, words, strict=True)
    )
    locked = {"read_only": ~is_by_hand, "key": key}
    press = button(find, before="search", on_click=on_find, disabled=is_off)
    return rx.el.fieldset(
        rx.el.legend(
            label,
            *([rx.el.span(" *", aria_hidden="true", class_name="text-bad")] if required else []),
            class_name="text-sm font-medium text-fg mb-1.5 p-0",
        ),
        rx.el.div(
            _row(postal(input_mode="numeric", max_length=5, **locked), press),
            street(max_length=200, auto_complete="address-line1", **locked),
            detail(max_length=100, auto_complete="address-line2"),
            _note(_first(errors), is_off, "address-note"),
            class_name="flex flex-col gap-2",
        ),
        class_name="m-0 min-w-0 border-0 p-0",
    )


def _row(control: Any, press: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(control, class_name="flex-1 min-w-0"), press, class_name="flex gap-2"
    )


def _note(problem: Any, is_off: Any, note_id: str) -> rx.Component:
    complaint = rx.el.span(
        icon("circle-alert", 14), problem, class_name="flex items-center gap-1 text-bad"
    )
    calm = rx.cond(is_off, rx.el.span(OFF, class_name="text-muted"), rx.fragment())
    return rx.el.p(
        rx.cond(problem != "", complaint, calm),
        id=note_id,
        aria_live="polite",
        class_name="m-0 text-xs empty:hidden",
    )


OFF = "주소 검색이 연결되지 않았어요. 주소를 직접 입력해 주세요."


def _input(
    name: str, words: str, value: Any, errors: Any, more: dict[str, Any]
) -> Callable[..., rx.Component]:
    def draw(**props: Any) -> rx.Component:
        return text_input(
            name=name,
            default_value=value,
            placeholder=words,
            aria_label=words,
            aria_invalid=errors[name] != "",
            aria_describedby="address-note",
            **props,
            **more,
        )

    return draw


def _first(errors: Any) -> Any:
    """The first complaint about any of the three."""
    postal, street, detail = (errors[name] for name in NAMES)
    return rx.cond(postal != "", postal, rx.cond(street != "", street, detail))


def postcode_dialog(
    *,
    open: Any,
    on_open_change: Any,
    on_search: Any,
    places: Any,
    on_choose: Callable[[Any], Any],
    summary: Any,
    problem: Any,
    is_down: Any,
    has_searched: Any,
    numbers: Any,
    page: Any,
    last: Any,
    turn: Callable[[Any], Any],
    on_by_hand: Any,
    focus_next: rx.Var,
    title: str = "주소찾기",
) -> rx.Component:
    """Search words, what was found page by page, and the way to type it by hand."""
    found = rx.fragment(_list(places, on_choose), pagination(summary, numbers, page, last, turn))
    return dialog(
        _search(on_search, problem),
        rx.cond(is_down, callout("warn", DOWN)),
        rx.cond(has_searched, rx.cond(places, rx.el.div(found, class_name="min-w-0"), _none())),
        title=title,
        description="도로명이나 건물 이름을 넣고 주소를 골라 주세요.",
        name="postcode",
        open=open,
        on_open_change=on_open_change,
        focus_next=focus_next,
        footer=[
            push_left(button("직접 입력", variant="ghost", on_click=on_by_hand)),
            close_button(),
        ],
    )


def _none() -> rx.Component:
    return empty("찾는 주소가 없어요", "다른 말로 찾거나 직접 입력해 주세요.", before="search-x")


def _search(on_search: Any, problem: Any) -> rx.Component:
    words = text_input(
        name="find_words",
        type="search",
        placeholder="도로명, 건물 이름, 지번으로 검색",
        aria_label="찾을 주소",
        aria_invalid=problem != "",
        aria_describedby="postcode-note",
        auto_complete="off",
        max_length=80,
    )
    return form(
        _row(words, submit("검색", before="search")),
        rx.el.p(
            rx.cond(
                problem != "",
                rx.el.span(problem, class_name="text-bad"),
                rx.el.span(EXAMPLE, class_name="text-muted"),
            ),
            id="postcode-note",
            aria_live="polite",
            class_name="m-0 text-xs",
        ),
        on_submit=on_search,
        id="postcode-form",
    )


def _list(places: Any, on_choose: Callable[[Any], Any]) -> rx.Component:
    return rx.el.ul(
        rx.foreach(places, lambda place: _place(place, on_choose)),
        aria_label="찾은 주소",
        class_name="m-0 p-0 list-none rounded-lg border border-line",
    )


EXAMPLE = "예: 세종대로 110, 자갈치해안로 52"
DOWN = "지금은 주소를 찾을 수 없어요. 주소 칸을 열어 두었으니 직접 입력해 주세요."


def _place(place: rx.Var[PlaceText], on_choose: Callable[[Any], Any]) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            rx.el.span(place["postal_code"], class_name="shrink-0 w-12 num font-medium"),
            rx.el.span(
                rx.el.span(place["street"], class_name="block"),
                rx.el.span(place["lot"], class_name="block text-sm text-muted empty:hidden"),
                class_name="min-w-0",
            ),
            type="button",
            on_click=on_choose(place["id"]),
            class_name=(
                "flex w-full items-start gap-3 px-3 py-2.5 min-h-11 text-left text-base text-fg "
                "hover:bg-hover focus-visible:-outline-offset-2"
            ),
        ),
        class_name="border-t border-line first:border-t-0",
        key=place["id"],
    )
