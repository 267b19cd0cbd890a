"""Plans beside each other: what each costs and allows."""

from __future__ import annotations

from typing import Any

import reflex as rx

from qnector.ui.skeleton import loading

_CARD = "flex flex-col rounded-lg border border-line bg-surface p-6 min-h-[376px]"
_GRID = "m-0 p-0 list-none grid gap-3 grid-cols-1 md:grid-cols-3"


def plan_grid(*cards: Any) -> rx.Component:
    """Three plans beside each other, below each other on a phone."""
    return rx.el.ul(*cards, class_name=_GRID)


def plan_card(name: Any, price: Any, *facts: tuple[str, Any], **props: Any) -> rx.Component:
    """One plan: its price a month, then what it allows."""
    return rx.el.li(
        rx.el.h3(name, class_name="text-lg font-semibold"),
        rx.el.p(
            rx.el.span(price, class_name="won text-3xl font-bold text-fg"),
            rx.el.span(" / 월", class_name="text-base text-muted"),
            class_name="m-0 mt-1",
        ),
        rx.el.dl(
            *[_fact(label, value) for label, value in facts],
            class_name="m-0 mt-5 flex flex-col divide-y divide-line border-t border-line",
        ),
        class_name=_CARD,
        **props,
    )


def _fact(label: str, value: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(label, class_name="text-muted"),
        rx.el.dd(value, class_name="m-0 font-medium text-right"),
        class_name="flex items-center justify-between gap-3 min-h-[43px] text-base num",
    )


def plan_skeleton() -> rx.Component:
    """Three plans that are coming, in their final size."""
    return loading(rx.el.div(*[_shape() for _ in range(3)], class_name=_GRID))


def _shape() -> rx.Component:
    return rx.el.div(
        rx.el.div(class_name="skeleton h-5 w-20"),
        rx.el.div(class_name="skeleton h-8 w-36 mt-3"),
        rx.el.div(
            *[rx.el.div(class_name="skeleton h-4 w-full") for _ in range(6)],
            class_name="flex flex-col gap-7 mt-8",
        ),
        class_name=_CARD,
    )


def plan_panel(*children: Any) -> rx.Component:
    """One word in the place of the plans, as tall as they are beside each other."""
    return rx.el.div(*children, class_name=f"{_CARD} justify-center")
