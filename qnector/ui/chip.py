"""Active filters as chips."""

from __future__ import annotations

from typing import Any

import reflex as rx

from qnector.ui.button import button
from qnector.ui.icon import icon


def chips(*children: Any, on_clear: Any = None) -> rx.Component:
    """ "적용된 필터", the chips, and 전체 초기화 at the end."""
    clear = (
        []
        if on_clear is None
        else [button("전체 초기화", variant="link", size="sm", on_click=on_clear)]
    )
    return rx.el.div(
        rx.el.span("적용된 필터", class_name="text-xs text-muted"),
        *children,
        *clear,
        class_name="flex flex-wrap items-center gap-2 min-h-8",
    )


def chip(label: Any, *, on_remove: Any = None, **props: Any) -> rx.Component:
    """One filter; a fixed one has no ✕."""
    cross = (
        []
        if on_remove is None
        else [
            rx.el.button(
                icon("x", 14),
                type="button",
                aria_label=f"{label} 조건 빼기",
                on_click=on_remove,
                class_name="grid place-items-center size-6 rounded-full hover:bg-active",
            )
        ]
    )
    return rx.el.span(
        label,
        *cross,
        class_name=(
            "inline-flex items-center gap-0.5 h-7 pl-2.5 rounded-full bg-brand-soft text-brand-fg "
            "text-xs font-medium num " + ("pr-2.5" if on_remove is None else "pr-0.5")
        ),
        **props,
    )
