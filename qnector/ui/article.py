"""Pages to be read: a list of them at the left, the text, the way to the next."""

from __future__ import annotations

from typing import Any

import reflex as rx

from qnector.ui import browser
from qnector.ui.button import button, route_link
from qnector.ui.front import WIDTH
from qnector.ui.icon import icon

Entry = tuple[str, str]
_TITLE = "text-3xl sm:text-4xl font-bold tracking-tight"


def reading_page(
    title: str,
    *children: Any,
    aside: Any,
    above: Any = None,
    note: Any = None,
) -> rx.Component:
    """The only h1, the text below it, and `aside` beside it (below it on small screens)."""
    return rx.el.div(
        rx.el.article(
            *([above] if above is not None else []),
            _head(title),
            *([_note(note)] if note is not None else []),
            rx.el.div(*children, class_name="mt-8 flex flex-col gap-8"),
            class_name="min-w-0 max-w-[760px]",
        ),
        rx.el.aside(
            aside,
            aria_label="목록",
            class_name=(
                "no-print lg:order-first lg:sticky lg:top-24 max-lg:border-t max-lg:border-line "
                "max-lg:pt-8"
            ),
        ),
        class_name=(
            f"{WIDTH} py-10 sm:py-14 grid gap-10 grid-cols-1 lg:grid-cols-[220px_1fr] items-start"
        ),
    )


def reading_index(title: str, *groups: Any, note: str) -> rx.Component:
    """The only h1 of a list of texts, and its groups."""
    return rx.el.div(
        rx.el.h1(title, class_name=_TITLE),
        _note(note),
        rx.el.div(*groups, class_name="mt-10 flex flex-col gap-10"),
        class_name=f"{WIDTH} py-10 sm:py-14",
    )


def _head(title: str) -> rx.Component:
    return rx.el.div(
        rx.el.h1(title, class_name=_TITLE),
        rx.el.span(
            button("인쇄", size="sm", before="printer", on_click=browser.print_page()),
            class_name="no-print max-sm:hidden",
        ),
        class_name="flex items-start justify-between gap-4",
    )


def _note(note: Any) -> rx.Component:
    return rx.el.p(note, class_name="m-0 mt-2 text-md text-muted text-pretty")


def reading_list(label: str, groups: list[tuple[str, list[Entry]]], current: str) -> rx.Component:
    """Groups of (word, path); `current` is lit."""
    return rx.el.nav(
        *[
            rx.el.div(
                rx.el.p(title, class_name="m-0 mb-1 px-3 text-sm font-semibold"),
                rx.el.ul(
                    *[rx.el.li(_entry(word, to, current)) for word, to in entries],
                    class_name="m-0 p-0 list-none flex flex-col gap-0.5",
                ),
            )
            for title, entries in groups
        ],
        aria_label=label,
        class_name="flex flex-col gap-5",
    )


def _entry(word: str, to: str, current: str) -> rx.Component:
    is_here = to == current
    mark = {"aria_current": "page"} if is_here else {}
    tone = "bg-brand-soft text-brand-fg" if is_here else "text-muted hover:bg-hover hover:text-fg"
    return route_link(
        word,
        to=to,
        class_name=(
            "flex items-center min-h-9 px-3 py-1.5 rounded-md text-base font-medium no-underline "
            f"{tone}"
        ),
        **mark,
    )


def trail(word: str, to: str) -> rx.Component:
    """The way back up, above a title."""
    return rx.el.nav(
        route_link(
            icon("chevron-left", 14),
            word,
            to=to,
            class_name=(
                "inline-flex items-center gap-1 min-h-8 text-sm font-medium text-muted "
                "no-underline hover:text-fg hover:underline underline-offset-2"
            ),
        ),
        aria_label="위치",
        class_name="no-print mb-2",
    )


def onward(before: Entry | None, after: Entry | None) -> rx.Component:
    """The neighbours of a text, at its end."""
    return rx.el.nav(
        *([_neighbour("이전 글", before, "justify-self-start")] if before else [rx.el.span()]),
        *([_neighbour("다음 글", after, "text-right")] if after else []),
        aria_label="이전 글과 다음 글",
        class_name="grid grid-cols-2 gap-3 pt-8 border-t border-line no-print",
    )


def _neighbour(word: str, entry: Entry, side: str) -> rx.Component:
    title, to = entry
    return route_link(
        rx.el.span(word, class_name="block text-sm text-muted"),
        rx.el.span(title, class_name="block mt-0.5 text-md font-semibold text-fg"),
        to=to,
        class_name=(
            "block w-full rounded-lg border border-line px-4 py-3 no-underline hover:bg-hover "
            f"{side}"
        ),
    )


def link_card(title: str, sentence: str, *, to: str, before: str) -> rx.Component:
    """A page that one may read, as a card to press."""
    return rx.el.li(
        route_link(
            rx.el.span(
                icon(before, 20),
                class_name=(
                    "grid place-items-center size-10 shrink-0 rounded-md bg-brand-soft "
                    "text-brand-fg"
                ),
            ),
            rx.el.span(
                rx.el.span(title, class_name="block text-md font-semibold text-fg"),
                rx.el.span(sentence, class_name="block mt-0.5 text-base text-muted"),
                class_name="min-w-0",
            ),
            to=to,
            class_name=(
                "flex items-start gap-3.5 h-full rounded-lg border border-line bg-surface p-4 "
                "no-underline hover:bg-hover"
            ),
        )
    )


def link_cards(title: str, *cards: Any) -> rx.Component:
    """A titled group of link_card."""
    return rx.el.section(
        rx.el.h2(title, class_name="text-lg font-semibold mb-3"),
        rx.el.ul(
            *cards,
            class_name="m-0 p-0 list-none grid gap-3 grid-cols-1 sm:grid-cols-2",
        ),
    )
