"""One number of a dashboard."""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx

from qnector.ui.button import route_link
from qnector.ui.icon import icon

_LOOKS = {
    "count": "num text-2xl whitespace-nowrap",
    "won": "won text-2xl",
    "name": "text-xl break-words min-h-8 flex items-center",
}


def stat(
    label: Any,
    value: Any,
    *,
    note: Any = None,
    before: str | None = None,
    kind: Literal["count", "won", "name"] = "count",
) -> rx.Component:
    """A card with a label, a big value and a note; a name wraps, the others do not."""
    return rx.el.div(
        rx.el.dt(
            label,
            *([icon(before)] if before else []),
            class_name="flex items-start justify-between gap-2 text-sm text-muted",
        ),
        rx.el.dd(value, class_name=f"{_LOOKS[kind]} m-0 mt-1 font-semibold"),
        *([rx.el.dd(note, class_name="m-0 text-xs text-muted")] if note is not None else []),
        class_name="rounded-lg border border-line bg-surface p-4 min-w-0",
    )


def quick_link(title: Any, note: Any, *, to: Any, before: str) -> rx.Component:
    """A card that leads somewhere: picture, what it is, what one does there."""
    return route_link(
        rx.el.span(
            icon(before, 18),
            class_name=(
                "grid place-items-center size-9 shrink-0 rounded-md bg-brand-soft text-brand-fg"
            ),
        ),
        rx.el.span(
            rx.el.span(title, class_name="block text-base font-semibold"),
            rx.el.span(note, class_name="block text-sm text-muted"),
            class_name="min-w-0 grow",
        ),
        rx.el.span(icon("chevron-right"), class_name="text-muted"),
        to=to,
        class_name=(
            "flex items-center gap-3 rounded-lg border border-line bg-surface p-4 text-fg "
            "no-underline hover:bg-hover"
        ),
    )


def stats(*cards: Any, columns: Literal[3, 4] = 4) -> rx.Component:
    """Four or three beside each other on a desk, two on a phone."""
    wide = {3: "lg:grid-cols-3 max-lg:[&>:last-child]:col-span-2", 4: "lg:grid-cols-4"}[columns]
    return rx.el.dl(*cards, class_name=f"m-0 grid grid-cols-2 {wide} gap-3")
