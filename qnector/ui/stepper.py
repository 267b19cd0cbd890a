"""The quantity of one cart line: minus, a typed number, plus.

What is pressed shows at once; the server's number is shown again as soon as pointer or focus
leave the stepper. Numbers are thousandths inside, text outside.
"""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex_base.event import passthrough_event_spec

from qnector.ui import browser
from qnector.ui.icon import icon

_STEP = (
    "grid place-items-center size-8 rounded-md text-fg enabled:hover:bg-hover "
    "disabled:text-subtle disabled:opacity-50 disabled:cursor-not-allowed"
)

_TYPED = (
    "w-11 h-8 text-center text-base max-sm:text-[16px] num bg-transparent border-0 rounded-sm "
    "focus-visible:outline-offset-0"
)


def stepper(
    label: Any,
    quantity: Any,
    on_quantity: Any,
    *,
    step: Any = 1000,
    least: Any = 1000,
    most: Any = 2_000_000_000,
    key: Any,
) -> rx.Component:
    """`on_quantity(text)` gets the wanted quantity as typed text ("3", "1.5").

    `quantity`, `step`, `least`, `most` are thousandths. Change the `key` (id and revision of
    the line) only to correct what the browser shows, after a refusal for example.
    """
    return rx.el.div(
        _stepper(
            label=label,
            quantity=quantity,
            step=step,
            least=least,
            most=most,
            on_quantity=on_quantity,
        ),
        key=key,
        class_name="inline-flex",
    )


@rx.memo
def _stepper(
    label: rx.Var[str],
    quantity: rx.Var[int],
    step: rx.Var[int],
    least: rx.Var[int],
    most: rx.Var[int],
    on_quantity: rx.EventHandler[passthrough_event_spec(str)],
) -> rx.Component:
    wanted = ClientStateVar.create("wanted", default=quantity, global_ref=False)
    held = ClientStateVar.create("held", default=False, global_ref=False)
    shown = rx.cond(held.value, wanted.value, quantity).to(int)
    text = (shown / 1000).to_string()

    def change(to: Any) -> list[Any]:
        told = on_quantity((to / 1000).to_string())
        return [wanted.set_value(to), held.set_value(True), told]

    return rx.el.div(
        wanted,
        held,
        _press("minus", label + " 수량 줄이기", shown - step < least, change(shown - step)),
        rx.el.input(
            type="text",
            default_value=text,
            key=text,
            input_mode="decimal",
            auto_complete="off",
            aria_label=label + " 수량",
            on_focus=[wanted.set_value(shown), held.set_value(True)],
            on_blur=on_quantity,
            on_key_down=browser.leave_on_enter(),
            class_name=_TYPED,
        ),
        _press("plus", label + " 수량 늘리기", shown + step > most, change(shown + step)),
        role="group",
        aria_label=label + " 수량",
        on_mouse_leave=held.set_value(False),
        on_blur=browser.clear_unless_inside(str(held.value), "setHeld"),
        class_name="inline-flex items-center rounded-md border border-line bg-surface",
    )


def _press(name: str, label: Any, is_over: Any, events: list[Any]) -> rx.Component:
    return rx.el.button(
        icon(name, 14),
        type="button",
        aria_label=label,
        disabled=is_over,
        on_click=events,
        class_name=_STEP,
    )
