"""Bars of plain CSS: drawn with the page, printable, no code of their own."""

from __future__ import annotations

from typing import Any, TypedDict

import reflex as rx

from qnector.ui.button import route_link


class Bar(TypedDict):
    """A month as a bar: its number, its value as text, its height as a CSS length, is it now."""

    month: str
    value: str
    height: str
    is_now: bool


def bar_chart(bars: Any, ticks: Any, *, label: Any) -> rx.Component:
    """Bars over a grid of five lines. `bars` is a list var of Bar, `ticks` of text from the top."""
    return rx.el.figure(
        rx.el.figcaption(label, class_name="sr-only"),
        rx.el.div(
            rx.el.div(
                rx.foreach(ticks, _tick),
                aria_hidden="true",
                class_name="absolute inset-x-0 top-3 bottom-6 flex flex-col justify-between",
            ),
            rx.el.ul(
                rx.foreach(bars, _bar),
                aria_label=label,
                class_name=(
                    "absolute left-10 right-0 top-3 bottom-0 m-0 p-0 list-none flex items-stretch"
                ),
            ),
            class_name="relative h-[220px]",
        ),
        class_name="m-0 min-w-0",
    )


def _tick(text: Any, index: Any) -> rx.Component:
    return rx.el.div(
        rx.el.span(text, class_name="w-9 shrink-0 pr-2 text-right text-2xs text-subtle num"),
        rx.el.span(class_name="grow border-t border-line"),
        key=index,
        class_name="flex items-center h-0",
    )


def _bar(bar: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(
                bar["value"],
                class_name=(
                    "absolute left-1/2 -translate-x-1/2 -top-0.5 px-1.5 rounded-sm bg-raised "
                    "border border-line text-2xs num whitespace-nowrap opacity-0 "
                    "group-hover:opacity-100 group-focus-visible:opacity-100 z-sticky"
                ),
            ),
            rx.el.div(
                style={"height": bar["height"]},
                class_name=rx.cond(
                    bar["is_now"],
                    "w-3/5 max-w-8 min-h-px rounded-t-[4px] bg-bar-on",
                    "w-3/5 max-w-8 min-h-px rounded-t-[4px] bg-bar group-hover:bg-bar-on",
                ),
            ),
            class_name="relative grow min-h-0 flex items-end justify-center",
        ),
        rx.el.span(
            bar["month"],
            rx.el.span("월", class_name="max-sm:hidden"),
            class_name="h-6 pt-1.5 text-center text-2xs text-subtle num whitespace-nowrap",
        ),
        key=bar["value"],
        tab_index=0,
        class_name="group flex-1 min-w-0 flex flex-col rounded-sm",
    )


def share_row(head: Any, *, share: Any, value: Any, to: Any) -> rx.Component:
    """One line of a distribution: what, a thin bar, how much; the line is a link."""
    return rx.el.li(
        route_link(
            rx.el.span(head, class_name="w-24 shrink-0"),
            rx.el.span(
                rx.el.span(
                    style={"width": share}, class_name="block h-full rounded-full bg-bar-on"
                ),
                aria_hidden="true",
                class_name="grow h-1.5 rounded-full bg-active overflow-hidden",
            ),
            rx.el.span(value, class_name="w-16 text-right font-medium num"),
            to=to,
            class_name=(
                "flex items-center gap-3 h-11 -mx-2 px-2 rounded-md text-fg no-underline "
                "hover:bg-hover"
            ),
        ),
        class_name="border-t border-line first:border-t-0",
    )


def share_list(rows: Any, label: Any) -> rx.Component:
    """A distribution: `rows` is a foreach over share_row(…)."""
    return rx.el.ul(rows, aria_label=label, class_name="m-0 p-0 list-none")
