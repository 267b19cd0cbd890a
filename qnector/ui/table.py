"""Tables, and the cards that stand for them on a phone."""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx

from qnector.ui.button import button, route_link

Text = str | rx.Var
Align = Literal["left", "right", "center"]

_ALIGN = {"left": "text-left", "right": "text-right", "center": "text-center"}
_CELL = "px-3 h-11 py-1 align-middle"


def table(
    head: Any, rows: Any, caption: Text, *, cards: Any = None, foot: Any = None
) -> rx.Component:
    """A table with a name for screen readers; below 768 px `cards` are shown instead.

    `head` is a list of th(…), `rows` a foreach over row(…), `cards` a foreach over row_card(…).
    """
    wide = rx.el.div(
        rx.el.table(
            rx.el.caption(caption, class_name="sr-only"),
            rx.el.thead(rx.el.tr(*head), class_name="border-b border-line"),
            rx.el.tbody(rows),
            *([rx.el.tfoot(foot)] if foot is not None else []),
            class_name="w-full border-collapse text-sm",
        ),
        role="region",
        aria_label=caption,
        tab_index=0,
        class_name="relative overflow-x-auto" + (" max-md:hidden" if cards is not None else ""),
    )
    if cards is None:
        return wide
    return rx.el.div(
        wide,
        rx.el.ul(cards, aria_label=caption, class_name="md:hidden m-0 p-0 list-none"),
    )


def th(*children: Any, align: Align = "left", phone: bool = True) -> rx.Component:
    """A column's head; `phone=False` leaves the column out below 640 px."""
    return rx.el.th(
        *children,
        scope="col",
        class_name=(
            f"px-3 h-10 text-xs font-medium text-muted whitespace-nowrap {_ALIGN[align]}"
            f"{'' if phone else ' max-sm:hidden'}"
        ),
    )


def th_unseen(label: Text) -> rx.Component:
    """The head of a column of buttons or boxes: only read aloud."""
    return rx.el.th(rx.el.span(label, class_name="sr-only"), scope="col", class_name="px-3 h-10")


def row(*cells: Any, **props: Any) -> rx.Component:
    """A row; it is tinted while its checkbox is checked."""
    return rx.el.tr(
        *cells,
        class_name=(
            "border-b border-line last:border-b-0 hover:bg-hover has-checked:bg-brand-soft"
        ),
        **props,
    )


def cell(*children: Any, tone: str = "fg", align: Align = "left", phone: bool = True) -> Any:
    """A plain cell."""
    return rx.el.td(
        *children,
        class_name=(
            f"{_CELL} {_ALIGN[align]} md:whitespace-nowrap "
            f"{'text-muted' if tone == 'muted' else 'text-fg'}"
            f"{'' if phone else ' max-sm:hidden'}"
        ),
    )


def cell_number(
    *children: Any, strong: bool = True, phone: bool = True, won: bool = False
) -> rx.Component:
    """Right-aligned digits that never wrap; `won` when they are an amount, "₩3,900,000"."""
    look = ("won" if won else "num") + (" font-medium" if strong else "")
    return rx.el.td(
        rx.el.span(*children, class_name=look),
        class_name=f"{_CELL} text-right whitespace-nowrap{'' if phone else ' max-sm:hidden'}",
    )


def cell_link(label: Any, *, to: Text | None = None, on_click: Any = None, **props: Any) -> Any:
    """The first cell of a row: what the row is, and the way into it."""
    look = (
        "font-medium num text-fg rounded-sm text-left no-underline hover:underline "
        "underline-offset-2 whitespace-nowrap"
    )
    inner = (
        route_link(label, to=to, class_name=look, **props)
        if to is not None
        else rx.el.button(label, type="button", on_click=on_click, class_name=look, **props)
    )
    return rx.el.th(inner, scope="row", class_name=f"{_CELL} text-left font-normal")


def cell_pair(first: Any, second: Any) -> rx.Component:
    """Two lines in one cell: a name and a small note under it."""
    return rx.el.td(
        rx.el.span(first, class_name="block text-sm leading-4"),
        rx.el.span(second, class_name="block text-xs text-muted"),
        class_name=_CELL + " md:min-w-44",
    )


def cell_name(
    name: Any, note: Any, *, badge: Any = None, on_click: Any = None, **props: Any
) -> rx.Component:
    """The first cell of a row in two lines: who it is, with a badge, and a note under it.

    With `on_click` the name is the way into the row.
    """
    look = "font-medium text-fg text-sm leading-4 text-left"
    named = (
        rx.el.span(name, class_name=look)
        if on_click is None
        else rx.el.button(
            name,
            type="button",
            on_click=on_click,
            class_name=f"{look} rounded-sm hover:underline underline-offset-2",
            **props,
        )
    )
    return rx.el.th(
        rx.el.span(
            named,
            *([badge] if badge is not None else []),
            class_name="flex flex-wrap items-center gap-1.5",
        ),
        rx.el.span(note, class_name="block text-xs text-muted empty:hidden"),
        scope="row",
        class_name=f"{_CELL} text-left font-normal md:min-w-44",
    )


def cell_stand(*children: Any, note: Any = "") -> rx.Component:
    """Where a row stands and what may be done about it, with a note of any length under it."""
    return rx.el.td(
        rx.el.div(*children, class_name="flex items-center gap-2 whitespace-nowrap"),
        rx.el.span(note, class_name="block max-w-72 mt-0.5 text-xs text-muted empty:hidden"),
        class_name=_CELL,
    )


def cell_actions(*buttons: Any) -> rx.Component:
    """The buttons at the end of a row."""
    return rx.el.td(
        rx.el.div(*buttons, class_name="flex items-center justify-end gap-1.5 whitespace-nowrap"),
        class_name=_CELL,
    )


def cell_button(label: Text, *, name: Any, on_click: Any, **props: Any) -> rx.Component:
    """A small button at the end of a row; `name` says for screen readers what it opens."""
    return rx.el.td(
        button(label, size="sm", on_click=on_click, aria_label=name, **props),
        class_name=f"{_CELL} text-right",
    )


def cell_check(label: Any, **props: Any) -> rx.Component:
    """A row's checkbox: uncontrolled, `default_checked=`, `on_change=`."""
    return rx.el.td(_check(label, props), class_name=f"{_CELL} w-10")


def th_check(label: Any, **props: Any) -> rx.Component:
    """The checkbox that chooses every row."""
    return rx.el.th(_check(label, props), scope="col", class_name="px-3 h-10 w-10 text-left")


def _check(label: Any, props: dict[str, Any]) -> rx.Component:
    return rx.el.input(type="checkbox", aria_label=label, class_name="block", **props)


def row_card(
    title: Any,
    summary: Any,
    note: Any,
    amount: Any,
    *,
    badge: Any = None,
    check: Any = None,
    to: Text | None = None,
    on_click: Any = None,
    **props: Any,
) -> rx.Component:
    """What a table row becomes on a phone: the whole card is pressed, but for its `check`."""
    inside = [
        rx.el.span(
            rx.el.span(title, class_name="font-medium num"),
            *([badge] if badge is not None else []),
            class_name="flex items-center justify-between gap-3",
        ),
        rx.el.span(summary, class_name="block text-sm"),
        rx.el.span(
            rx.el.span(note, class_name="text-sm text-muted num min-w-0"),
            rx.el.span(amount, class_name="font-medium num whitespace-nowrap"),
            class_name="flex items-center justify-between gap-3",
        ),
    ]
    look = "flex flex-col gap-1 w-full px-4 py-3 text-left text-fg no-underline active:bg-hover"
    body = (
        route_link(*inside, to=to, class_name=look)
        if to is not None
        else rx.el.button(*inside, type="button", on_click=on_click, class_name=look)
    )
    if check is not None:
        body = rx.el.div(
            rx.el.div(check, class_name="pl-4 shrink-0"),
            rx.el.div(body, class_name="min-w-0 flex-1"),
            class_name="flex items-center has-checked:bg-brand-soft",
        )
    return rx.el.li(body, class_name="border-t border-line first:border-t-0", **props)


def action_card(
    title: Any, *lines: Any, badge: Any = None, actions: Any = (), **props: Any
) -> rx.Component:
    """What a row with buttons of its own becomes on a phone: nothing but they is pressed."""
    return rx.el.li(
        rx.el.div(
            rx.el.span(title, class_name="font-medium min-w-0"),
            *([badge] if badge is not None else []),
            class_name="flex items-center justify-between gap-3",
        ),
        *[rx.el.p(line, class_name="m-0 text-sm text-muted empty:hidden") for line in lines],
        rx.el.div(*actions, class_name="flex flex-wrap items-center gap-2 mt-1 empty:hidden"),
        class_name="flex flex-col gap-1 px-4 py-3 border-t border-line first:border-t-0",
        **props,
    )
