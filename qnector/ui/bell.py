"""The bell of the top bar: a count, and a panel of what happened under it.

The panel is a dialog that lets the rest of the page be: Esc or a press elsewhere closes it, and
the bell has the focus again.
"""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex_components_radix.primitives.dialog import dialog as radix

from qnector.ui import browser
from qnector.ui.button import route_link
from qnector.ui.icon import icon

OPEN = "bell_open"


def bell(
    *children: Any, count: Any, label: Any, news: Any, on_turn: Any, action: Any, foot: Any
) -> rx.Component:
    """`count` is the text on the bell, "" for none; `label` says it in words.

    `news` is read aloud when it changes. `on_turn(is_open)` fires when the panel opens or closes;
    `action` stands beside its title, `foot` under its `children`.
    """
    is_open = _open()
    return rx.el.div(
        radix.root(
            radix.trigger(_button(count, label), as_child=True),
            radix.portal(
                radix.content(
                    _head(action),
                    rx.el.div(
                        *children,
                        class_name="overflow-y-auto overscroll-contain min-h-0 grow",
                    ),
                    rx.el.div(foot, class_name="border-t border-line shrink-0"),
                    on_open_auto_focus=browser.focus_itself(),
                    on_interact_outside=browser.keep_open_for_toasts(),
                    class_name=_SURFACE,
                ),
            ),
            open=is_open.value,
            on_open_change=[is_open.set, on_turn],
            modal=False,
        ),
        rx.el.span(news, role="status", class_name="sr-only"),
        class_name="flex",
    )


_SURFACE = (
    "fixed z-nav top-[60px] right-3 sm:right-6 w-[calc(100vw-24px)] sm:w-[380px] "
    "max-h-[min(560px,calc(100dvh-132px))] flex flex-col rounded-lg border border-line bg-raised "
    "text-fg shadow-2 outline-none qn-rise no-print"
)


def _button(count: Any, label: Any) -> rx.Component:
    return rx.el.button(
        icon("bell", 18),
        rx.cond(
            count != "",
            rx.el.span(
                count,
                aria_hidden="true",
                class_name=(
                    "absolute -top-0.5 -right-0.5 inline-flex items-center justify-center min-w-4 "
                    "h-4 px-1 rounded-full bg-danger text-onbrand text-2xs font-semibold num"
                ),
            ),
        ),
        type="button",
        aria_label=label,
        title="알림",
        class_name=(
            "relative inline-flex items-center justify-center shrink-0 size-9 rounded-md "
            "text-muted hover:bg-hover hover:text-fg"
        ),
    )


def _head(action: Any) -> rx.Component:
    return rx.el.div(
        radix.title(rx.el.h2("알림", class_name="text-md font-semibold"), as_child=True),
        radix.description(rx.el.p("최근 알림 20개예요.", class_name="sr-only"), as_child=True),
        action,
        class_name="flex items-center justify-between gap-3 pl-4 pr-2 h-12 shrink-0 "
        "border-b border-line",
    )


def bell_entries(rows: Any) -> rx.Component:
    """`rows` is a foreach over bell_entry(…)."""
    return rx.el.ul(rows, aria_label="최근 알림", class_name="m-0 p-0 list-none")


def bell_entry(
    title: Any, note: Any, at: Any, *, to: Any, is_read: Any, on_click: Any, **props: Any
) -> rx.Component:
    """What happened and when; it leads to the thing, and is marked until it was opened."""
    return rx.el.li(
        route_link(
            rx.el.span(
                rx.cond(is_read, "", rx.el.span("읽지 않음", class_name="sr-only")),
                class_name="mt-1.5 size-2 shrink-0 rounded-full "
                + rx.cond(is_read, "bg-transparent", "bg-brand").to(str),
            ),
            rx.el.span(
                rx.el.span(title, class_name="block text-base font-medium"),
                rx.el.span(note, class_name="block text-sm text-muted line-clamp-2"),
                rx.el.span(at, class_name="block mt-0.5 text-xs text-muted num"),
                class_name="min-w-0",
            ),
            to=to,
            on_click=[on_click, _open().set_value(False)],
            class_name=(
                "flex items-start gap-2.5 px-4 py-3 text-fg no-underline hover:bg-hover "
                "focus-visible:-outline-offset-2"
            ),
        ),
        class_name="border-b border-line last:border-b-0",
        **props,
    )


def bell_link(label: Any, *, to: Any) -> rx.Component:
    """The way from the panel to a whole screen."""
    return route_link(
        label,
        icon("chevron-right", 14),
        to=to,
        on_click=_open().set_value(False),
        class_name=(
            "flex items-center justify-center gap-1 min-h-11 text-base font-medium "
            "text-brand-fg no-underline hover:bg-hover focus-visible:-outline-offset-2"
        ),
    )


def bell_other_side(sentence: Any, button: rx.Component) -> rx.Component:
    """What waits on the other side of the counter, and the way there."""
    return rx.el.div(
        rx.el.span(sentence, class_name="text-sm min-w-0"),
        button,
        class_name="flex items-center justify-between gap-3 px-4 py-2 bg-info-soft text-info",
    )


def _open() -> ClientStateVar:
    return ClientStateVar.create(OPEN, default=False)
