"""A screen inside the frame: header, then its parts from top to bottom."""

from __future__ import annotations

from typing import Any

import reflex as rx


def page(*children: Any, **props: Any) -> rx.Component:
    """The parts of a screen, in the order of the design: header, tabs, toolbar, content."""
    return rx.el.div(*children, class_name="flex flex-col gap-4 min-w-0", **props)


def page_header(title: Any, *actions: Any, note: Any = None) -> rx.Component:
    """The only h1 of a screen, a note under it, actions at the right."""
    return rx.el.div(
        rx.el.div(
            rx.el.h1(title, class_name="text-xl font-semibold"),
            *(
                [rx.el.p(note, class_name="m-0 min-h-4.5 text-sm text-muted")]
                if note is not None
                else []
            ),
            class_name="min-w-0",
        ),
        *([rx.el.div(*actions, class_name="flex flex-wrap gap-2 no-print")] if actions else []),
        class_name="flex flex-wrap items-center justify-between gap-3 min-h-9",
    )


def two_columns(main: Any, aside: Any) -> rx.Component:
    """Two thirds and one third, below each other under 1024 px."""
    return rx.el.div(
        rx.el.div(main, class_name="min-w-0 lg:col-span-2"),
        rx.el.div(aside, class_name="min-w-0"),
        class_name="grid grid-cols-1 lg:grid-cols-3 gap-3 items-start",
    )


def two_even(first: Any, second: Any) -> rx.Component:
    """Two halves, below each other under 1024 px."""
    return rx.el.div(
        first, second, class_name="grid grid-cols-1 lg:grid-cols-2 gap-3 items-start min-w-0"
    )
