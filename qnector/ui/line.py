"""A short list of links, one line each."""

from __future__ import annotations

from typing import Any

import reflex as rx

from qnector.ui.button import route_link


def line_list(lines: Any, label: Any) -> rx.Component:
    """A list under one name; `lines` is a foreach over line(…)."""
    return rx.el.ul(lines, aria_label=label, class_name="m-0 p-0 list-none")


def line(head: Any, title: Any, note: Any, *, to: Any) -> rx.Component:
    """What kind, what it says, when; the whole line is the link."""
    return rx.el.li(
        route_link(
            rx.el.span(head, class_name="shrink-0"),
            rx.el.span(title, class_name="grow min-w-0 truncate"),
            rx.el.span(note, class_name="shrink-0 text-sm text-muted num"),
            to=to,
            class_name=(
                "flex items-center gap-3 min-h-11 px-4 py-2 text-fg no-underline hover:bg-hover "
                "focus-visible:-outline-offset-2"
            ),
        ),
        class_name="border-t border-line first:border-t-0",
    )


def item_list(items: Any, label: Any) -> rx.Component:
    """A list of things that are read, not pressed; `items` is a foreach over item(…)."""
    return rx.el.ul(
        items,
        aria_label=label,
        class_name="m-0 p-0 list-none rounded-lg border border-line divide-y divide-line",
    )


def item(*lines: Any, action: Any = None, **props: Any) -> rx.Component:
    """One thing in a few lines, with a button at its end."""
    return rx.el.li(
        rx.el.div(*lines, class_name="flex flex-col gap-0.5 min-w-0 grow break-words"),
        *([action] if action is not None else []),
        class_name="flex items-center justify-between gap-3 px-3 py-2.5",
        **props,
    )
