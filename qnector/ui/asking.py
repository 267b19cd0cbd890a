"""Windows that ask for something: a form between two buttons, or the reason of an act."""

from __future__ import annotations

from typing import Any

import reflex as rx

from qnector.ui.button import button, submit
from qnector.ui.dialog import confirm, dialog
from qnector.ui.form import area_field, form

Text = str | rx.Var


def form_dialog(
    *children: Any,
    form: str,
    action: Text,
    on_open_change: Any,
    cancel: Text = "취소",
    **props: Any,
) -> rx.Component:
    """A dialog around the form of that id, with the buttons that leave it and that send it.

    It takes what `dialog` takes, but for the footer.
    """
    return dialog(
        *children,
        on_open_change=on_open_change,
        footer=[button(cancel, on_click=on_open_change(False)), submit(action, form=form)],
        **props,
    )


def ask_reason(
    *,
    form_id: str,
    on_submit: Any,
    error: Any,
    turn: rx.Var,
    example: str | None = None,
    **props: Any,
) -> rx.Component:
    """A question before an act that needs its 사유, which `on_submit` gets as `reason`.

    `turn` changes when it is asked anew; the rest is what `confirm` takes.
    """
    hint = {} if example is None else {"placeholder": f"예: {example}"}
    return confirm(
        form(
            area_field("사유", "reason", required=True, max_length=500, error=error, **hint),
            id=form_id,
            turn=turn,
            on_submit=on_submit,
        ),
        form=form_id,
        **props,
    )
