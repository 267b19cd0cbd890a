"""The cart: a column beside the products, a bar and a sheet where there is no room for it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from qnector.ui.button import icon_button
from qnector.ui.dialog import dialog
from qnector.ui.tick import tick


def cart_page(main: Any, panel: Any) -> rx.Component:
    """Products left, the cart as a sticky column of 336 px from 1280 px on."""
    return rx.el.div(
        rx.el.div(*main, class_name="flex flex-col gap-4 min-w-0 flex-1"),
        rx.el.aside(
            panel,
            aria_label="주문서",
            class_name=("max-xl:hidden w-[336px] shrink-0 sticky top-[76px] h-[calc(100dvh-96px)]"),
        ),
        class_name="flex items-start gap-5",
    )


def cart_panel(title: Any, *lines: Any, foot: Any, aside: Any = None) -> rx.Component:
    """The column itself: title, scrolling lines, totals and button at the bottom."""
    return rx.el.div(
        rx.el.div(
            rx.el.h2(title, class_name="text-md font-semibold"),
            *([aside] if aside is not None else []),
            class_name="flex items-center justify-between px-4 h-12 border-b border-line shrink-0",
        ),
        rx.el.div(
            *lines,
            tab_index=0,
            role="region",
            aria_label="담은 품목",
            class_name="flex-1 min-h-0 overflow-y-auto focus-visible:-outline-offset-2",
        ),
        rx.el.div(foot, class_name="p-4 border-t border-line shrink-0 flex flex-col gap-3"),
        class_name=(
            "flex flex-col h-full rounded-lg border border-line bg-surface overflow-hidden"
        ),
    )


def cart_bar(label: Any, amount: Any, *lines: Any, title: str, foot: Any) -> rx.Component:
    """Below 1280 px: a brand bar at the bottom that opens the cart as a sheet."""
    bar = rx.el.button(
        rx.el.span(label),
        rx.el.span(amount, class_name="won"),
        type="button",
        class_name=(
            "flex items-center justify-between w-full h-12 px-4 rounded-lg bg-brand text-onbrand "
            "text-md font-semibold shadow-3 hover:bg-brand-hover"
        ),
    )
    return rx.el.div(
        dialog(
            rx.el.div(*lines, class_name="-mx-5 border-t border-line"),
            title=title,
            description="담은 품목과 수량을 확인하세요.",
            describe=False,
            name="cart_sheet",
            trigger=bar,
            footer=[rx.el.div(foot, class_name="w-full flex flex-col gap-3")],
        ),
        class_name=(
            "xl:hidden fixed z-sticky inset-x-3 bottom-[calc(68px+env(safe-area-inset-bottom))] "
            "lg:left-[244px] lg:bottom-4 no-print"
        ),
    )


def cart_group(seller: Any, subtotal: Any, *lines: Any, **props: Any) -> rx.Component:
    """The lines of one seller, who becomes one order."""
    return rx.el.section(
        rx.el.div(
            rx.el.h3(seller, class_name="text-sm font-semibold truncate"),
            rx.el.span(subtotal, class_name="won text-sm text-muted"),
            class_name="flex items-center justify-between gap-3 px-4 py-2 bg-sunken",
        ),
        rx.el.ul(*lines, class_name="m-0 p-0 list-none"),
        **props,
    )


def cart_line(
    *,
    name: Any,
    note: Any,
    amount: Any,
    stepper: Any,
    is_checked: Any,
    on_check: Any,
    on_remove: Any,
    problem: Any = "",
    **props: Any,
) -> rx.Component:
    """One product in the cart. `problem` is a sentence, or "" when all is well."""
    return rx.el.li(
        rx.el.div(
            tick(f"{name} 주문에 넣기", is_checked, on_check),
            class_name="mt-0.5",
        ),
        rx.el.div(
            rx.el.div(
                rx.el.div(
                    rx.el.span(name, class_name="block text-base font-medium"),
                    rx.el.span(note, class_name="block text-xs text-muted"),
                    class_name="min-w-0",
                ),
                icon_button("trash-2", f"{name} 빼기", size="sm", on_click=on_remove),
                class_name="flex items-start justify-between gap-2",
            ),
            rx.el.div(
                stepper,
                rx.el.span(amount, class_name="won text-base font-semibold"),
                class_name="flex items-center justify-between gap-2",
            ),
            rx.cond(problem != "", rx.el.p(problem, class_name="m-0 text-xs text-bad")),
            class_name="flex-1 min-w-0 flex flex-col gap-2",
        ),
        class_name="flex items-start gap-3 px-4 py-3 border-b border-line",
        **props,
    )
