"""Things to press: buttons, links that look like buttons, icon buttons."""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from qnector.ui import browser
from qnector.ui.icon import icon

Variant = Literal["primary", "secondary", "ghost", "danger", "link", "kakao"]
Size = Literal["sm", "md", "lg"]
Text = str | rx.Var

# Every anchor is the router's; this one leaves the jump to the browser, which asks the server.
ANEW = {"reloadDocument": True}

_BASE = (
    "inline-flex items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap "
    "select-none no-underline transition-colors duration-[120ms] "
    "disabled:opacity-50 disabled:cursor-not-allowed aria-busy:opacity-70 "
    "aria-disabled:cursor-not-allowed "
)
_VARIANTS = {
    "primary": "bg-brand text-onbrand enabled:hover:bg-brand-hover [a&]:hover:bg-brand-hover",
    "secondary": (
        "bg-surface text-fg border border-line shadow-1 enabled:hover:bg-hover [a&]:hover:bg-hover"
    ),
    "ghost": "text-muted enabled:hover:bg-hover enabled:hover:text-fg [a&]:hover:bg-hover",
    "danger": "bg-danger text-onbrand enabled:hover:bg-danger-hover",
    "kakao": "bg-kakao text-onkakao enabled:hover:bg-kakao-hover",
    "link": "text-brand-fg underline-offset-2 hover:underline",
}
_SIZES = {
    "sm": "h-8 px-2.5 text-sm",
    "md": "h-9 px-3 text-base",
    "lg": "h-11 px-4 text-md",
}


def look(variant: Variant = "secondary", size: Size = "md", full: bool = False) -> str:
    """The class names of a button, for elements of other kinds."""
    return f"{_BASE}{_VARIANTS[variant]} {_SIZES[size]}{' w-full' if full else ''}"


def button(
    *children: Any,
    variant: Variant = "secondary",
    size: Size = "md",
    before: str | None = None,
    after: str | None = None,
    busy: bool | rx.Var | None = None,
    full: bool = False,
    **props: Any,
) -> rx.Component:
    """A button with a verb on it; `before` and `after` name icons.

    `busy` marks it as working and keeps it from being pressed twice. It keeps the focus, which a
    button that is off loses.
    """
    props.setdefault("type", "button")
    if busy is not None:
        props["aria_busy"] = props["aria_disabled"] = busy
        refusing = browser.refuse_while(rx.Var.create(busy))
        props["custom_attrs"] = {"onClickCapture": refusing, **props.get("custom_attrs", {})}
    return rx.el.button(
        *_content(children, before, after), class_name=look(variant, size, full), **props
    )


def submit(*children: Any, variant: Variant = "primary", **props: Any) -> rx.Component:
    """The button that sends its form; `form="id"` when it stands outside."""
    return button(*children, variant=variant, type="submit", **props)


def link_button(
    *children: Any,
    to: Text,
    variant: Variant = "secondary",
    size: Size = "md",
    before: str | None = None,
    after: str | None = None,
    full: bool = False,
    **props: Any,
) -> rx.Component:
    """Looks like a button and is a link within the app."""
    return route_link(
        *_content(children, before, after), to=to, class_name=look(variant, size, full), **props
    )


def link(*children: Any, to: Text, **props: Any) -> rx.Component:
    """A link inside text, within the app."""
    return route_link(
        *children,
        to=to,
        class_name="text-brand-fg font-medium underline underline-offset-2 hover:no-underline",
        **props,
    )


def page_link(*children: Any, href: Text, **props: Any) -> rx.Component:
    """A link that loads the page anew: HTTP routes of ours, never another site."""
    return rx.el.a(
        *children,
        href=href,
        custom_attrs=ANEW,
        class_name="text-brand-fg font-medium underline underline-offset-2 hover:no-underline",
        **props,
    )


def page_button(
    *children: Any,
    href: Text,
    variant: Variant = "secondary",
    size: Size = "md",
    full: bool = False,
    **props: Any,
) -> rx.Component:
    """Looks like a button and loads the page anew, cookies and all."""
    return rx.el.a(
        *children,
        href=href,
        custom_attrs=ANEW,
        class_name=look(variant, size, full),
        **props,
    )


def icon_button(
    name: str,
    label: Text,
    *,
    size: Literal["sm", "md"] = "md",
    **props: Any,
) -> rx.Component:
    """An icon to press; the label is its name for everybody who does not see the icon."""
    props.setdefault("type", "button")
    return rx.el.button(
        icon(name, 16 if size == "sm" else 18),
        aria_label=label,
        title=label,
        class_name=(
            "inline-flex items-center justify-center shrink-0 rounded-md text-muted "
            "transition-colors duration-[120ms] enabled:hover:bg-hover enabled:hover:text-fg "
            "disabled:opacity-50 " + ("size-8" if size == "sm" else "size-9")
        ),
        **props,
    )


def route_link(*children: Any, to: Text, **props: Any) -> rx.Component:
    """A bare router link whose code is fetched when the pointer comes near."""
    attributes = {"prefetch": "intent", **props.pop("custom_attrs", {})}
    return ReactRouterLink.create(*children, to=to, custom_attrs=attributes, **props)


def _content(children: tuple[Any, ...], before: str | None, after: str | None) -> list[Any]:
    return [
        *([icon(before)] if before else []),
        *children,
        *([icon(after)] if after else []),
    ]
