"""A product to order, as a tile or as a row of a list: pressing it anywhere adds it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from qnector.ui.icon import icon
from qnector.ui.picture import no_picture, picture_or
from qnector.ui.skeleton import TILE_GRID


def tiles(products: Any, label: str = "품목") -> rx.Component:
    """The grid; `products` is a foreach over tile(…)."""
    return rx.el.ul(products, aria_label=label, class_name=TILE_GRID)


def tile_rows(products: Any, label: str = "품목") -> rx.Component:
    """The list; `products` is a foreach over tile_row(…)."""
    return rx.el.ul(
        products,
        aria_label=label,
        class_name="m-0 p-0 list-none rounded-lg border border-line bg-surface overflow-hidden",
    )


def tile(
    *,
    name: Any,
    seller: Any,
    price: Any,
    stock: Any,
    level: Any,
    picture: Any,
    on_click: Any,
    spec: Any = "",
    **props: Any,
) -> rx.Component:
    """`stock` is the sentence ("9개 남음"), `level` plenty, low or out, `picture` a URL or ""."""
    return rx.el.li(
        rx.el.button(
            rx.el.span(photo(picture, "w-full aspect-[4/3]", 32), class_name="block"),
            rx.el.span(
                rx.el.span(seller, class_name="block text-xs text-muted truncate"),
                rx.el.span(
                    rx.el.span(name, class_name="block text-base font-medium line-clamp-2"),
                    rx.el.span(spec, class_name="block text-xs text-muted truncate"),
                    class_name="block min-h-14",
                ),
                rx.el.span(
                    rx.el.span(price, class_name="won text-md font-semibold"),
                    stock_note(stock, level),
                    class_name="flex flex-wrap items-baseline justify-between gap-x-2 mt-1.5",
                ),
                class_name="block p-3",
            ),
            type="button",
            disabled=level == "out",
            on_click=on_click,
            class_name=_TILE,
        ),
        class_name="min-w-0",
        **props,
    )


_TILE = (
    "block w-full h-full text-left rounded-lg border border-line bg-surface overflow-hidden "
    "transition-shadow duration-[180ms] enabled:hover:shadow-2 enabled:active:bg-hover "
    "disabled:opacity-60 disabled:cursor-not-allowed"
)


def tile_row(
    *,
    name: Any,
    seller: Any,
    price: Any,
    stock: Any,
    level: Any,
    picture: Any,
    on_click: Any,
    spec: Any = "",
    **props: Any,
) -> rx.Component:
    """The same product as a row of 60 px."""
    return rx.el.li(
        rx.el.button(
            rx.el.span(photo(picture, "size-11 rounded-md", 20), class_name="block shrink-0"),
            rx.el.span(
                rx.el.span(name, class_name="block text-base font-medium truncate"),
                rx.el.span(
                    seller,
                    rx.cond(spec != "", rx.fragment(" · ", spec)),
                    class_name="block text-xs text-muted truncate",
                ),
                class_name="min-w-0 flex-1",
            ),
            stock_note(stock, level),
            rx.el.span(price, class_name="won text-base font-semibold sm:min-w-28 text-right"),
            rx.el.span(icon("plus"), class_name="text-muted flex max-sm:hidden"),
            type="button",
            disabled=level == "out",
            on_click=on_click,
            class_name=(
                "flex items-center gap-3 w-full px-3 py-2 text-left enabled:hover:bg-hover "
                "focus-visible:-outline-offset-2 disabled:opacity-60 disabled:cursor-not-allowed"
            ),
        ),
        class_name="border-t border-line first:border-t-0",
        **props,
    )


def thumb(picture: Any) -> rx.Component:
    """A small picture beside a name."""
    return photo(picture, "size-11 rounded-md", 20)


def photo(picture: Any, shape: str, size: int) -> rx.Component:
    """The picture in a shape of class names, or a sign that there is none."""
    return picture_or(
        picture,
        no_picture("package", size, shape),
        (400, 300),
        loading="lazy",
        class_name=f"photo block object-cover bg-sunken {shape}",
    )


def stock_note(stock: Any, level: Any) -> rx.Component:
    """The sentence of a stock, in the colour of its level."""
    tone = rx.match(level, ("out", "text-bad"), ("low", "text-warn font-medium"), "text-muted").to(
        str
    )
    return rx.el.span(stock, class_name="text-xs whitespace-nowrap num " + tone)
