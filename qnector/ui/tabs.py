"""Tabs that are links: each has its own address."""

from __future__ import annotations

from typing import Any

import reflex as rx

from qnector.ui.button import route_link


def tabs(label: str, items: list[tuple[Any, str]], current: str) -> rx.Component:
    """(word, path) pairs; `current` is the path of the screen that is shown."""
    return rx.el.nav(
        *[_tab(word, path, path == current) for word, path in items],
        aria_label=label,
        class_name="flex gap-5 border-b border-line overflow-x-auto",
    )


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
