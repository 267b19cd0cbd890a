"""Tabs: links with an address each, or choices over one list with what they hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx

from qnector.ui.button import route_link


def tabs(label: str, items: Sequence[tuple[Any, ...]], current: str) -> rx.Component:
    """(word, path) pairs; `current` is the path of the screen that is shown.

    A third part says whether the tab is there for who looks.
    """
    return rx.el.nav(
        *[_shown(_tab(word, path, path == current), *rest) for word, path, *rest in items],
        aria_label=label,
        class_name="flex gap-5 border-b border-line overflow-x-auto",
    )


def _shown(tab: rx.Component, is_there: Any = True) -> rx.Component:
    return tab if is_there is True else rx.cond(is_there, tab)


def _tab(word: Any, path: str, is_current: bool) -> rx.Component:
    mark = {"aria_current": "page"} if is_current else {}
    tone = "border-brand text-fg" if is_current else "border-transparent text-muted hover:text-fg"
    return route_link(
        word,
        to=path,
        class_name=(
            "h-10 inline-flex items-center px-1 -mb-px border-b-2 text-base font-medium "
            f"no-underline whitespace-nowrap {tone}"
        ),
        **mark,
    )


def choice_tabs(
    label: str, items: list[tuple[str, str, Any]], value: Any, choose: Callable[[str], Any]
) -> rx.Component:
    """(value, word, count): parts of one list, of which one is shown."""
    return rx.el.div(
        *[_choice(item, value, choose) for item in items],
        role="group",
        aria_label=label,
        class_name="flex gap-5 px-4 border-b border-line overflow-x-auto no-print",
    )


def _choice(item: tuple[str, str, Any], value: Any, choose: Callable[[str], Any]) -> rx.Component:
    code, word, count = item
    return rx.el.button(
        word,
        rx.el.span(count, class_name="text-sm num"),
        type="button",
        aria_pressed=value == code,
        on_click=choose(code),
        class_name=(
            "h-11 inline-flex items-center gap-1.5 px-1 -mb-px border-b-2 border-transparent "
            "text-base font-medium whitespace-nowrap text-muted hover:text-fg "
            "aria-pressed:border-brand aria-pressed:text-fg focus-visible:-outline-offset-2"
        ),
    )
