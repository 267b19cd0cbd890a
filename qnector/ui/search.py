"""The search field above a list, and the toolbar it stands in."""

from __future__ import annotations

from typing import Any

import reflex as rx

from qnector.ui.icon import icon

WAIT_MS = 250


def search(
    text: Any,
    on_search: Any,
    placeholder: str,
    *,
    name: str = "search",
    wide: bool = False,
    key: Any = None,
) -> rx.Component:
    """`on_search(text)` fires 250 ms after the last key.

    The input is uncontrolled: `text` is only what it starts with, so no refresh can take away
    what is being typed. Change `key` to start anew (조건 지우기).
    `wide` lets it take the whole toolbar.
    """
    keyed = {} if key is None else {"key": key}
    return rx.el.div(
        rx.el.span(
            icon("search"),
            class_name="absolute left-3 top-1/2 -translate-y-1/2 text-muted pointer-events-none",
        ),
        rx.el.input(
            type="search",
            id=name,
            name=name,
            default_value=text,
            on_change=on_search.debounce(WAIT_MS),
            placeholder=placeholder,
            aria_label=placeholder,
            auto_complete="off",
            max_length=100,
            class_name=(
                "w-full h-9 pl-9 pr-3 rounded-md border border-field bg-surface text-base "
                "max-sm:text-[16px] focus-visible:border-ring focus-visible:outline-offset-0"
            ),
        ),
        role="search",
        class_name="relative flex-1 min-w-48" + ("" if wide else " sm:max-w-[340px]"),
        **keyed,
    )


def day_filter(day: Any, on_change: Any, label: str, *, name: str, key: Any) -> rx.Component:
    """A day as a filter: `on_change(day)` fires when nothing was typed for a moment.

    Uncontrolled like `search`, because a browser tells every digit of the year.
    """
    return rx.el.input(
        type="date",
        id=name,
        name=name,
        default_value=day,
        on_change=on_change.debounce(2 * WAIT_MS),
        aria_label=label,
        key=key,
        class_name=(
            "h-9 px-3 rounded-md border border-field bg-surface text-base max-sm:text-[16px] "
            "text-fg focus-visible:border-ring focus-visible:outline-offset-0"
        ),
    )


def toolbar(*children: Any, end: Any = None) -> rx.Component:
    """Search, selects and buttons over a list; `end` stands at the right."""
    return rx.el.div(
        *children,
        *(
            [rx.el.div(end, class_name="ml-auto flex items-center gap-2")]
            if end is not None
            else []
        ),
        class_name="flex flex-wrap items-center gap-2 no-print",
    )


def list_head(*children: Any) -> rx.Component:
    """The padded top of a card whose list touches the edges: toolbar, chips."""
    return rx.el.div(*children, class_name="flex flex-col gap-2 p-4 pb-2")
