"""A picture that may be missing: whose it is or what it shows is drawn instead."""

from __future__ import annotations

from typing import Any

import reflex as rx

from qnector.ui.icon import icon


def picture_or(
    picture: Any, instead: rx.Component, size: tuple[int, int], alt: str = "", **props: Any
) -> rx.Component:
    """The picture at a URL, or `instead` where that is "".

    `size` is the picture's own, so that nothing moves when it comes. Without `alt` it says
    nothing aloud, because its name stands beside it.
    """
    width, height = size
    return rx.cond(
        picture != "",
        rx.el.img(
            src=picture, alt=alt, decoding="async", width=str(width), height=str(height), **props
        ),
        instead,
    )


def no_picture(sign: str, size: int, shape: str) -> rx.Component:
    """An icon on a sunken ground, in a shape of class names."""
    return rx.el.span(
        icon(sign, size), class_name=f"grid place-items-center bg-sunken text-subtle {shape}"
    )
