"""How pieces stand together: stacks, grids, cards, headings, plain text."""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx

from qnector.ui.icon import icon

Gap = Literal["none", "xs", "sm", "md", "lg"]
Tone = Literal["fg", "muted", "subtle", "bad", "ok", "warn", "brand"]
Text = str | rx.Var

_GAPS = {"none": "gap-0", "xs": "gap-1", "sm": "gap-2", "md": "gap-3", "lg": "gap-6"}
_TONES = {
    "fg": "text-fg",
    "muted": "text-muted",
    "subtle": "text-subtle",
    "bad": "text-bad",
    "ok": "text-ok",
    "warn": "text-warn",
    "brand": "text-brand-fg",
}
_TEXT_SIZES = {
    "xs": "text-xs",
    "sm": "text-sm",
    "base": "text-base",
    "md": "text-md",
    "lg": "text-lg",
    "xl": "text-xl",
}
_COLUMNS = {
    1: "grid-cols-1",
    2: "grid-cols-1 sm:grid-cols-2",
    3: "grid-cols-1 md:grid-cols-3",
    4: "grid-cols-2 lg:grid-cols-4",
}


def stack(*children: Any, gap: Gap = "md", **props: Any) -> rx.Component:
    """One below the other."""
    return rx.el.div(*children, class_name=f"flex flex-col min-w-0 {_GAPS[gap]}", **props)


def inline(*children: Any, gap: Gap = "sm", spread: bool = False, **props: Any) -> rx.Component:
    """Beside each other, wrapping; `spread` pushes the ends apart."""
    ends = " justify-between" if spread else ""
    return rx.el.div(
        *children, class_name=f"flex flex-wrap items-center min-w-0 {_GAPS[gap]}{ends}", **props
    )


def end_row(*children: Any) -> rx.Component:
    """The buttons under a form, at its right end."""
    return rx.el.div(*children, class_name="flex flex-wrap items-center justify-end gap-2 min-w-0")


def center_row(*children: Any) -> rx.Component:
    """A button in the middle under a list."""
    return rx.el.div(*children, class_name="flex justify-center py-2 border-t border-line")


def grid(*children: Any, columns: Literal[1, 2, 3, 4] = 2, gap: Gap = "md") -> rx.Component:
    """Equal columns that fall together on a phone."""
    return rx.el.div(*children, class_name=f"grid min-w-0 {_COLUMNS[columns]} {_GAPS[gap]}")


def card(
    *children: Any, title: Text | None = None, aside: Any = None, flush: bool = False
) -> rx.Component:
    """A bordered surface; `flush` lets a table touch its edges."""
    head = [_card_head(title, aside)] if title is not None else []
    body = "" if flush else " p-4"
    return rx.el.section(
        *head,
        rx.el.div(*children, class_name=f"min-w-0{body}"),
        class_name="min-w-0 rounded-lg border border-line bg-surface overflow-hidden",
    )


def _card_head(title: Text, aside: Any) -> rx.Component:
    return rx.el.div(
        rx.el.h2(title, class_name="text-md font-semibold"),
        *([aside] if aside is not None else []),
        class_name="flex items-center justify-between gap-3 px-4 min-h-12 border-b border-line",
    )


def section(title: Any, *children: Any, aside: Any = None, level: Literal[2, 3] = 3) -> Any:
    """A titled part of a page or dialog."""
    heading = rx.el.h2 if level == 2 else rx.el.h3
    return rx.el.section(
        rx.el.div(
            heading(title, class_name="text-base font-semibold"),
            *([aside] if aside is not None else []),
            class_name="flex items-center justify-between gap-3 min-h-8",
        ),
        *children,
        class_name="flex flex-col gap-2 min-w-0",
    )


def box(*children: Any, **props: Any) -> rx.Component:
    """A sunken box for things that are only read."""
    return rx.el.div(*children, class_name="rounded-lg bg-sunken p-3 min-w-0", **props)


def facts(*pairs: tuple[Text, Any], columns: Literal[1, 2, 3, 4] = 2) -> rx.Component:
    """Names and values: facts(("받는분", order["recipient"]), …)."""
    return rx.el.dl(
        *[
            rx.el.div(
                rx.el.dt(name, class_name="text-xs text-muted"),
                rx.el.dd(value, class_name="m-0 text-base"),
                class_name="flex flex-col gap-0.5 min-w-0",
            )
            for name, value in pairs
        ],
        class_name=f"m-0 grid gap-3 {_FACT_COLUMNS[columns]}",
    )


_FACT_COLUMNS = {
    1: "grid-cols-1",
    2: "grid-cols-2",
    3: "grid-cols-3",
    4: "grid-cols-2 md:grid-cols-4",
}


def text(
    *children: Any,
    tone: Tone = "fg",
    size: str = "base",
    strong: bool = False,
    number: bool = False,
    **props: Any,
) -> rx.Component:
    """A run of text."""
    weight = " font-medium" if strong else ""
    digits = " num" if number else ""
    return rx.el.span(
        *children, class_name=f"{_TONES[tone]} {_TEXT_SIZES[size]}{weight}{digits}", **props
    )


def paragraph(*children: Any, tone: Tone = "fg", size: str = "base", **props: Any) -> rx.Component:
    """A paragraph."""
    return rx.el.p(*children, class_name=f"m-0 {_TONES[tone]} {_TEXT_SIZES[size]}", **props)


def money(amount: Text, size: str = "base", strong: bool = True) -> rx.Component:
    """Won as text, "₩3,900,000"; never wraps."""
    weight = " font-semibold" if strong else ""
    return rx.el.span(amount, class_name=f"won {_TEXT_SIZES[size]}{weight}")


def sum_line(label: Text, value: Any, *, total: bool = False) -> rx.Component:
    """One line of a summary; `total` is the big one at the end."""
    if total:
        return rx.el.div(
            rx.el.span(label, class_name="text-base font-medium"),
            rx.el.span(value, class_name="won text-xl font-semibold"),
            class_name="flex items-baseline justify-between gap-3",
        )
    return rx.el.div(
        rx.el.span(label),
        rx.el.span(value, class_name="num"),
        class_name="flex items-baseline justify-between gap-3 text-sm text-muted",
    )


def sums(*lines: Any) -> rx.Component:
    """A block of sum_line that is read aloud when it changes."""
    return rx.el.div(*lines, aria_live="polite", class_name="flex flex-col gap-1.5")


def live(*children: Any) -> rx.Component:
    """A short result line that is read aloud when it changes: "검색 결과 12개"."""
    look = "m-0 min-h-4.5 text-sm text-muted num"
    return rx.el.p(*children, aria_live="polite", class_name=look)


def heard(*children: Any) -> rx.Component:
    """A place whose content is read aloud when it appears."""
    return rx.el.div(*children, aria_live="polite", class_name="empty:hidden")


def unseen(*children: Any) -> rx.Component:
    """Only for screen readers."""
    return rx.el.span(*children, class_name="sr-only")


def divider() -> rx.Component:
    """A hairline."""
    return rx.el.hr(class_name="m-0 border-0 border-t border-line")


_CALLOUTS = {
    "bad": ("bg-bad-soft text-bad", "circle-alert"),
    "warn": ("bg-warn-soft text-warn", "triangle-alert"),
    "info": ("bg-info-soft text-info", "info"),
    "ok": ("bg-ok-soft text-ok", "circle-check"),
}


def callout(
    tone: Literal["bad", "warn", "info", "ok"], *children: Any, **props: Any
) -> rx.Component:
    """A tinted message with its icon, above what it concerns."""
    colours, name = _CALLOUTS[tone]
    return rx.el.div(
        icon(name),
        rx.el.div(*children, class_name="min-w-0 flex-1"),
        role="alert" if tone == "bad" else "note",
        class_name=f"flex items-start gap-2 rounded-md px-3 py-2 text-sm {colours} [&>svg]:mt-px",
        **props,
    )
