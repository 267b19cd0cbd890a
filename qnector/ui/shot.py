"""Pictures of the app itself, one for each mode."""

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx

PICTURES = "/front"
DESKTOP = "(min-width: 640px)"
LIGHT = "(prefers-color-scheme: light)"
DARK = "(prefers-color-scheme: dark)"


@dataclass(frozen=True)
class Picture:
    """A picture in assets/front: NAME-light.webp and NAME-dark.webp, both of this size."""

    name: str
    width: int
    height: int
    alt: str


def picture_preload(wide: Picture, narrow: Picture) -> rx.Component:
    """Links for a page's head: the one opening picture that this visitor will see."""
    return rx.fragment(
        *[
            rx.el.link(
                rel="preload",
                href=f"{PICTURES}/{one.name}-{mode}.webp",
                custom_attrs={"as": "image", "type": "image/webp", "fetchPriority": "high"},
                media=f"{size} and {scheme}",
            )
            for one, size in ((wide, DESKTOP), (narrow, "(max-width: 639.98px)"))
            for mode, scheme in (("light", LIGHT), ("dark", DARK))
        ]
    )


def shot(picture: Picture, class_name: str = "") -> rx.Component:
    """A picture of the app in the mode that the page is in; the hidden one is never loaded."""
    return rx.el.div(
        *[_image(picture, mode, hide) for mode, hide in _MODES],
        class_name=(
            "rounded-xl border border-line shadow-3 overflow-hidden bg-surface " + class_name
        ),
    )


_MODES = (("light", "block dark:hidden"), ("dark", "hidden dark:block"))


def _image(picture: Picture, mode: str, hide: str) -> rx.Component:
    return rx.el.img(
        src=f"{PICTURES}/{picture.name}-{mode}.webp",
        alt=picture.alt,
        loading="lazy",
        # As attributes they reserve the place; as properties Reflex would make styles of them.
        custom_attrs={"width": picture.width, "height": picture.height, "decoding": "async"},
        class_name=f"w-full h-auto {hide}",
    )
