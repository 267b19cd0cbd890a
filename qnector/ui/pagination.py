"""Page numbers under a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from qnector.ui.icon import icon

_STEP = (
    "inline-flex items-center justify-center min-w-8 h-8 px-1.5 rounded-md text-sm num "
    "text-muted enabled:hover:bg-hover disabled:opacity-40 "
    "aria-[current=page]:bg-brand-soft aria-[current=page]:text-brand-fg "
    "aria-[current=page]:font-semibold"
)


def page_numbers(current: int, last: int, around: int = 2) -> list[int]:
    """Which numbers to draw: the ends and those near the current one; 0 stands for a gap."""
    near = range(max(1, current - around), min(last, current + around) + 1)
    drawn: list[int] = []
    for number in sorted({1, last, *near} if last else set()):
        if drawn and number - drawn[-1] > 1:
            drawn.append(0)
        drawn.append(number)
    return drawn


def pagination(
    summary: Any,
    numbers: rx.Var[list[int]],
    current: rx.Var[int],
    last: rx.Var[int],
    choose: Callable[[Any], Any],
) -> rx.Component:
    """`summary` is "전체 20건 중 1-10"; `choose(n)` gives the event that shows page n."""
    return rx.el.div(
        rx.el.p(summary, aria_live="polite", class_name="m-0 text-sm text-muted num"),
        rx.cond(
            last > 1,
            rx.el.nav(
                _step("chevron-left", "이전 쪽", choose(current - 1), current <= 1),
                rx.foreach(numbers, lambda number: _number(number, current, choose)),
                _step("chevron-right", "다음 쪽", choose(current + 1), current >= last),
                aria_label="쪽 이동",
                class_name="flex items-center gap-0.5",
            ),
        ),
        class_name=(
            "flex flex-wrap items-center justify-between gap-2 px-3 py-2 min-h-12 "
            "border-t border-line no-print"
        ),
    )


def _step(name: str, label: str, event: Any, is_over: Any) -> rx.Component:
    return rx.el.button(
        icon(name),
        type="button",
        aria_label=label,
        disabled=is_over,
        on_click=event,
        class_name=_STEP,
    )


def _number(number: Any, current: Any, choose: Callable[[Any], Any]) -> rx.Component:
    return rx.cond(
        number == 0,
        rx.el.span("…", aria_hidden="true", class_name="px-1 text-muted"),
        rx.el.button(
            number,
            rx.el.span("쪽", class_name="sr-only"),
            type="button",
            aria_current=rx.cond(number == current, "page", "false"),
            on_click=choose(number),
            class_name=_STEP,
        ),
    )
