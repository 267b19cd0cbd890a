"""A list of devices: what each is, where, since when, and what may be done with it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from qnector.ui.icon import icon


def device_list(rows: Any, label: str) -> rx.Component:
    """A list under one name; `rows` is a foreach over device_row(…)."""
    return rx.el.ul(rows, aria_label=label, class_name="m-0 p-0 list-none")


def device_row(
    kind: Any, name: Any, place: Any, seen: Any, *, badges: Any, action: Any, **props: Any
) -> rx.Component:
    """`kind` is desktop, mobile, tablet or anything else."""
    return rx.el.li(
        rx.el.span(
            rx.match(
                kind,
                ("desktop", icon("monitor", 20)),
                ("mobile", icon("smartphone", 20)),
                ("tablet", icon("tablet", 20)),
                icon("circle-help", 20),
            ),
            class_name="grid place-items-center size-10 shrink-0 rounded-lg bg-sunken text-muted",
        ),
        rx.el.div(
            rx.el.span(
                rx.el.span(name, class_name="font-medium"),
                badges,
                class_name="flex flex-wrap items-center gap-x-2 gap-y-1",
            ),
            rx.el.span(place, class_name="text-sm text-muted num"),
            rx.el.span(seen, class_name="text-xs text-muted num"),
            class_name="flex flex-col gap-0.5 min-w-0 grow",
        ),
        rx.el.span(action, class_name="shrink-0 empty:hidden"),
        class_name="flex items-center gap-3 px-4 py-3 border-t border-line first:border-t-0",
        **props,
    )
