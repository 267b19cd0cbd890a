"""대신 로그인: the strip that says on every screen whose it is, and that somebody else looks."""

from __future__ import annotations

from typing import Any

import reflex as rx

from qnector.ui.button import submit
from qnector.ui.icon import icon
from qnector.ui.posted import PlainForm

STOP_FORM = "stop-acting"


def acting_banner(person: Any, operator: Any, note: Any) -> rx.Component:
    """Nothing while `person` is "". `operator` is who looks, `note` for how long and with what
    rights."""
    return rx.cond(
        person != "",
        rx.el.aside(
            icon("eye"),
            rx.el.p(
                rx.el.strong(person, class_name="font-semibold"),
                " 계정을 운영자 ",
                rx.el.strong(operator, class_name="font-semibold"),
                "님이 보고 있어요. ",
                rx.el.span(note, class_name="num max-sm:block"),
                class_name="m-0 min-w-0 grow break-words",
            ),
            PlainForm.create(
                submit("그만두기", variant="secondary", size="sm"),
                action="/auth/act-as/stop",
                method="post",
                id=STOP_FORM,
            ),
            aria_label="대신 로그인",
            class_name=(
                "flex items-center gap-2.5 px-3 sm:px-6 py-1.5 min-h-11 bg-warn-soft text-warn "
                "text-sm border-b border-line no-print"
            ),
        ),
    )
