"""A text that is to be copied letter by letter."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar

from qnector.ui import browser
from qnector.ui.button import button
from qnector.ui.form import text_field


def copy_field(label: Any, name: str, value: Any, *, hint: Any = None) -> rx.Component:
    """A field that is only read, with a button that copies it; `name` is unique on its page."""
    is_copied = ClientStateVar.create(f"copied_{name}", default=False)
    return text_field(
        label,
        name,
        value=value,
        read_only=True,
        hint=hint,
        aside=button(
            rx.cond(is_copied.value, "복사했어요", "복사"),
            before="copy",
            aria_label=label + " 복사",
            on_click=browser.copy_from(name, is_copied.set_value(True)),
        ),
    )
