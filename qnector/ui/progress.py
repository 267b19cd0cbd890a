"""Where one is in a form of several steps or in long work, and a button that counts down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex_base.event import no_args_event_spec

from qnector.ui import browser
from qnector.ui.button import button
from qnector.ui.icon import icon


def progress(names: Sequence[str], current: Any) -> rx.Component:
    """사업자 정보 → 계정 정보 → 이메일 인증; `current` counts from 1."""
    return rx.el.ol(
        *[_step(number, name, current) for number, name in enumerate(names, 1)],
        aria_label="가입 단계",
        class_name="m-0 mb-6 p-0 list-none flex flex-wrap gap-x-4 gap-y-2",
    )


_DISC = "grid place-items-center size-6 rounded-full text-xs font-semibold num "


def _step(number: int, name: str, current: Any) -> rx.Component:
    is_here, is_done = current == number, current > number
    return rx.el.li(
        rx.el.span(
            rx.cond(is_done, icon("check", 14), rx.el.span(number)),
            class_name=rx.cond(
                is_here,
                f"{_DISC} bg-brand text-onbrand",
                rx.cond(
                    is_done, f"{_DISC} bg-brand-soft text-brand-fg", f"{_DISC} bg-active text-muted"
                ),
            ),
        ),
        rx.el.span(name, rx.cond(is_done, rx.el.span(" 마침", class_name="sr-only"))),
        aria_current=rx.cond(is_here, "step", "false"),
        class_name=rx.cond(
            is_here,
            "flex items-center gap-2 text-sm font-semibold text-fg",
            "flex items-center gap-2 text-sm text-muted",
        ),
    )


def progress_bar(name: str, done: Any, total: Any, said: Any) -> rx.Component:
    """How far long work of this name is, as a bar and in words."""
    return rx.el.div(
        rx.el.progress(
            value=done, max=total, aria_label=name, class_name="block w-full h-2 accent-brand"
        ),
        rx.el.span(said, class_name="num text-sm text-muted"),
        class_name="grid gap-1",
    )


def two_buttons(back: Any, on: Any) -> rx.Component:
    """뒤로가기 at the left, and the way on, which takes the rest."""
    return rx.el.div(
        back, rx.el.div(on, class_name="grow min-w-0"), class_name="flex items-start gap-2 mt-2"
    )


def paused_button(label: str, seconds: Any, on_press: Any, *, key: Any) -> rx.Component:
    """A button that can be pressed when `seconds` are over; it counts them in the browser.

    Change the `key` when the seconds start anew.
    """
    return rx.el.div(
        _paused(label=label, seconds=seconds, place=f"pause-{key}", on_press=on_press),
        key=key,
        class_name="contents",
    )


@rx.memo
def _paused(
    label: rx.Var[str],
    seconds: rx.Var[int],
    place: rx.Var[str],
    on_press: rx.EventHandler[no_args_event_spec],
) -> rx.Component:
    left = ClientStateVar.create("left", default=seconds, global_ref=False)
    over = left.value.to(int)
    return rx.el.div(
        left,
        button(
            label,
            rx.cond(
                over > 0,
                rx.el.span(" (", over.to_string(), "초 뒤)", class_name="num"),
            ),
            size="lg",
            full=True,
            disabled=over > 0,
            on_click=on_press,
        ),
        id=place,
        on_mount=browser.count_down("setLeft", seconds, place),
    )
