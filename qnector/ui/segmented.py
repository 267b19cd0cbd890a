"""A few choices of which one is pressed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from qnector.ui.icon import icon

TRACK = "inline-flex items-center gap-0.5 p-1 rounded-md bg-active"
SEGMENT = (
    "inline-flex items-center justify-center gap-1.5 h-7 min-w-8 px-2.5 rounded-sm text-sm "
    "font-medium "
)
FREE = "text-muted hover:text-fg "
PRESSED = "bg-surface text-fg shadow-1"


def client_choice(name: str, default: str) -> ClientStateVar:
    """A choice that never leaves the browser: `.value`, `.set_value(x)`. Unique name."""
    return ClientStateVar.create(name, default=default)


def segmented(
    label: str,
    options: list[tuple[str, str, str | None]],
    value: Any,
    choose: Callable[[str], Any],
) -> rx.Component:
    """(value, word, icon or None); with an icon the word is read aloud only."""
    return rx.el.div(
        *[_segment(option, value, choose) for option in options],
        role="group",
        aria_label=label,
        class_name=TRACK,
    )


def _segment(
    option: tuple[str, str, str | None], value: Any, choose: Callable[[str], Any]
) -> rx.Component:
    code, word, name = option
    inside = [word] if name is None else [icon(name), rx.el.span(word, class_name="sr-only")]
    return rx.el.button(
        *inside,
        type="button",
        title=word,
        aria_pressed=value == code,
        on_click=choose(code),
        class_name=(
            SEGMENT + FREE + "aria-pressed:bg-surface aria-pressed:text-fg aria-pressed:shadow-1"
        ),
    )
