"""What happened, newest first."""

from __future__ import annotations

from typing import Any

import reflex as rx


def timeline(events: Any, label: str) -> rx.Component:
    """`events` is a foreach over happened(…)."""
    return rx.el.ol(
        events,
        aria_label=label,
        class_name="m-0 p-0 list-none flex flex-col",
    )


def happened(title: Any, at: Any, *, note: Any = "", **props: Any) -> rx.Component:
    """One event: what, when, and a reason or a name."""
    return rx.el.li(
        rx.el.span(
            aria_hidden="true",
            class_name=(
                "absolute left-0 top-[5px] size-2.5 rounded-full bg-field "
                "group-first:bg-brand ring-4 ring-raised"
            ),
        ),
        rx.el.span(title, class_name="block text-base font-medium"),
        rx.el.span(at, class_name="block text-xs text-muted num"),
        rx.cond(note != "", rx.el.span(note, class_name="block text-sm text-muted mt-0.5")),
        class_name=(
            "group relative pl-6 pb-4 last:pb-0 before:absolute before:left-[4.5px] before:top-3 "
            "before:bottom-0 before:w-px before:bg-line before:content-[''] last:before:hidden"
        ),
        **props,
    )
