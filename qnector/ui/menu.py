"""A menu under a button: arrow keys, Home, End, type-ahead, Esc.

It stays inside its landmark (no portal) and does not lock the page's scroll.
"""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx
from reflex_base.event import no_args_event_spec, passthrough_event_spec

from qnector.ui.button import route_link
from qnector.ui.icon import icon


class _Menu(rx.Component):
    library = "@radix-ui/react-dropdown-menu@2.2.1"


class _MenuRoot(_Menu):
    tag = "Root"
    alias = "MenuRoot"
    modal: rx.Var[bool]
    on_open_change: rx.EventHandler[passthrough_event_spec(bool)]


class _MenuTrigger(_Menu):
    tag = "Trigger"
    alias = "MenuTrigger"
    as_child: rx.Var[bool]


class _MenuContent(_Menu):
    tag = "Content"
    alias = "MenuContent"
    align: rx.Var[str]
    side_offset: rx.Var[int]


class _MenuItem(_Menu):
    tag = "Item"
    alias = "MenuItem"
    as_child: rx.Var[bool]
    disabled: rx.Var[bool]
    on_select: rx.EventHandler[no_args_event_spec]


class _MenuLabel(_Menu):
    tag = "Label"
    alias = "MenuLabel"


class _MenuSeparator(_Menu):
    tag = "Separator"
    alias = "MenuSeparator"


_ITEM = (
    "flex items-center gap-2.5 min-h-9 px-2.5 rounded-sm text-base text-fg no-underline "
    "outline-none cursor-pointer data-[highlighted]:bg-hover data-[disabled]:opacity-50 "
)


def menu(
    trigger: rx.Component, *items: Any, align: Literal["start", "end"] = "end"
) -> rx.Component:
    """A menu of menu_item, menu_link, menu_label and menu_separator under its trigger."""
    return _MenuRoot.create(
        _MenuTrigger.create(trigger, as_child=True),
        _MenuContent.create(
            *items,
            align=align,
            side_offset=6,
            class_name=(
                "z-dialog min-w-48 p-1.5 rounded-lg border border-line bg-raised shadow-2 qn-rise"
            ),
        ),
        modal=False,
    )


def menu_item(label: Any, *, on_select: Any, before: str | None = None, **props: Any) -> Any:
    """An item that does something."""
    return _MenuItem.create(
        *_content(label, before), on_select=on_select, class_name=_ITEM, **props
    )


def menu_link(label: Any, *, to: str | rx.Var, before: str | None = None) -> rx.Component:
    """An item that leads to another screen."""
    return _MenuItem.create(
        route_link(*_content(label, before), to=to, class_name=_ITEM), as_child=True
    )


def menu_label(*children: Any) -> rx.Component:
    """A line that only says something."""
    return _MenuLabel.create(*children, class_name="px-2.5 py-1.5 text-xs text-muted")


def menu_separator() -> rx.Component:
    """A hairline between groups."""
    return _MenuSeparator.create(class_name="my-1 -mx-1.5 border-t border-line")


def _content(label: Any, before: str | None) -> list[Any]:
    mark = [rx.el.span(icon(before), class_name="text-muted flex")] if before else []
    return [*mark, rx.el.span(label)]
