"""A checkbox that follows the server: another tab may check it, and a press shows at once."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex_base.event import passthrough_event_spec


def tick(label: Any, is_checked: Any, on_check: Any) -> rx.Component:
    """`on_check(is_checked)`; the server's word counts again once pointer or focus leave."""
    return _tick(label=label, is_checked=is_checked, on_check=on_check)


@rx.memo
def _tick(
    label: rx.Var[str],
    is_checked: rx.Var[bool],
    on_check: rx.EventHandler[passthrough_event_spec(bool)],
) -> rx.Component:
    wanted = ClientStateVar.create("wanted", default=is_checked, global_ref=False)
    held = ClientStateVar.create("held", default=False, global_ref=False)
    shown = rx.cond(held.value, wanted.value, is_checked).to(bool)
    return rx.el.span(
        wanted,
        held,
        rx.el.input(
            type="checkbox",
            checked=shown,
            aria_label=label,
            on_change=[wanted.set_value(~shown), held.set_value(True), on_check(~shown)],
            on_blur=held.set_value(False),
            class_name="block",
        ),
        on_mouse_leave=held.set_value(False),
        class_name="flex p-1 -m-1",
    )
