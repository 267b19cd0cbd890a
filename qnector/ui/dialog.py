"""Dialogs: modal, drawer and, below 640 px, the sheet that every modal becomes.

The element that had the focus when a dialog opened gets it back when it closes, whoever
opened it: a trigger, a button elsewhere or the server; unless `focus_next` names what comes next.
"""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx
from reflex.experimental.client_state import ClientStateVar
from reflex_components_radix.primitives.dialog import dialog as radix

from qnector.ui import browser
from qnector.ui.button import button, icon_button

Text = str | rx.Var
Side = Literal["modal", "right", "left"]
Width = Literal["sm", "md", "lg"]

_WIDTHS = {"sm": "sm:max-w-[420px]", "md": "sm:max-w-[560px]", "lg": "sm:max-w-[760px]"}
_PLACES = {
    "modal": (
        "inset-x-0 bottom-0 max-h-[92dvh] rounded-t-xl pb-[env(safe-area-inset-bottom)] qn-sheet "
        "sm:inset-auto sm:left-1/2 sm:top-1/2 sm:-translate-x-1/2 sm:-translate-y-1/2 sm:w-full "
        "sm:max-h-[88dvh] sm:rounded-xl sm:pb-0 "
    ),
    "right": "inset-y-0 right-0 w-full sm:w-[400px] qn-from-right ",
    "left": "inset-y-0 left-0 w-[280px] max-w-[85vw] qn-from-left ",
}

_SURFACE = "fixed z-dialog flex flex-col bg-raised text-fg shadow-3 outline-none "


def dialog(
    *children: Any,
    title: Any,
    description: Any,
    name: str,
    open: Any = None,
    on_open_change: Any = None,
    trigger: rx.Component | None = None,
    footer: Any = None,
    side: Side = "modal",
    width: Width = "md",
    is_read: bool = False,
    describe: bool = True,
    focus_next: rx.Var | None = None,
) -> rx.Component:
    """A dialog with title and description; `name` is unique on its page, in ASCII letters.

    Open it by a state var (`open=`, `on_open_change=`) or by its `trigger` alone. `footer` is a
    list of buttons, cancel before confirm. `is_read` is for a body without controls, so that
    the keyboard can scroll it. `describe=False` keeps the description for screen readers only.
    `focus_next` is the id of what has the focus after it closes, or "" for what had it before.
    """
    opener = ClientStateVar.create(f"opener_{name}", default=None, global_ref=True)
    given = {"open": open, "on_open_change": on_open_change}
    control = {key: value for key, value in given.items() if value is not None}
    return radix.root(
        *([radix.trigger(trigger, as_child=True)] if trigger is not None else []),
        radix.portal(
            radix.overlay(class_name="fixed inset-0 z-overlay bg-scrim qn-fade no-print"),
            radix.content(
                *_inside(children, title, description, footer, is_read, describe),
                on_open_auto_focus=opener.set_value(browser.focused_element()),
                on_close_auto_focus=browser.focus_now(opener.value, focus_next),
                on_interact_outside=browser.keep_open_for_toasts(),
                class_name=_SURFACE + _PLACES[side] + (_WIDTHS[width] if side == "modal" else ""),
            ),
        ),
        **control,
    )


def _inside(
    children: Any, title: Any, description: Any, footer: Any, is_read: bool, describe: bool
) -> list[rx.Component]:
    return [
        _head(title, description, describe),
        _body(children, is_read),
        *([_foot(footer)] if footer is not None else []),
        _cross(),
    ]


def confirm(
    *children: Any,
    title: Any,
    description: Any,
    name: str,
    action: Text,
    on_confirm: Any = None,
    form: str | None = None,
    cancel: Text = "취소",
    is_destructive: bool = True,
    busy: Any = None,
    **props: Any,
) -> rx.Component:
    """Asks before what cannot be undone. The title is a question that names the object.

    With `form` the confirming button submits that form (a reason, say) standing in `children`;
    else it fires `on_confirm` and, when the dialog is trigger-only, closes it.
    """
    do: dict[str, Any] = {"variant": "danger" if is_destructive else "primary", "busy": busy}
    if form is not None:
        go = button(action, type="submit", form=form, **do)
    else:
        go = button(action, on_click=on_confirm, **do)
    if form is None and "open" not in props:
        go = radix.close(rx.el.span(go), as_child=True)
    return dialog(
        *children,
        title=title,
        description=description,
        name=name,
        footer=[close_button(cancel), go],
        width="sm",
        **props,
    )


def close_button(label: Text = "닫기", **props: Any) -> rx.Component:
    """Closes the dialog it stands in."""
    return radix.close(button(label, **props), as_child=True)


def _head(title: Any, description: Any, describe: bool) -> rx.Component:
    return rx.el.div(
        radix.title(rx.el.h2(title, class_name="text-lg font-semibold pr-10"), as_child=True),
        radix.description(
            rx.el.p(
                description,
                class_name="text-sm text-muted" if describe else "sr-only",
            ),
            as_child=True,
        ),
        class_name="flex flex-col gap-1 px-5 pt-5 pb-3 shrink-0",
    )


def _body(children: tuple[Any, ...], is_read: bool) -> rx.Component:
    reach = {"tab_index": 0} if is_read else {}
    return rx.el.div(
        *children,
        class_name=(
            "flex flex-col gap-4 px-5 pt-1 pb-5 overflow-y-auto overscroll-contain grow min-h-0 "
            "empty:hidden"
        ),
        **reach,
    )


def _foot(footer: Any) -> rx.Component:
    return rx.el.div(
        *footer,
        class_name=(
            "flex flex-wrap items-center justify-end gap-2 px-5 py-3 border-t border-line shrink-0"
        ),
    )


def push_left(*children: Any) -> rx.Component:
    """Keeps something at the left end of a dialog's footer."""
    return rx.el.div(*children, class_name="mr-auto flex items-center gap-2")


def _cross() -> rx.Component:
    return rx.el.div(
        radix.close(icon_button("x", "닫기"), as_child=True),
        class_name="absolute right-3 top-3",
    )
