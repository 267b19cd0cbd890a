"""A person's picture, or the first letter of the name."""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx

_SIZES = {
    "sm": "size-7 text-sm",
    "md": "size-9 text-base",
    "lg": "size-20 text-2xl",
}


def avatar(picture: Any, name: Any, size: Literal["sm", "md", "lg"] = "sm") -> rx.Component:
    """Round; it says nothing aloud, because the name stands beside it."""
    return rx.cond(
        picture != "",
        rx.el.img(
            src=picture,
            alt="",
            decoding="async",
            width="80",
            height="80",
            class_name=f"photo block shrink-0 rounded-full object-cover bg-sunken {_SIZES[size]}",
        ),
        rx.el.span(
            rx.Var.create(name).to(str)[0:1],
            aria_hidden="true",
            class_name=(
                "grid place-items-center shrink-0 rounded-full bg-brand-soft text-brand-fg "
                f"font-semibold {_SIZES[size]}"
            ),
        ),
    )
