"""Messages in a list: one line that opens, and the card that stands for a row on a phone."""

from __future__ import annotations

from typing import Any

import reflex as rx

from qnector.ui.icon import icon


def expand(line: Any, whole: Any) -> rx.Component:
    """One line of a longer text; pressed, it shows `whole` below."""
    return rx.el.details(
        rx.el.summary(
            rx.el.span(
                icon("chevron-right", 14),
                class_name="flex text-muted group-open:rotate-90",
            ),
            rx.el.span(line, class_name="truncate min-w-0"),
            class_name=(
                "flex items-center gap-1.5 min-h-8 list-none rounded-sm "
                "[&::-webkit-details-marker]:hidden"
            ),
        ),
        rx.el.p(
            whole,
            class_name="m-0 pl-5 pb-2 text-sm text-muted whitespace-pre-line max-w-[60ch]",
        ),
        class_name="group min-w-0",
    )


def cell_expand(line: Any, whole: Any, *, below: Any = None) -> rx.Component:
    """A table's cell for it, with a note below: it takes what the other columns leave."""
    return rx.el.td(
        expand(line, whole),
        *([below] if below is not None else []),
        class_name="px-3 py-1 align-middle w-full max-w-0 min-w-60",
    )


def message_card(
    title: Any, text: Any, note: Any, *, badges: Any, fee: Any, action: Any = None, **props: Any
) -> rx.Component:
    """A message on a phone: who, when, what; nothing but its text and button is pressed."""
    return rx.el.li(
        rx.el.div(
            rx.el.span(title, class_name="font-medium min-w-0"),
            rx.el.span(badges, class_name="flex items-center gap-1 shrink-0"),
            class_name="flex items-start justify-between gap-3",
        ),
        text,
        rx.el.div(
            rx.el.span(note, class_name="text-sm text-muted num min-w-0"),
            rx.el.span(fee, class_name="won font-medium"),
            class_name="flex items-center justify-between gap-3",
        ),
        *([action] if action is not None else []),
        class_name="flex flex-col gap-1 px-4 py-3 border-t border-line first:border-t-0",
        **props,
    )


def reason(sentence: Any) -> rx.Component:
    """Why something has not arrived, under its text."""
    return rx.el.span(
        icon("circle-alert", 14),
        rx.el.span(sentence),
        class_name="flex items-start gap-1.5 pl-5 pb-1 text-xs text-bad [&>svg]:mt-0.5",
    )
