"""What stands where data will be, in its final size, so that nothing jumps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx


def loading(*shapes: Any) -> rx.Component:
    """Says aloud that something is being loaded, and shows its shapes."""
    return rx.el.div(
        rx.el.span("불러오고 있어요.", class_name="sr-only"),
        rx.el.div(*shapes, aria_hidden="true"),
        role="status",
    )


def awaited(is_there: Any, parts: Sequence[Any], shapes: Sequence[Any]) -> rx.Component:
    """`shapes` until `parts` are there, which nobody knows the height of.

    The keys keep React from stretching the shapes into the parts: what is new moves nothing.
    """
    return rx.cond(is_there, rx.fragment(*parts, key="there"), rx.fragment(*shapes, key="coming"))


def skeleton_rows(count: int = 10) -> rx.Component:
    """A table that is coming: head and rows of 44 px."""
    return loading(
        rx.el.div(class_name="h-10 border-b border-line max-md:hidden"),
        *[_row() for _ in range(count)],
    )


def skeleton_tiles(count: int = 8) -> rx.Component:
    """A grid of product tiles that is coming."""
    return loading(
        rx.el.div(*[_tile() for _ in range(count)], class_name=TILE_GRID),
    )


def skeleton_stats(count: int = 4, *, notes: bool = True) -> rx.Component:
    """The cards of a dashboard that are coming, with a note in each or without."""
    wide = "lg:grid-cols-3 max-lg:[&>:last-child]:col-span-2" if count == 3 else "lg:grid-cols-4"
    return loading(
        rx.el.div(
            *[_stat(notes) for _ in range(count)], class_name=f"grid grid-cols-2 {wide} gap-3"
        )
    )


def skeleton_chart() -> rx.Component:
    """A chart that is coming: its note and its bars."""
    return loading(rx.el.div(class_name="skeleton h-[220px]"))


def skeleton_lines(count: int = 3) -> rx.Component:
    """Text that is coming."""
    widths = ("w-full", "w-5/6", "w-2/3")
    return loading(
        rx.el.div(
            *[rx.el.div(class_name=f"skeleton h-4 {widths[n % 3]}") for n in range(count)],
            class_name="flex flex-col gap-2.5 p-4",
        )
    )


TILE_GRID = (
    "grid gap-3 grid-cols-2 sm:grid-cols-[repeat(auto-fill,minmax(184px,1fr))] m-0 p-0 list-none"
)


def _row() -> rx.Component:
    return rx.el.div(
        rx.el.div(class_name="skeleton h-4 w-36"),
        rx.el.div(class_name="skeleton h-4 w-44 max-md:hidden"),
        rx.el.div(class_name="grow"),
        rx.el.div(class_name="skeleton h-4 w-24"),
        rx.el.div(class_name="skeleton h-6 w-16 max-md:hidden"),
        class_name="flex items-center gap-6 h-11 max-md:h-[88px] px-4 border-b border-line",
    )


def _stat(has_note: bool) -> rx.Component:
    return rx.el.div(
        rx.el.div(class_name="skeleton h-4 w-24"),
        rx.el.div(class_name="skeleton h-7 w-20 my-2"),
        *([rx.el.div(class_name="skeleton h-3 w-32 max-w-full")] if has_note else []),
        class_name="rounded-lg border border-line bg-surface p-4 "
        + ("h-[105px]" if has_note else "h-[88px]"),
    )


def _tile() -> rx.Component:
    return rx.el.div(
        rx.el.div(class_name="skeleton aspect-[4/3] rounded-none"),
        rx.el.div(
            rx.el.div(class_name="skeleton h-3 w-1/2"),
            rx.el.div(class_name="skeleton h-4 w-4/5"),
            rx.el.div(class_name="skeleton h-4 w-2/3 mt-6"),
            class_name="flex flex-col gap-2 p-3",
        ),
        class_name="rounded-lg border border-line bg-surface overflow-hidden",
    )
