"""Texts of people: a list of them, and one to be read. They are drawn as text and nothing else."""

from __future__ import annotations

from typing import Any

import reflex as rx

from qnector.ui.skeleton import loading

Text = str | rx.Var

_ITEM = "border-t border-line first:border-t-0"


def posts(items: Any, label: Text) -> rx.Component:
    """A list; `items` is a foreach over post(…)."""
    return rx.el.ul(items, aria_label=label, class_name="m-0 p-0 list-none border-t border-line")


def post(
    title: Any,
    excerpt: Any,
    *,
    note: Any,
    on_click: Any,
    is_unread: Any = False,
    tags: Any = None,
    badge: Any = None,
    is_asked: bool = False,
    **props: Any,
) -> rx.Component:
    """One text of a list: the whole of it is pressed.

    `tags` stand over the title, `badge` at the right end, `note` (who, when) below. With
    `is_asked` title and excerpt are marked as question and answer.
    """
    return rx.el.li(
        rx.el.button(
            _dot(is_unread),
            rx.el.span(
                *([_line(tags)] if tags is not None else []),
                _marked("Q", title, is_asked, "text-base font-medium"),
                _marked("A", excerpt, is_asked, "text-sm text-muted line-clamp-2"),
                rx.el.span(note, class_name="text-xs text-muted num"),
                class_name="flex flex-col gap-1 min-w-0 flex-1",
            ),
            *([rx.el.span(badge, class_name="shrink-0")] if badge is not None else []),
            type="button",
            on_click=on_click,
            class_name=(
                "flex items-start gap-2.5 w-full pl-3 pr-4 py-3 text-left text-fg hover:bg-hover "
                "active:bg-hover focus-visible:-outline-offset-2"
            ),
        ),
        class_name=_ITEM,
        **props,
    )


def skeleton_posts(count: int = 6) -> rx.Component:
    """A list of posts that is coming."""
    return loading(*[_coming() for _ in range(count)])


def said(mark: str, *children: Any, note: Any, tone: str = "off") -> rx.Component:
    """One turn of a conversation: who is speaking (Q or A), what, and when."""
    return rx.el.section(
        rx.el.span(
            mark,
            aria_hidden="true",
            class_name=(
                "grid place-items-center size-7 shrink-0 rounded-full text-sm font-semibold "
                + ("bg-brand-soft text-brand-fg" if tone == "brand" else "bg-off-soft text-off")
            ),
        ),
        rx.el.div(
            *children,
            rx.el.p(note, class_name="m-0 text-xs text-muted num"),
            class_name="flex flex-col gap-1.5 min-w-0 flex-1 pt-1",
        ),
        class_name="flex items-start gap-3 min-w-0",
    )


def written(text: Text) -> rx.Component:
    """A text with the line breaks that its writer gave it."""
    return rx.el.p(text, class_name="m-0 text-base whitespace-pre-wrap")


def _dot(is_unread: Any) -> rx.Component:
    return rx.el.span(
        rx.cond(
            is_unread,
            rx.el.span(
                rx.el.span("안 읽음", class_name="sr-only"),
                class_name="block size-2 rounded-full bg-brand",
            ),
        ),
        class_name="w-2 shrink-0 pt-1.5",
    )


def _line(tags: Any) -> rx.Component:
    return rx.el.span(tags, class_name="flex flex-wrap items-center gap-1.5")


def _marked(mark: str, text: Any, is_marked: bool, look: str) -> rx.Component:
    if not is_marked:
        return rx.el.span(text, class_name=look)
    return rx.el.span(
        rx.el.span(mark, class_name="font-semibold text-brand-fg"),
        rx.el.span(text, class_name=f"min-w-0 {look}"),
        class_name="flex items-baseline gap-2",
    )


def _coming() -> rx.Component:
    return rx.el.div(
        rx.el.div(class_name="skeleton h-6 w-16"),
        rx.el.div(class_name="skeleton h-5 w-1/2"),
        rx.el.div(class_name="skeleton h-4 w-5/6"),
        rx.el.div(class_name="skeleton h-4 w-32"),
        class_name="flex flex-col gap-1.5 px-4 py-3 border-t border-line",
    )
