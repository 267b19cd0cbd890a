"""A short list of things that each have a name, a note and one thing to do."""

from __future__ import annotations

from typing import Any

import reflex as rx

from qnector.ui.button import look
from qnector.ui.posted import PlainForm, hidden_input


def entry_list(rows: Any, label: str) -> rx.Component:
    """A list under one name; `rows` is a foreach over entry(…)."""
    return rx.el.ul(rows, aria_label=label, class_name="m-0 p-0 list-none")


def entry(name: Any, note: Any, action: Any, **props: Any) -> rx.Component:
    """What it is, how it stands, what may be done."""
    return rx.el.li(
        rx.el.div(
            rx.el.span(name, class_name="font-medium"),
            rx.el.span(note, class_name="text-sm text-muted"),
            class_name="flex flex-col gap-0.5 min-w-0 grow",
        ),
        rx.el.span(action, class_name="shrink-0"),
        class_name="flex items-center gap-3 px-4 py-3 border-t border-line first:border-t-0",
        **props,
    )


def post_button(
    word: Any, *, action: Any, values: dict[str, Any], label: Any, disabled: Any = False
) -> rx.Component:
    """A button that the browser posts to one of our routes; it leaves the page."""
    return PlainForm.create(
        *[hidden_input(name, value) for name, value in values.items()],
        rx.el.button(
            word,
            type="submit",
            aria_label=label,
            disabled=disabled,
            class_name=look("secondary", "sm"),
        ),
        action=action,
        method="post",
    )
