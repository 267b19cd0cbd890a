"""A person's picture, or the first letter of the name."""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx

from qnector.ui.picture import no_picture, picture_or

_SIZES = {
    "sm": "size-7 text-sm",
    "md": "size-9 text-base",
    "lg": "size-20 text-2xl",
}


def avatar(picture: Any, name: Any, size: Literal["sm", "md", "lg"] = "sm") -> rx.Component:
    """Round; it says nothing aloud, because the name stands beside it."""
    letter = rx.el.span(
        rx.Var.create(name).to(str)[0:1],
        aria_hidden="true",
        class_name=(
            "grid place-items-center shrink-0 rounded-full bg-brand-soft text-brand-fg "
            f"font-semibold {_SIZES[size]}"
        ),
    )
    return picture_or(
        picture,
        letter,
        (80, 80),
        class_name=f"photo block shrink-0 rounded-full object-cover bg-sunken {_SIZES[size]}",
    )


def cell_person(picture: Any, name: Any, note: Any, *, badge: Any) -> rx.Component:
    """The first cell of a row: a person's picture, name with a badge, and a note under it."""
    return rx.el.th(
        rx.el.span(
            avatar(picture, name, "md"),
            rx.el.span(
                rx.el.span(
                    rx.el.span(name, class_name="font-medium text-fg text-sm leading-4"),
                    badge,
                    class_name="flex flex-wrap items-center gap-1.5",
                ),
                rx.el.span(note, class_name="block text-xs text-muted"),
                class_name="min-w-0",
            ),
            class_name="flex items-center gap-3",
        ),
        scope="row",
        class_name="px-3 py-1 text-left font-normal md:min-w-52",
    )


def seal(picture: Any) -> rx.Component:
    """직인 of a company, whole, or the place where it will be."""
    shape = "size-20 rounded-md border border-line"
    return picture_or(
        picture,
        no_picture("stamp", 24, shape),
        (80, 80),
        alt="직인",
        class_name=f"block object-contain bg-surface {shape}",
    )
