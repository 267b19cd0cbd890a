"""A switch that follows the server: on or off at once, without a button to save."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex_base.event import passthrough_event_spec


def switch(label: Any, is_on: Any, on_turn: Any, *, disabled: Any = False) -> rx.Component:
    """`on_turn(is_on)`; the server's word counts again once pointer or focus leave."""
    return _switch(label=label, is_on=is_on, is_fixed=disabled, on_turn=on_turn)


@rx.memo
def _switch(
    label: rx.Var[str],
    is_on: rx.Var[bool],
    is_fixed: rx.Var[bool],
    on_turn: rx.EventHandler[passthrough_event_spec(bool)],
) -> rx.Component:
    wanted = ClientStateVar.create("wanted", default=is_on, global_ref=False)
    held = ClientStateVar.create("held", default=False, global_ref=False)
    shown = rx.cond(held.value, wanted.value, is_on).to(bool)
    return rx.el.span(
        wanted,
        held,
        rx.el.button(
            rx.el.span(
                class_name=(
                    "block size-4 rounded-full bg-onbrand shadow-1 transition-transform "
                    "duration-[120ms] group-aria-checked:translate-x-4"
                ),
            ),
            type="button",
            role="switch",
            aria_checked=shown,
            aria_label=label,
            disabled=is_fixed,
            on_click=[wanted.set_value(~shown), held.set_value(True), on_turn(~shown)],
            on_blur=held.set_value(False),
            class_name=(
                "group inline-flex items-center w-10 h-6 p-1 rounded-full bg-field "
                "aria-checked:bg-brand transition-colors duration-[120ms] disabled:opacity-50 "
                "disabled:cursor-not-allowed forced-colors:border"
            ),
        ),
        on_mouse_leave=held.set_value(False),
        class_name="inline-flex",
    )
