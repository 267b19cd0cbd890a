"""Toasts: rows of a state, drawn here; CSS lets them go, no script takes part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypedDict

import reflex as rx
from reflex_base.event import no_args_event_spec

from qnector.ui.button import icon_button, route_link
from qnector.ui.icon import icon


class _Card(rx.el.Div):
    """A div that tells when its CSS animation is over."""

    on_animation_end: rx.EventHandler[no_args_event_spec]


class ToastRow(TypedDict):
    """One toast. `kind` is success, error or info; action_label and action_to may be empty."""

    id: str
    kind: str
    text: str
    action_label: str
    action_to: str


def toast_region(rows: rx.Var[list[ToastRow]], dismiss: Callable[[Any], Any]) -> rx.Component:
    """Top-centre over the bar; `dismiss(id)` gives the event of the close button.

    A success goes after four seconds, an error after eight, none while it is hovered or holds
    the keyboard's focus; then, too, `dismiss(id)` is fired. Keep at most three rows. Belongs
    outside the pages (an app wrap), so that going to another screen shows no old toast again.
    """
    return rx.el.section(
        rx.foreach(rows, lambda row: _toast(row, dismiss)),
        aria_label="알림",
        aria_live="polite",
        custom_attrs={"data-toasts": ""},
        class_name=(
            "fixed top-2 inset-x-0 z-toast flex flex-col items-center px-3 pointer-events-none "
            "no-print"
        ),
    )


def _toast(row: Any, dismiss: Callable[[Any], Any]) -> rx.Component:
    is_error = row["kind"] == "error"
    return _Card.create(
        rx.match(
            row["kind"],
            ("error", rx.el.span(icon("circle-alert", 18), class_name="text-bad flex")),
            ("info", rx.el.span(icon("info", 18), class_name="text-info flex")),
            rx.el.span(icon("circle-check", 18), class_name="text-ok flex"),
        ),
        rx.el.span(row["text"], class_name="flex-1 min-w-0 text-base"),
        rx.cond(
            row["action_label"] != "",
            route_link(
                row["action_label"],
                to=row["action_to"],
                class_name="shrink-0 text-base font-medium text-brand-fg underline-offset-2",
            ),
        ),
        icon_button("x", "알림 닫기", size="sm", on_click=dismiss(row["id"])),
        role=rx.cond(is_error, "alert", "status"),
        key=row["id"],
        on_animation_end=dismiss(row["id"]),
        class_name=(
            "mt-2 first:mt-0 flex items-center gap-2.5 w-full max-w-[360px] pl-3 pr-1.5 py-1.5 "
            "min-h-12 rounded-lg border border-line bg-raised text-fg shadow-2 overflow-hidden "
            "pointer-events-auto toast "
        )
        + rx.cond(is_error, "toast-error", "").to(str),
    )
